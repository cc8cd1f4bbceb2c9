import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { mayAccess, worksWithTemporaryPassword } from '../domain/permissions.js';
import { Problem } from '../problem.js';
import type { PageRenderer } from '../render/pages.js';
import type { Services } from '../services/services.js';
import { languageOf } from './language.js';
import type { Limiter } from './limits.js';
import type { Reply } from './reply.js';
import { pageFrame } from './page-frame.js';
import { partCheck } from './request-schema.js';
import type { AnyRoute } from './route.js';
import { unitScope } from './unit-scope.js';
import { csrfMatches, csrfToken, newToken, sessionCookie, type Visitor } from './session.js';

const BODY_LIMIT = '256kb';
const parsers = {
  body: express.json({ limit: BODY_LIMIT, strict: true }),
  form: express.urlencoded({ limit: BODY_LIMIT, extended: false, parameterLimit: 1000 }),
};

export interface MountDeps {
  services: Services;
  pages: PageRenderer;
  limiter: Limiter;
  secure: boolean;
}

const visitorOf = (response: Response): Visitor => response.locals['visitor'] as Visitor;

/** Who may: pages lead to the sign-in, everything else is told so. */
function guard(route: AnyRoute, visitor: Visitor, request: Request): Reply | null {
  if (mayAccess(route.access, visitor.account?.role ?? null)) {
    if (!visitor.account?.isTemporary || worksWithTemporaryPassword(route.access)) return null;
    if (route.method !== 'get' || request.path.startsWith('/api/')) throw new Problem('password-temporary');
    return { kind: 'redirect', status: 303, to: '/account' };
  }
  if (visitor.account !== null) throw new Problem('not-permitted');
  if (route.method !== 'get' || !request.accepts(['json', 'html']) || request.path.startsWith('/api/'))
    throw new Problem('sign-in-required');
  const back = encodeURIComponent(request.originalUrl);
  return { kind: 'redirect', status: 303, to: `/sign-in?back=${back}` };
}

/** A change asked for by a page of another site is refused: forms by their token, JSON by the same token as a header. */
function checkCsrf(route: AnyRoute, visitor: Visitor, request: Request): void {
  if (route.method === 'get' || route.crossSite) return;
  if (route.form && !csrfMatches(visitor.token, request.body?._csrf)) throw new Problem('csrf-token-invalid');
  if (!route.form && route.access !== 'public' && !csrfMatches(visitor.token, request.get('X-CSRF-Token')))
    throw new Problem('csrf-token-invalid');
}

/** Gives a caller without a cookie one, so that the page's form has a CSRF token. */
function startVisit(response: Response, secure: boolean): void {
  const visitor = visitorOf(response);
  if (visitor.token !== null) return;
  const token = newToken();
  response.append('Set-Cookie', sessionCookie(token, { secure }));
  response.locals['visitor'] = { ...visitor, token, csrf: csrfToken(token) } satisfies Visitor;
}

async function send(reply: Reply, request: Request, response: Response, pages: PageRenderer): Promise<void> {
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers ?? {}))
    if (name === 'Set-Cookie') response.append(name, value);
    else response.set(name, value);
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-store');
  if (reply.kind === 'json') response.json(reply.value);
  else if (reply.kind === 'redirect') response.location(reply.to).end();
  else if (reply.kind === 'file')
    response
      .type(reply.type)
      .send(typeof reply.content === 'string' ? reply.content : Buffer.from(reply.content));
  else if (reply.kind === 'stream') await pipeline(Readable.from(reply.parts), response.type(reply.type));
  else {
    const language = languageOf(request.query['lang'], request.headers.cookie);
    response
      .type('html')
      .send(pages.render(reply.page, language, { ...reply.model, ...pageFrame(request, response) }));
  }
}

/** The language is everybody's parameter, and no route's. */
function queryOf(request: Request): Record<string, unknown> {
  const { lang: _, ...query } = request.query;
  return query;
}

function handlerOf(route: AnyRoute, deps: MountDeps) {
  const checkParams = partCheck(route.params, 'text', 'not-found');
  const checkQuery = partCheck(route.query, 'text');
  const checkBody = route.form ? partCheck(route.form, 'text') : partCheck(route.body, 'json');
  return async (request: Request, response: Response): Promise<void> => {
    if (route.startsVisit) startVisit(response, deps.secure);
    const visitor = visitorOf(response);
    const address = request.ip ?? '';
    const denied = guard(route, visitor, request);
    if (denied) return send(denied, request, response, deps.pages);
    if (route.limit) await deps.limiter(route.limit, address);
    const takesBody = route.body ?? route.form;
    if (takesBody && request.body === undefined) throw new Problem('unsupported-media-type');
    checkCsrf(route, visitor, request);
    const { _csrf, ...form } = route.form ? (request.body as Record<string, unknown>) : {};
    const reply = await route.handle(
      {
        params: checkParams(request.params),
        query: checkQuery(queryOf(request)),
        body: checkBody(route.form ? form : request.body),
        language: languageOf(request.query['lang'], request.headers.cookie),
        visitor,
        scope: unitScope(visitor.account, deps.services),
        address,
        url: request.originalUrl,
        secure: deps.secure,
      },
      deps.services,
    );
    await send(reply, request, response, deps.pages);
  };
}

/** Puts every route at its address; other methods there are answered 405. */
export function mountRoutes(app: Express, routes: AnyRoute[], deps: MountDeps): void {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const parser = route.body ? [parsers.body] : route.form ? [parsers.form] : [];
    app[route.method](route.path, ...parser, handlerOf(route, deps));
    methods.set(route.path, [...(methods.get(route.path) ?? []), route.method.toUpperCase()]);
  }
  for (const [path, allowed] of methods)
    app.all(path, (_request: Request, response: Response, next: NextFunction) => {
      response.set('Allow', allowed.includes('GET') ? [...allowed, 'HEAD'].join(', ') : allowed.join(', '));
      next(new Problem('method-not-allowed'));
    });
}
