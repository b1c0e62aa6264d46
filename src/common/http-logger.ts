import type { RequestHandler } from 'express';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** One line a request, with an id that the answer carries too (`X-Request-Id`). No bodies, headers or query strings. */
export function httpLogger(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: requestId,
    customLogLevel: (_request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'info';
    },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: withoutSecrets(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    customSuccessMessage: (request, response, responseTime) =>
      `${request.method} ${withoutSecrets(request.url ?? '')} ${response.statusCode} ${Math.round(responseTime)} ms`,
    customErrorMessage: (request, response) =>
      `${request.method} ${withoutSecrets(request.url ?? '')} ${response.statusCode}`,
    // The portal's own files and probes would drown everything else.
    autoLogging: { ignore: (request) => !(request.url ?? '').startsWith('/api/') },
  });
}

const plausibleId = /^[\w-]{8,64}$/;

function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && plausibleId.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** The address of a calendar feed and the link that stops mails are keys, and query strings may hold anything. */
export function withoutSecrets(url: string): string {
  const path = url.split('?', 1)[0]!;
  return path.replace(/(\/(?:feeds|mail-stops)\/)[^/]+/, '$1***');
}
