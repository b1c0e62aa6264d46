import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { DomainError, type FailureKind } from './domain-error.js';
import { withoutSecrets } from './http-logger.js';
import { fromPostgres } from './postgres-failure.js';
import { type ProblemDto } from './problem.js';

const STATUS: Readonly<Record<FailureKind, number>> = {
  invalid: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unprocessable: 422,
  'precondition-missing': 428,
  'too-many': 429,
  unavailable: 503,
};

/** Codes of errors that the framework itself throws. */
const FRAMEWORK_CODES: Readonly<Record<number, string>> = {
  400: 'invalid-input',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'request-timeout',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  431: 'headers-too-large',
};

export type Problem = ProblemDto & Record<string, unknown>;

/** The only place where a failure becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  protected readonly mediaType: string = 'application/problem+json';
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.translate(error, host.switchToHttp().getRequest<Request>());
    // An event stream that has begun can only be cut off.
    if (response.headersSent) {
      response.end();
      return;
    }
    const retryAfter = error instanceof DomainError ? error.retryAfterSeconds : retryAfterOf(response);
    if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
    response
      .status(problem.status)
      .type(this.mediaType)
      .send(JSON.stringify(this.bodyOf(problem)));
  }

  /** What is sent of a problem; other protocols have another form. */
  protected bodyOf(problem: Problem): object {
    return problem;
  }

  private translate(error: unknown, request: Request): Problem {
    if (error instanceof DomainError) return ofDomain(error);
    const refused = fromPostgres(error);
    if (refused !== null) return ofDomain(refused);
    const status = clientErrorStatus(error);
    if (status !== null) return ofFramework(status, error, request);
    this.logger.error(
      `${request.method} ${withoutSecrets(request.path)} failed`,
      error instanceof Error ? error.stack : String(error),
    );
    return problem(
      500,
      'internal-error',
      'Something went wrong on our side; it has been logged. Nothing was changed.',
    );
  }
}

function ofDomain(error: DomainError): Problem {
  return {
    ...problem(STATUS[error.kind], error.code, error.message),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(error.current === undefined ? {} : { current: error.current }),
    ...error.extra,
  };
}

/** Status of an HttpException or of an http-error of the body parser, if the client is to blame; else null. */
function clientErrorStatus(error: unknown): number | null {
  const status: unknown =
    error instanceof HttpException ? error.getStatus() : (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function ofFramework(status: number, error: unknown, request: Request): Problem {
  const code = FRAMEWORK_CODES[status] ?? 'request-refused';
  const message = error instanceof Error ? error.message : 'The request was refused.';
  if (status === 404) {
    return problem(404, code, `There is nothing at ${request.method} ${request.path}.`);
  }
  if (status === 429) {
    return problem(429, code, 'Too many requests; wait as many seconds as Retry-After says and try again.');
  }
  if (status === 413) return problem(413, code, 'The request is too large; send less at once.');
  if (status !== 400) return problem(status, code, message);
  return { ...problem(400, code, `The request cannot be read: ${message}`), errors: [{ path: '', message }] };
}

function problem(status: number, code: string, detail: string): Problem {
  return {
    type: `urn:rotawright:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
  };
}

/** The throttler names its header after the limit that was hit; clients look for the standard one. */
function retryAfterOf(response: Response): number | undefined {
  const named = Object.entries(response.getHeaders()).find(([name]) => name.startsWith('retry-after'));
  return named === undefined ? undefined : Number(named[1]);
}
