/**
 * Something slow that does for all who asked before it began: who comes while it is under way waits for the next one, together with
 * everybody else who does.
 */
export class SharedWait {
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;

  constructor(private readonly begin: () => Promise<void>) {}

  /** @throws what the round failed with that the caller waited for. */
  async join(): Promise<void> {
    if (this.running === null) return this.start();
    this.next ??= this.running.then(
      async () => this.start(),
      async () => this.start(),
    );
    return this.next;
  }

  private async start(): Promise<void> {
    this.next = null;
    const round = this.begin();
    this.running = round;
    try {
      await round;
    } finally {
      if (this.running === round) this.running = null;
    }
  }
}
