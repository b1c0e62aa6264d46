import { createPostgresBackend, createRedisBackend, type BackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import pg, { type PoolConfig } from 'pg';
import { maskUrl } from '../config/mask-url.js';
import { SettingError } from '../config/setting-error.js';

/** Where BullMQ keeps its jobs, and the connections to it that all queues and workers of this process share. */
export interface QueueBackend {
  readonly factory: BackendFactory;
  /** Connection for queues: fails at once when the store is away. */
  readonly producer: unknown;
  /** Connection for workers: waits until the store is back. */
  consumer(): unknown;
  /** Resolves when a job can be put in; waits for a first connection, and rejects when one has been lost. */
  whenReady(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

type ErrorListener = (error: Error) => void;

/** The queue in the same PostgreSQL as the rows. */
export function postgresQueueBackend(connection: PoolConfig, onError: ErrorListener): QueueBackend {
  const pools: pg.Pool[] = [];
  const pool = (max: number): pg.Pool => {
    // BullMQ finds its tables by the search path when it is handed a pool.
    const options = `${connection.options ?? ''} -c search_path=bullmq`.trim();
    const made = new pg.Pool({ ...connection, options, max });
    made.on('error', onError);
    pools.push(made);
    return made;
  };
  const producer = pool(4);
  return {
    factory: createPostgresBackend as unknown as BackendFactory,
    producer,
    // Each worker keeps one connection for itself to listen on.
    consumer: () => pool(4),
    whenReady: () => Promise.resolve(),
    ping: async () => {
      await producer.query('SELECT 1');
    },
    close: async () => {
      await Promise.all(pools.map((open) => open.end()));
    },
  };
}

/** The queue in Redis. The whole URL counts: user, password, TLS (`rediss:`) and database number. */
export function redisQueueBackend(url: string, onError: ErrorListener): QueueBackend {
  const clients: Redis[] = [];
  const client = (options: { enableOfflineQueue: boolean; maxRetriesPerRequest: number | null }): Redis => {
    const made = new Redis(url, { ...options, connectTimeout: 5000 });
    made.on('error', onError);
    clients.push(made);
    return made;
  };
  const producer = client({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  return {
    factory: createRedisBackend,
    producer,
    consumer: () => client({ enableOfflineQueue: true, maxRetriesPerRequest: null }),
    whenReady: () => whenReady(producer),
    ping: async () => {
      await whenReady(producer);
      await producer.ping();
    },
    close: async () => {
      for (const open of clients) open.disconnect();
      await Promise.resolve();
    },
  };
}

async function whenReady(client: Redis): Promise<void> {
  if (client.status === 'ready') return;
  if (!['wait', 'connecting', 'connect'].includes(client.status)) throw new Error('Redis is not reachable');
  await once(client, 'ready');
}

/** @throws SettingError when the Redis of `REDIS_URL` does not answer. */
export async function checkRedis(url: string): Promise<void> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: Error | undefined;
  client.on('error', (error: Error) => (reason ??= error));
  try {
    await client.connect();
    // A number that the server does not have is reported beside the connection, which then stays on database 0.
    await client.select(client.options.db ?? 0);
    await client.ping();
  } catch (error) {
    throw new SettingError(
      'REDIS_URL',
      `REDIS_URL=${maskUrl(url)} cannot be used: ${(reason ?? (error as Error)).message.replace(/\.$/, '')}. ` +
        'Correct it, start that server, or unset REDIS_URL to keep the queue in the database.',
    );
  } finally {
    client.disconnect();
  }
}
