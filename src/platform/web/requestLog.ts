import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino, type DestinationStream } from 'pino';
import { routeOf } from './metrics.ts';

/** A log in JSON lines. Fastify's own request serialisers are replaced: they write addresses and query strings. */
export function makeRequestLog(level: string, to?: DestinationStream): FastifyBaseLogger {
  const options = { level, base: null, serializers: { req: () => undefined, res: () => undefined, err: sayError } };
  return to ? pino(options, to) : pino(options);
}

/**
 * An error as the log may keep it. A message may quote what somebody typed or a row of data, so whatever stands
 * in quotation marks is struck out; the details that a database adds are left out.
 */
function sayError(error: Error & { code?: unknown }): { type: string; message: string; code?: string; stack?: string } {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: error.message.replace(/(["'`“‘]).*?["'`”’]/gs, '$1…$1').slice(0, 300),
    code: typeof error.code === 'string' ? error.code : undefined,
    stack: frames.slice(0, 15).join('\n'),
  };
}

/** One line a request: route pattern, status, time. No path, query string, cookie, address or name. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({ method: request.method, route: routeOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'request');
    done();
  });
}
