import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Settled, SharedTurns } from './shared-turns.js';

const answers = (asked: readonly string[]): Settled<string>[] =>
  asked.map((each) =>
    each.startsWith('bad')
      ? { status: 'rejected', reason: new Error(`no ${each}`) }
      : { status: 'fulfilled', value: `${each}!` },
  );

describe('shared turns', () => {
  it('serve the first alone and together who waited, each with an answer of their own', async () => {
    const served: string[] = [];
    let atOnce = 0;
    const turns = new SharedTurns<string, string>(async (asked, waited) => {
      expect(++atOnce).toBe(1);
      served.push(`${asked.join(' ')}${waited ? ' late' : ''}`);
      await sleep(5);
      atOnce--;
      return answers(asked);
    }, 3);
    const all = ['a', 'b', 'bad', 'c', 'd'].map(async (each) => turns.take('x', each));
    const results = await Promise.allSettled(all);
    expect(served).toEqual(['a', 'b bad c late', 'd late']);
    expect(results.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual([
      'a!',
      'b!',
      'Error: no bad',
      'c!',
      'd!',
    ]);
    await expect(turns.take('x', 'e')).resolves.toBe('e!');
    expect(served.at(-1)).toBe('e');
  });

  it('go on after a turn that failed as a whole', async () => {
    const turns = new SharedTurns<string, string>(async (asked) => {
      await sleep(1);
      if (asked.includes('fatal')) throw new Error('down');
      return answers(asked);
    }, 1);
    const results = await Promise.allSettled(['a', 'fatal', 'b'].map(async (each) => turns.take('x', each)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('of other keys do not wait', async () => {
    let free = (): void => undefined;
    const turns = new SharedTurns<string, string>(async (asked) => {
      if (asked.includes('held')) await new Promise<void>((resolve) => (free = resolve));
      return answers(asked);
    }, 10);
    const held = turns.take('x', 'held');
    await expect(turns.take('y', 'a')).resolves.toBe('a!');
    free();
    await expect(held).resolves.toBe('held!');
  });
});
