import { buildLineContext, compileConstraint, ConstraintError } from '../constraints/index.js';
import { buildDays, type ConstraintData, type Person, type Problem } from '../model/index.js';
import {
  catalogue,
  compilePack,
  coverCatalogue,
  packs,
  redFlags,
  RuleError,
  type RuleParameter,
  type RuleParameters,
  type RulePack,
} from '../rules/index.js';

/** What is wrong with a unit's own setting of a rule. */
export interface OverrideFault {
  /** Null where the rule, or all of its parameters together, are at fault. */
  readonly parameter: string | null;
  readonly message: string;
}

const SOME_MONDAY = '2001-01-01';
const PROBE_DAYS = 56;
const LARGEST = 100_000;
const EMPTY_SHIFT = { registeredNurses: 0, neededMin: 0, presentMin: 0 };

/**
 * Everything that is wrong with the parameters that a unit wants to give a rule: an unknown rule or parameter, a value of the wrong
 * sort, one beyond what the contract lets a unit agree, values that contradict each other.
 */
export function overrideFaults(code: string, parameters: RuleParameters): OverrideFault[] {
  const attempt = attemptOf(code);
  if (attempt === null) return [{ parameter: null, message: `there is no rule "${code}"` }];
  const faults = Object.entries(parameters).flatMap(([parameter, value]): OverrideFault[] => {
    const message = tooLarge(value) ?? messageOf(() => attempt({ [parameter]: value }));
    return message === null ? [] : [{ parameter, message }];
  });
  if (faults.length > 0) return faults;
  const together = messageOf(() => attempt(parameters));
  return together === null ? [] : [{ parameter: null, message: together }];
}

function attemptOf(code: string): ((parameters: RuleParameters) => void) | null {
  const wards = packs.find(({ coverRules = [] }) => coverRules.some((rule) => rule.code === code));
  if (wards !== undefined && coverCatalogue.has(code))
    return (parameters) => void redFlags(wards, EMPTY_SHIFT, { [code]: { parameters } });
  const rule = catalogue.get(code);
  if (rule === undefined) return null;
  const alone: RulePack = { ...packs[0]!, rules: [] };
  return (parameters) => compileAll(compilePack(alone, CONTEXT, { [code]: { enabled: true, parameters } }));
}

const days = buildDays(SOME_MONDAY, PROBE_DAYS, null);
const CONTEXT = {
  wte: 1,
  days,
  fullTimeShare: { nights: 4, weekends: 4, bankHolidays: 1 },
  prospectiveCover: { leaveWeeksPerYear: 6, leaveWeekMin: 2400 },
  nightWorker: true,
};
const PERSON: Person = {
  id: 'probe',
  name: 'probe',
  grade: null,
  wte: 1,
  shiftTypeIds: [],
  constraints: [],
  blocks: [],
  requests: [],
  pins: [],
  fixedShifts: [],
};
const PROBLEM: Problem = {
  id: 'probe',
  name: 'probe',
  timeZone: null,
  days,
  shiftTypes: [],
  people: [PERSON],
  cover: [],
};

function compileAll(constraints: readonly ConstraintData[]): void {
  const context = buildLineContext(PROBLEM, PERSON);
  for (const data of constraints) compileConstraint(data, context).explain(context.base);
}

function tooLarge(value: RuleParameter): string | null {
  return typeof value === 'number' && value > LARGEST ? `${value} is more than ${LARGEST}` : null;
}

function messageOf(attempt: () => void): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof RuleError || error instanceof ConstraintError || error instanceof RangeError)
      return error.message;
    throw error;
  }
}
