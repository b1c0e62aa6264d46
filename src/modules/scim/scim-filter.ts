import { filter as testerOf, parse, type Filter } from 'scim2-parse-filter';
import { DomainError } from '../../common/domain-error.js';
import { type ScimLookUp } from './scim.repository.js';
import { USER } from './scim-resource.js';

const LONGEST = 1000;
/** Attributes by which users are found without reading all of them; names are compared without case. */
const LOOKED_UP: Readonly<Record<string, keyof ScimLookUp>> = {
  username: 'userName',
  externalid: 'externalId',
  id: 'id',
};

export interface ReadFilter {
  readonly lookUp: ScimLookUp;
  /** What is left to be tested of each user that was found; null: nothing. */
  readonly test: ((user: object) => boolean) | null;
}

/** @throws DomainError 400 `invalid-filter` */
export function readFilter(text: string | undefined): ReadFilter {
  if (text === undefined || text.trim() === '') return { lookUp: {}, test: null };
  const filter = parsed(text);
  const terms = filter.op === 'and' && 'filters' in filter ? filter.filters : [filter];
  const found = terms.map((term) => ({ term, lookUp: lookUpOf(term) }));
  const rest = found.flatMap(({ term, lookUp }) => (lookUp === null ? [term] : []));
  const tests = rest.map((term) => testerOf(term));
  return {
    lookUp: Object.assign({}, ...found.map(({ lookUp }) => lookUp ?? {})) as ScimLookUp,
    test: tests.length === 0 ? null : (user) => tests.every((test) => test(user)),
  };
}

function parsed(text: string): Filter {
  try {
    if (text.length > LONGEST) throw new Error(`it is longer than ${LONGEST} characters`);
    return parse(text);
  } catch (error) {
    throw new DomainError({
      kind: 'invalid',
      code: 'invalid-filter',
      message: `The filter ${JSON.stringify(text.slice(0, 200))} cannot be read: ${(error as Error).message}. Write it as userName eq "name@example.nhs.uk".`,
    });
  }
}

function lookUpOf(filter: Filter): ScimLookUp | null {
  if (filter.op !== 'eq' || !('compValue' in filter) || typeof filter.compValue !== 'string') return null;
  const name = filter.attrPath.replace(`${USER}:`, '').toLowerCase();
  const key = LOOKED_UP[name];
  return key === undefined ? null : { [key]: filter.compValue };
}
