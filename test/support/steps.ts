import { afterEach, beforeEach } from 'vitest';

/** For a `describe` of which each step starts where the one before it ended: after a failure the rest is skipped. */
export function stepByStep(): void {
  let broken = false;
  beforeEach(({ skip }) => skip(broken, 'an earlier step failed'));
  afterEach(({ task }) => {
    broken ||= task.result?.state === 'fail';
  });
}
