import { SharedTurns } from './shared-turns.js';

/** So many are asked for at once; the others come with the next question. */
const MOST_TOGETHER = 64;

/**
 * What many ask for at the same moment, of which the database can answer all in one question. Whoever comes while a question is under way
 * is asked for in the next one, so that no answer is older than its asking.
 */
export class SharedQuestion<Asked, Answer> {
  private readonly turns: SharedTurns<Asked, Answer>;

  /** @param answers in the order of those who ask. If it fails, it fails for all of them. */
  constructor(answers: (asked: readonly Asked[]) => Promise<readonly Answer[]>) {
    this.turns = new SharedTurns(
      async (asked) => (await answers(asked)).map((value) => ({ status: 'fulfilled', value })),
      MOST_TOGETHER,
    );
  }

  async ask(asked: Asked): Promise<Answer> {
    return this.turns.take('', asked);
  }
}
