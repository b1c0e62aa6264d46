/** The service's refusal of a request, as it says it (RFC 9457). */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors: readonly { path: string; message: string }[];
  current: unknown;
  /** Rule breaks that stand against a change. */
  violations: unknown;
}

/** Thrown by every call to the service that does not succeed. `status` 0: no answer came at all. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
  }
}

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.problem.code === code);
}

export function unreachable(): ProblemError {
  return new ProblemError({
    status: 0,
    code: 'unreachable',
    title: 'The service cannot be reached',
    detail: 'No answer came. Check your connection and try again. Nothing that you saved before is lost.',
    errors: [],
    current: undefined,
    violations: undefined,
  });
}

/** Reads a refusal's body; one that is no problem document (a proxy's error page, say) still gets a sentence. */
export function problemFrom(status: number, body: unknown): ProblemError {
  const members: Record<string, unknown> = isRecord(body) ? body : {};
  return new ProblemError({
    status,
    code: text(members.code) ?? `http-${status}`,
    title: text(members.title) ?? 'The service refused the request',
    detail: text(members.detail) ?? `The service answered with status ${status} and no reason.`,
    errors: fieldErrors(members.errors),
    current: members.current,
    violations: members.violations,
  });
}

function fieldErrors(value: unknown): Problem['errors'] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isRecord)
    .map((entry) => ({ path: text(entry.path) ?? '', message: text(entry.message) ?? '' }));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
