import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { FILL_CHANNEL } from './fill-channel.js';

const RECONNECT_MS = 1000;

/**
 * Tells within this process that a fill has changed, whichever process changed it. A signal may be lost with its
 * connection, so whoever waits for one also looks at the rows from time to time.
 */
@Injectable()
export class FillSignalsRepository implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Fills');
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly ending = new AbortController();
  private listening: Promise<void> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** @returns ends the subscription. */
  subscribe(fillId: string, onSignal: () => void): () => void {
    const set = this.listeners.get(fillId) ?? new Set();
    this.listeners.set(fillId, set.add(onSignal));
    this.listening ??= this.listen();
    return () => {
      set.delete(onSignal);
      if (set.size === 0) this.listeners.delete(fillId);
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.listening;
  }

  /** Keeps one connection listening until the process ends. */
  private async listen(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      const runner = this.dataSource.createQueryRunner();
      try {
        await this.listenOn(runner);
      } catch (error) {
        this.logger.warn(`not listening for a moment: ${(error as Error).message}`);
      } finally {
        await runner.release().catch(() => undefined);
      }
      await sleep(RECONNECT_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async listenOn(runner: QueryRunner): Promise<void> {
    const client = (await runner.connect()) as pg.PoolClient;
    const onNotification = ({ payload }: pg.Notification): void => {
      for (const onSignal of this.listeners.get(payload ?? '') ?? []) onSignal();
    };
    client.on('notification', onNotification);
    try {
      await client.query(`LISTEN ${FILL_CHANNEL}`);
      await this.untilOver(client);
      if (this.ending.signal.aborted) await client.query(`UNLISTEN ${FILL_CHANNEL}`);
    } finally {
      client.off('notification', onNotification);
    }
  }

  /** Resolves when the process ends; rejects when the connection does. */
  private async untilOver(client: pg.PoolClient): Promise<void> {
    const { signal } = this.ending;
    await new Promise<void>((resolve, reject) => {
      client.once('error', reject);
      client.once('end', () => {
        reject(new Error('the connection was closed'));
      });
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
      if (signal.aborted) resolve();
    });
  }
}
