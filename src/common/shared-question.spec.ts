import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SharedQuestion } from './shared-question.js';

describe('a shared question', () => {
  it('is asked for the first alone and once for all who come meanwhile, each with an answer of their own', async () => {
    const questions: (readonly number[])[] = [];
    const question = new SharedQuestion<number, string>(async (asked) => {
      questions.push(asked);
      await sleep(5);
      return asked.map((each) => `answer ${each}`);
    });
    const answers = await Promise.all([1, 2, 3].map(async (each) => question.ask(each)));
    expect(answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
    expect(questions).toEqual([[1], [2, 3]]);
  });

  it('that fails does so for those who asked it, and not for those after them', async () => {
    const question = new SharedQuestion<number, number>(async (asked) => {
      await sleep(1);
      if (asked.includes(1)) throw new Error('down');
      return asked;
    });
    const [first, second] = [question.ask(1), question.ask(2)];
    await expect(first).rejects.toThrow('down');
    await expect(second).resolves.toBe(2);
  });
});
