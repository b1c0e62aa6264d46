import type { RequestHandler } from 'express';
import type { Metrics } from './metrics.js';

/** Measures requests by route pattern, so that ids do not make a series each. */
export function httpMetrics(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const stop = metrics.httpDuration.startTimer({ method: request.method });
    response.once('close', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      stop({ route: typeof route === 'string' ? route : 'unmatched', status: String(response.statusCode) });
    });
    next();
  };
}
