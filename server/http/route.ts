import type { Static, TSchema } from '@sinclair/typebox';
import type { Language } from '../domain/questionnaire.js';
import type { Access } from '../domain/permissions.js';
import type { ProblemCode } from '../problem.js';
import type { Services } from '../services/services.js';
import type { LimitName } from './limits.js';
import type { Reply } from './reply.js';
import type { Visitor } from './session.js';
import type { UnitScope } from './unit-scope.js';

/** What a route answers besides problems: a schema for JSON, or a media type for pages and files. */
export type ReplyShape = TSchema | string;

/** One address of the server: how it is called, who may, what it takes and what it may answer. */
export interface Route<P extends TSchema, Q extends TSchema, B extends TSchema> {
  method: 'get' | 'post';
  path: string;
  /** One line for the OpenAPI document. */
  summary: string;
  access: Access;
  params?: P;
  query?: Q;
  /** Body of a JSON call. */
  body?: B;
  /** Body of an HTML form; a CSRF token is asked for unless `crossSite` allows a post without a session. */
  form?: B;
  /** A form that citizens send without a session: no CSRF token exists, the answer is not tied to an account. */
  crossSite?: true;
  /** A page with a form for somebody who has not signed in: gives the visitor a cookie for its CSRF token. */
  startsVisit?: true;
  /** How often it may be called; see limits.ts. */
  limit?: LimitName;
  reply: Record<number, ReplyShape>;
  problems: ProblemCode[];
  handle(
    request: { params: Static<P>; query: Static<Q>; body: Static<B> } & RequestFacts,
    services: Services,
  ): Promise<Reply> | Reply;
}

/** What every handler may know of the call beside its own fields. */
export interface RequestFacts {
  language: Language;
  visitor: Visitor;
  scope: UnitScope;
  /** Address of the caller, for throttling alone. */
  address: string;
  /** Path and query as called, for "back here after sign-in" and language links. */
  url: string;
  /** Session cookies go over https alone when the public address does. */
  secure: boolean;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the list of routes holds differing schemas
export type AnyRoute = Route<any, any, any>;

/** Gives a route its types; the object is used as it stands by Express, ajv and the OpenAPI document. */
export function defineRoute<P extends TSchema, Q extends TSchema, B extends TSchema>(
  route: Route<P, Q, B>,
): Route<P, Q, B> {
  return route;
}
