import compression from 'compression';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { createLimiter } from './http/limits.js';
import { isLanguage, languageCookie } from './http/language.js';
import { mountRoutes } from './http/mount.js';
import { problemWriter } from './http/problems.js';
import { requestLog } from './http/request-log.js';
import { routes } from './http/routes.js';
import { securityHeaders } from './http/security.js';
import { csrfToken, tokenOf, type Visitor } from './http/session.js';
import { Problem } from './problem.js';
import type { Assets } from './render/assets.js';
import type { PageRenderer } from './render/pages.js';
import type { Services } from './services/services.js';

export interface AppParts {
  services: Services;
  pages: PageRenderer;
  assets: Assets;
  log: Logger;
  /** How many proxies in front may be believed about the caller's address. */
  trustedProxies: number;
}

/** The whole wiring of the web server: what a request meets, in order. */
export function createApp({ services, pages, assets, log, trustedProxies }: AppParts): Express {
  const secure = services.publicUrl.startsWith('https:');
  const app = express();
  app.set('trust proxy', trustedProxies);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.disable('etag');

  app.use(requestLog(log, () => performance.now()));
  app.use(securityHeaders(secure));
  app.use(compression());

  app.get('/assets/:name', (request, response) => {
    const asset = assets.get(request.params.name);
    if (asset === null) throw new Problem('not-found');
    // The worker that starts a kiosk without a network lies under /assets/ but serves the pages of /kiosk/.
    response.set('Service-Worker-Allowed', '/kiosk/');
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.body);
  });

  app.use(async (request, response, next) => {
    const token = tokenOf(request.headers.cookie);
    const visitor: Visitor = {
      token,
      account: token === null ? null : await services.accounts.whose(token),
      csrf: token === null ? null : csrfToken(token),
    };
    response.locals['visitor'] = visitor;
    const chosen = request.query['lang'];
    if (isLanguage(chosen)) response.append('Set-Cookie', languageCookie(chosen));
    next();
  });

  mountRoutes(app, routes, { services, pages, secure, limiter: createLimiter() });
  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(problemWriter(pages, log));
  return app;
}
