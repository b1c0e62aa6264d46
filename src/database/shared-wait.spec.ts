import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SharedWait } from './shared-wait.js';

function rounds(): { wait: SharedWait; begun: { end: () => void; fail: () => void }[] } {
  const begun: { end: () => void; fail: () => void }[] = [];
  const wait = new SharedWait(
    async () =>
      new Promise<void>((end, reject) => {
        begun.push({
          end,
          fail: () => {
            reject(new Error('no disk'));
          },
        });
      }),
  );
  return { wait, begun };
}

describe('a wait that is shared', () => {
  it('lets who comes while a round is under way wait for one that begins afterwards, all together', async () => {
    const { wait, begun } = rounds();
    const ended: string[] = [];
    const join = async (name: string): Promise<void> => {
      await wait.join();
      ended.push(name);
    };
    const all = [join('a'), join('b'), join('c')];
    await tick();
    expect(begun).toHaveLength(1);
    begun[0]!.end();
    await tick();
    expect(ended).toEqual(['a']);
    expect(begun).toHaveLength(2);
    all.push(join('d'));
    begun[1]!.end();
    await tick();
    expect(ended).toEqual(['a', 'b', 'c']);
    expect(begun).toHaveLength(3);
    begun[2]!.end();
    await Promise.all(all);
    expect(ended).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells a failure to those who waited for it and to nobody else', async () => {
    const { wait, begun } = rounds();
    const first = wait.join();
    const second = wait.join();
    await tick();
    begun[0]!.fail();
    await expect(first).rejects.toThrow('no disk');
    await tick();
    begun[1]!.end();
    await expect(second).resolves.toBeUndefined();
    const later = wait.join();
    begun[2]!.end();
    await expect(later).resolves.toBeUndefined();
  });
});
