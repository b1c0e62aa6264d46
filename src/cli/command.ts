import { DomainError } from '../common/domain-error.js';
import { SettingError } from '../config/setting-error.js';

/** Where a command speaks to. */
export interface Terminal {
  print(text: string): void;
  complain(text: string): void;
}

/** A command that was called in a way that it does not know. */
export class UsageFault extends Error {}

const COULD_NOT = 2;

/**
 * Runs a command of the service and says in words why it failed.
 *
 * @param name as it is called, for example `audit`.
 * @param expected what else says itself what is wrong with it, beside settings and refusals.
 * @returns the exit status: the command's own, 2 where it could not be done.
 */
export async function runCommand(
  {
    name,
    usage,
    expected = [],
  }: {
    readonly name: string;
    readonly usage: string;
    readonly expected?: readonly (new (...args: never[]) => Error)[];
  },
  terminal: Terminal,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const own = [SettingError, ...expected].some((kind) => error instanceof kind);
    for (const words of messagesOf(error, own)) terminal.complain(`rotawright ${name}: ${words}`);
    if (error instanceof UsageFault) terminal.complain(`\n${usage}`);
    return COULD_NOT;
  }
}

/** What is expected says itself what is wrong; anything else is a fault of the program. */
function messagesOf(error: unknown, expected: boolean): string[] {
  if (error instanceof DomainError) return error.errors?.map(({ message }) => message) ?? [error.message];
  if (!(error instanceof Error)) return [String(error)];
  return [expected || error instanceof UsageFault ? error.message : (error.stack ?? error.message)];
}
