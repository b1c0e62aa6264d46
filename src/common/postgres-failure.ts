import { CONSTRAINT_MESSAGES } from './constraint-messages.js';
import { DomainError } from './domain-error.js';

interface PostgresError {
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly detail?: string;
}

/** Table names as people call them. */
const THINGS: Readonly<Record<string, string>> = {
  absences: 'absences',
  account_roles: 'roles of accounts',
  accounts: 'accounts',
  assignments: 'assigned shifts',
  availability_entries: 'availability',
  cover_exceptions: 'exceptions of cover lines',
  cover_lines: 'cover lines',
  cover_templates: 'demand templates',
  fills: 'fills',
  grades: 'grades',
  mails: 'mails',
  pay_terms: 'pay points of people',
  people: 'people',
  person_skills: 'skills of people',
  placements: 'placements',
  published_assignments: 'published shifts',
  line_allocations: 'allocations of lines',
  line_places: 'places on lines',
  rota_template_cells: 'rota templates',
  rota_templates: 'rota templates',
  rota_versions: 'published rotas',
  rotas: 'rotas',
  shift_types: 'shift types',
  skills: 'skills',
  unit_rule_overrides: 'rule settings of units',
  swap_legs: 'shifts of swaps',
  swaps: 'swaps',
  units: 'units',
  vacancies: 'open shifts',
  vacancy_claims: 'claims of open shifts',
  change_limits: 'limits of units',
  worked_entries: 'entries of what was worked',
};

/** What a refusal by Postgres means to the caller; null when it is our own fault. */
export function fromPostgres(error: unknown): DomainError | null {
  const refused = postgresErrorIn(error);
  if (refused === null) return null;
  const known = CONSTRAINT_MESSAGES[refused.constraint ?? ''];
  if (known !== undefined) return new DomainError(known);
  switch (refused.code) {
    case '23503':
      return brokenReference(refused);
    case '23505':
    case '23P01':
      return new DomainError({
        kind: 'conflict',
        code: 'already-exists',
        message: `This clashes with what is among the ${thing(refused.table)} already${refusedBy(refused)}.`,
      });
    case '23514':
    case '23502':
      return invalidInput(
        `The ${thing(refused.table)} cannot hold this${refusedBy(refused)}; correct the values.`,
      );
    case '22003':
    case '22007':
    case '22008':
    case '22021':
    case '22P02':
    case '22P05':
      return invalidInput('A value is of the wrong form or too large; correct it.');
    case '55P03':
    case '40001':
    case '40P01':
      return new DomainError({
        kind: 'conflict',
        code: 'busy',
        message: 'Somebody else is changing the same thing at this moment; try again.',
      });
    default:
      return isUnreachable(refused.code)
        ? new DomainError({
            kind: 'unavailable',
            code: 'database-unavailable',
            message: 'The database cannot be reached at the moment; try again soon.',
            retryAfterSeconds: 5,
          })
        : null;
  }
}

/** The name of the constraint that refused, or null. Lets a caller answer with more than the general message. */
export function violatedConstraint(error: unknown): string | null {
  return postgresErrorIn(error)?.constraint ?? null;
}

function postgresErrorIn(error: unknown): PostgresError | null {
  if (typeof error !== 'object' || error === null) return null;
  const inner: unknown = 'driverError' in error ? error.driverError : error;
  const code = (inner as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? (inner as PostgresError) : null;
}

function brokenReference(refused: PostgresError): DomainError {
  if (refused.detail?.includes('is still referenced') === true) {
    return new DomainError({
      kind: 'conflict',
      code: 'still-used',
      message: `It is still used by ${thing(refused.table)}, so it cannot be removed.`,
    });
  }
  const [, column, value] = /\((.+?)\)=\((.+?)\)/.exec(refused.detail ?? '') ?? [];
  const named = column === undefined ? 'Something it refers to' : `${column.replaceAll('_', ' ')} ${value}`;
  return invalidInput(`${named} does not exist; choose one that does.`);
}

function invalidInput(message: string): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'invalid-input',
    message,
    errors: [{ path: '', message }],
  });
}

function thing(table: string | undefined): string {
  return THINGS[table ?? ''] ?? 'records';
}

function refusedBy({ constraint }: PostgresError): string {
  return constraint === undefined ? '' : ` (${constraint.replaceAll('_', ' ')})`;
}

/** Class 08 and 57P: connection failures; the rest are the driver's names for the same. */
function isUnreachable(code: string): boolean {
  return (
    code.startsWith('08') ||
    code.startsWith('57P') ||
    ['53300', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'].includes(code)
  );
}
