import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One line a request: method, the route's pattern (never the address, which can hold a code), status and time. */
export function requestLog(log: Logger, clock: () => number): RequestHandler {
  return (request, response, next) => {
    const began = clock();
    response.on('finish', () => {
      const route = typeof request.route?.path === 'string' ? request.route.path : null;
      log.info({
        method: request.method,
        route,
        status: response.statusCode,
        ms: Math.round(clock() - began),
      });
    });
    next();
  };
}
