/** What sort of failure it is; the problem filter gives each its HTTP status. */
export type FailureKind =
  | 'invalid'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'precondition-missing'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

/** One thing that is wrong with an input: where it stands, and what is wrong, with the value and the way out. */
export interface FieldError {
  /** `lines[2].minimum`; empty for the whole input. */
  readonly path: string;
  readonly message: string;
}

export interface Failure {
  readonly kind: FailureKind;
  /** Stable, kebab-case; clients act on it. */
  readonly code: string;
  /** For people: names the value and the way out. */
  readonly message: string;
  /** The state that stands now, on a conflict or a stale version. */
  readonly current?: unknown;
  readonly errors?: readonly FieldError[];
  /** Further members of the problem document, for example `violations`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

/** Why something cannot be done. Logic throws this, never an HTTP exception; the problem filter translates it. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: FailureKind;
  readonly code: string;
  readonly current: unknown;
  readonly errors: readonly FieldError[] | undefined;
  readonly extra: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(failure: Failure) {
    super(failure.message);
    this.kind = failure.kind;
    this.code = failure.code;
    this.current = failure.current;
    this.errors = failure.errors;
    this.extra = failure.extra;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }
}

/** 400 `invalid-input`, one error for each path. */
export function invalid(...errors: [FieldError, ...FieldError[]]): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'invalid-input',
    message: errors.map(({ message }) => message).join(' '),
    errors,
  });
}

/** 404: `notFound('rota', id)`. */
export function notFound(what: string, id: string): DomainError {
  return new DomainError({
    kind: 'not-found',
    code: 'not-found',
    message: `There is no ${what} ${JSON.stringify(id)}.`,
  });
}

/** 409 with a code of its own and the state that stands now. */
export function conflict(code: string, message: string, current?: unknown): DomainError {
  return new DomainError({ kind: 'conflict', code, message, current });
}

/** 403. */
export function notAllowed(message: string, code = 'not-allowed'): DomainError {
  return new DomainError({ kind: 'not-allowed', code, message });
}

/** 412 `stale-version` with what stands now. */
export function stale(message: string, current: unknown): DomainError {
  return new DomainError({ kind: 'stale', code: 'stale-version', message, current });
}

/**
 * Throws `stale-version` unless the version that the client saw is the one that stands.
 *
 * @param current what the client is shown when it is late: the resource as a GET would give it.
 */
export function assertVersion(seen: number, standing: number, current: unknown): void {
  if (seen === standing) return;
  throw stale(
    `You changed version ${seen}, but version ${standing} stands now: somebody else was faster. Look at it again and repeat your change.`,
    current,
  );
}
