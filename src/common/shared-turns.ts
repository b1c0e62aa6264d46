/** What came of one of those who were served together. */
export type Settled<T> = PromiseSettledResult<T>;

interface Place<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Lets work about the same thing wait for its turn in this process, before it takes a connection: those who waited for a lock of the
 * database would hold connections that others need to be answered at all. Whoever comes while others are served waits, and is
 * served together with all who do. Other processes are kept apart by the database alone.
 */
export class SharedTurns<Asked, Answer> {
  private readonly queues = new Map<string, Place<Asked, Answer>[]>();

  /**
   * @param serve answers in the order of those who ask; is told whether they had to wait: what was looked at before may have
   *   changed since. If it fails, it fails for all of them.
   * @param most who are served together.
   */
  constructor(
    private readonly serve: (asked: readonly Asked[], waited: boolean) => Promise<readonly Settled<Answer>[]>,
    private readonly most: number,
  ) {}

  /** The answer, after all who came before about the same thing. */
  async take(key: string, asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const place = { asked, resolve, reject };
      const queue = this.queues.get(key);
      if (queue !== undefined) {
        queue.push(place);
        return;
      }
      this.queues.set(key, []);
      void this.serveAll(key, place);
    });
  }

  private async serveAll(key: string, first: Place<Asked, Answer>): Promise<void> {
    const queue = this.queues.get(key)!;
    for (let lot = [first], waited = false; lot.length > 0; lot = queue.splice(0, this.most), waited = true) {
      await this.serveLot(lot, waited);
    }
    this.queues.delete(key);
  }

  private async serveLot(lot: readonly Place<Asked, Answer>[], waited: boolean): Promise<void> {
    const results = await Promise.resolve(lot.map(({ asked }) => asked))
      .then(async (asked) => this.serve(asked, waited))
      .catch((reason: unknown) => lot.map(() => ({ status: 'rejected' as const, reason })));
    for (const [k, { resolve, reject }] of lot.entries()) {
      const result = results[k]!;
      if (result.status === 'fulfilled') resolve(result.value);
      else reject(result.reason);
    }
  }
}
