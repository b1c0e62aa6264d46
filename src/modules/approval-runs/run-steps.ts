import { type Actor } from '../../common/actor.js';
import { type Transaction } from '../../database/transactions.js';

/** What is done, in this order: the sheet once, all others for each unit. */
export const RUN_STEPS = [
  'sheet',
  'intake',
  'lines',
  'checks',
  'duty-roster',
  'gaps',
  'publication',
  'work-schedules',
  'sign-ins',
] as const;
export type RunStep = (typeof RUN_STEPS)[number];
/** Done for each unit by itself. */
export type UnitStep = Exclude<RunStep, 'sheet'>;

export const RUN_STATES = ['preparing', 'ready', 'carrying-out', 'done', 'discarded'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Those that leave the house, and therefore wait for the approval. */
const AFTER_APPROVAL: readonly RunStep[] = ['publication', 'work-schedules', 'sign-ins'];

/** The steps that a run in a state may take. */
export function stepsIn(state: RunState): readonly RunStep[] {
  if (state === 'preparing') return RUN_STEPS.filter((step) => !AFTER_APPROVAL.includes(step));
  return state === 'carrying-out' ? AFTER_APPROVAL : [];
}

export const RUN_STEP_NAMES: Readonly<Record<RunStep, string>> = {
  sheet: 'Sheet of the deanery applied',
  intake: 'Placements taken in',
  lines: 'Doctors on lines',
  checks: 'Checks of rules and pay',
  'duty-roster': 'Duty roster',
  gaps: 'Gaps of the duty roster filled',
  publication: 'Duty roster published',
  'work-schedules': 'Work schedules issued',
  'sign-ins': 'Sign-ins sent',
};

/** Something that somebody has to look at. */
export interface Finding {
  /** Null: about the unit. */
  readonly personId: string | null;
  readonly who: string;
  /** What it is, and the way out. */
  readonly what: string;
}

/** What a step has found, and about how many doctors it was. */
export interface StepOutcome {
  readonly doctors: number;
  readonly findings: readonly Finding[];
  /** What it has done, in words. */
  readonly note?: string;
}

/** What a run remembers of a step while it is under way. */
export interface StepMemory {
  /** How that stands which the step is about to change; of several attempts the first one's counts. */
  readonly keepBefore: (before: object) => Promise<void>;
  /** An allocation or a rota that the step makes, in the same transaction. */
  readonly noteMade: (tx: Transaction, id: string) => Promise<void>;
  /** How far it is, in words. */
  readonly tell: (note: string) => Promise<void>;
}

/** What a step is about, and in whose name. */
export interface StepContext {
  readonly runId: string;
  readonly unitId: string;
  /** The rotation, and the day on which it begins. */
  readonly rotationId: string;
  readonly startDate: string;
  readonly actor: Actor;
  /** HR asked for it with the approval. */
  readonly publishes: boolean;
  /** False: another worker has the run. Called between doctors of long steps. */
  readonly renew: () => Promise<boolean>;
  /** The process is about to end. */
  readonly shutdown: AbortSignal;
  readonly memory: StepMemory;
}

/** A step that cannot be done until somebody has decided something: it is not tried again by itself. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';
}

/** A step that ended early because its process ends: it goes on elsewhere. */
export class StepInterrupted extends Error {
  override readonly name = 'StepInterrupted';
}

/** A finding about the unit. */
export function ofUnit(what: string): Finding {
  return { personId: null, who: '', what };
}

/** `1 doctor`, `2 doctors` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
