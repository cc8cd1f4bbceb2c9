import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Language } from '../domain/questionnaire.js';
import { Problem, problemCodes, type ProblemCode } from '../problem.js';
import type { PageRenderer } from '../render/pages.js';
import { languageOf } from './language.js';
import { pageFrame } from './page-frame.js';

/** Faults that Express's own parsers raise, as problems. Their messages can hold what was sent, so they end here. */
const parserCodes: Record<string, ProblemCode> = {
  'entity.too.large': 'body-too-large',
  'entity.parse.failed': 'malformed-request',
  'encoding.unsupported': 'unsupported-media-type',
  'charset.unsupported': 'unsupported-media-type',
  'parameters.too.many': 'body-too-large',
  'request.aborted': 'malformed-request',
  'request.size.invalid': 'malformed-request',
};

/** The problem behind an error; null when it is a bug of ours. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof URIError) return new Problem('malformed-request');
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  const code = type === undefined ? undefined : parserCodes[type];
  if (code !== undefined) return new Problem(code);
  return status === 400 ? new Problem('malformed-request') : null;
}

/** RFC 9457 body. `title` in the caller's language, `detail` and `faults` for whoever writes the client. */
export function problemBody(problem: Problem, language: Language, instance?: string): object {
  const { status, ...titles } = problemCodes[problem.code];
  return {
    type: `urn:hai-long:problem:${problem.code}`,
    title: titles[language],
    status,
    code: problem.code,
    detail: problem.message,
    ...(problem.faults.length > 0 && { faults: problem.faults }),
    ...(instance !== undefined && { instance }),
  };
}

const wantsPage = (request: Request): boolean =>
  !request.path.startsWith('/api/') && request.accepts(['html', 'json']) === 'html';

function respond(
  request: Request,
  response: Response,
  problem: Problem,
  pages: PageRenderer,
  instance?: string,
): void {
  const language = languageOf(request.query['lang'], request.headers.cookie);
  response.status(problem.status).set('Cache-Control', 'no-store');
  if (wantsPage(request)) {
    const title = problemCodes[problem.code][language];
    const model = { problem: { code: problem.code, status: problem.status, title, instance } };
    response
      .type('html')
      .send(pages.render('problem', language, { ...pageFrame(request, response), ...model }));
    return;
  }
  response.type('application/problem+json').send(JSON.stringify(problemBody(problem, language, instance)));
}

/** The one writer of errors: problems as they are, bugs as 500 with an id under which the log tells more. */
export function problemWriter(pages: PageRenderer, log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem !== null) return respond(request, response, problem, pages);
    const instance = `urn:uuid:${randomUUID()}`;
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    log.error({ instance, name, message, stack, route: request.route?.path }, 'unexpected error');
    respond(request, response, new Problem('internal'), pages, instance);
  };
}
