import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { notFound } from '../../common/domain-error.js';
import { fillView } from './dto/fill.dto.js';
import { type FillEventEntity } from './fill-event.entity.js';
import { FillSignalsRepository } from './fill-signals.repository.js';
import { type FillState } from './fill.entity.js';
import { FillsRepository } from './fills.repository.js';

const POLL_MS = 1000;
const HEARTBEAT_MS = 10_000;
const ENDED: FillState[] = ['done', 'stopped', 'failed'];

/** Where server-sent events go. */
export interface EventSink {
  /** Called once, before anything is written. */
  open(): void;
  write(text: string): void;
}

/** Streams what happens to a fill, from its rows: any web process can, whichever worker runs it. */
@Injectable()
export class FillStream implements BeforeApplicationShutdown {
  private readonly ending = new AbortController();

  constructor(
    private readonly fills: FillsRepository,
    private readonly signals: FillSignalsRepository,
  ) {}

  beforeApplicationShutdown(): void {
    this.ending.abort();
  }

  /**
   * Writes the events after a sequence number until the fill has ended or the reader is gone.
   *
   * @returns false when there is nothing to tell any more; the sink was not opened then.
   * @throws DomainError 404
   */
  async stream(fillId: string, after: number, sink: EventSink, gone: AbortSignal): Promise<boolean> {
    const fill = await this.fills.find(fillId);
    if (fill === null) throw notFound('fill', fillId);
    if (ENDED.includes(fill.state) && fill.lastEvent <= after) return false;
    const over = AbortSignal.any([gone, this.ending.signal]);
    const bell = new Bell();
    const unsubscribe = this.signals.subscribe(fillId, () => bell.ring());
    try {
      sink.open();
      await this.follow(fillId, after, sink, over, bell);
      return true;
    } finally {
      unsubscribe();
    }
  }

  private async follow(
    fillId: string,
    after: number,
    sink: EventSink,
    over: AbortSignal,
    bell: Bell,
  ): Promise<void> {
    let seq = after;
    let quietSince = Date.now();
    while (!over.aborted) {
      const events = await this.fills.eventsAfter(fillId, seq);
      for (const event of events) {
        seq = event.seq;
        sink.write(await this.format(event));
        if (event.payload.type === 'done') return;
      }
      if (events.length > 0) quietSince = Date.now();
      if (Date.now() - quietSince >= HEARTBEAT_MS) {
        quietSince = Date.now();
        sink.write(': still here\n\n');
      }
      await bell.rung(POLL_MS, over);
    }
  }

  private async format({ fillId, seq, payload }: FillEventEntity): Promise<string> {
    const { type, ...rest } = payload;
    const data = type === 'done' ? fillView((await this.fills.find(fillId))!) : { seq, ...rest };
    return `id: ${seq}\nevent: ${String(type)}\ndata: ${JSON.stringify(data)}\n\n`;
  }
}

/** Remembers a ring until somebody hears it. */
class Bell {
  private ringing = false;
  private hear: (() => void) | null = null;

  ring(): void {
    this.ringing = true;
    this.hear?.();
  }

  /** Resolves at the next ring, after a time, or when all is over. */
  async rung(timeoutMs: number, over: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.ringing || over.aborted) return resolve();
      const timer = setTimeout(end, timeoutMs);
      function end(): void {
        clearTimeout(timer);
        over.removeEventListener('abort', end);
        resolve();
      }
      over.addEventListener('abort', end, { once: true });
      this.hear = end;
      return undefined;
    });
    this.hear = null;
    this.ringing = false;
  }
}
