import { count } from '../common/dates';
import { type ApprovalRun, type RunDoctor, type RunStep, type RunTime, type RunTotal } from './types';

export const RUN_STATE_WORDS: Readonly<Record<ApprovalRun['state'], string>> = {
  preparing: 'Being prepared',
  ready: 'Ready for your approval',
  'carrying-out': 'Approved and being carried out',
  done: 'Done',
  discarded: 'Discarded',
};

export const SIGN_IN_WORDS: Readonly<Record<RunDoctor['signIn'], string>> = {
  none: 'No sign-in yet',
  invited: 'Invited',
  expired: 'Invitation expired',
  bounced: 'Mail could not be delivered',
  active: 'Active',
  closed: 'Closed',
};

/** In place of a unit. */
export const ALL_UNITS = 'All units';

/** True while a worker is at it, or will be soon. */
export function isUnderWay({ state }: ApprovalRun): boolean {
  return state === 'preparing' || state === 'carrying-out';
}

/** `5 of 12 steps done` */
export function progressWords({ steps }: ApprovalRun): string {
  return `${steps.filter(({ done }) => done).length} of ${count(steps.length, 'step')} done`;
}

export function stepWords({ done, doctors, findings }: RunStep): string {
  if (!done) return 'Not done yet';
  const looked = count(doctors, 'doctor');
  return findings.length === 0 ? `Done, ${looked}` : `Done, ${looked}, ${count(findings.length, 'finding')}`;
}

/** Seconds with two decimals at the least that are not nothing. */
export function timeWords({ spentMs, secondsADoctor }: RunTime): string {
  const total = `${(spentMs / 1000).toFixed(2)} s`;
  return secondsADoctor === null ? total : `${total}, ${secondsADoctor.toFixed(3)} s for each doctor`;
}

/** `In all 12.30 s, 0.154 s for each doctor; without the search for gaps 0.044 s.` */
export function totalWords({
  spentMs,
  secondsADoctor,
  secondsADoctorWithoutSearch: without,
}: RunTotal): string {
  const total = `In all ${(spentMs / 1000).toFixed(2)} s`;
  if (secondsADoctor === null || without === null) return `${total}.`;
  const each = `${total}, ${secondsADoctor.toFixed(3)} s for each doctor`;
  return without === secondsADoctor
    ? `${each}.`
    : `${each}; without the search for gaps ${without.toFixed(3)} s.`;
}

/** What has to be accepted with the approval. */
export function acceptanceWords({ findings }: ApprovalRun): string {
  return findings === 1
    ? 'I have looked at the finding and accept it'
    : `I have looked at the ${findings} findings and accept them`;
}
