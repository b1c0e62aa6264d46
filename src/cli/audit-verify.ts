import type { PoolConfig } from 'pg';
import { Worker } from 'node:worker_threads';
import { withSession } from '../database/session.js';
import { AuditReader, type Stretch } from '../modules/audit/audit-reader.js';
import {
  chainReport,
  type ChainReport,
  type Head,
  type KnownEnd,
  type StretchReport,
} from '../modules/audit/chain-check.js';
import { checkStretch } from '../modules/audit/check-stretch.js';

/** Long enough that threads are rarely idle, short enough that all have work to the end; what is not longer is checked sooner than a thread starts. */
const STRETCH = 25_000;

export interface WorkerTask {
  readonly id: number;
  readonly stretch: Stretch;
}

export type WorkerAnswer =
  { readonly id: number; readonly report: StretchReport } | { readonly id: number; readonly error: string };

export interface WorkerSettings {
  readonly connection: PoolConfig;
  readonly known: readonly KnownEnd[];
}

/** A connection as it may be sent to a thread. */
export function plainConnection({ types: _types, ...connection }: PoolConfig): PoolConfig {
  return connection;
}

/** Asks over one connection of its own. */
export async function withReader<T>(
  connection: PoolConfig,
  work: (reader: AuditReader) => Promise<T>,
): Promise<T> {
  return withSession(connection, async (session) => work(new AuditReader(session)));
}

/**
 * Checks every chain of the log: edited, deleted, inserted and reordered entries, a truncated and a forged end. A long log is checked in
 * threads that each read a stretch over a connection of their own.
 *
 * Whoever can write to the database can recompute all hashes from some entry on; only an end that was noted elsewhere
 * shows that. Note the `head` of a report and give it as `known` another time.
 *
 * @param only these chains; left out: every chain.
 * @returns reports in the order of the chains, and what the chains are called.
 */
export async function verifyLog(
  connection: PoolConfig,
  known: readonly KnownEnd[],
  threads: number,
  only?: readonly string[],
): Promise<{ reports: ChainReport[]; names: Map<string, string> }> {
  return withReader(connection, async (reader) => {
    const chains = only ?? [...new Set([...(await reader.chains()), ...known.map((end) => end.chain)])];
    const before = new Map<string, Head | null>();
    // Read before the entries: what is added meanwhile is beyond this end, and is not a fault.
    for (const chain of chains) before.set(chain, await reader.end(chain));
    const stretches = chains.flatMap((chain) => stretchesOf(chain, before.get(chain)?.seq ?? 0));
    const entries = [...before.values()].reduce((sum, end) => sum + (end?.seq ?? 0), 0);
    const found =
      entries <= STRETCH
        ? await inOrder(stretches, async (stretch) => checkStretch(reader, stretch, known))
        : await inThreads(stretches, { connection: plainConnection(connection), known }, threads);
    const reports = await inOrder(chains, async (chain) => {
      const own = stretches.flatMap((stretch, k) => (stretch.chain === chain ? [found[k]!] : []));
      const ends = { before: before.get(chain) ?? null, after: await reader.end(chain) };
      return chainReport(chain, own, ends, known);
    });
    return { reports, names: await reader.names() };
  });
}

async function inOrder<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}

function stretchesOf(chain: string, lastSeq: number): Stretch[] {
  const count = Math.max(1, Math.ceil(lastSeq / STRETCH));
  return Array.from({ length: count }, (_, k) => ({
    chain,
    after: k * STRETCH,
    upTo: k === count - 1 ? null : (k + 1) * STRETCH,
  }));
}

async function inThreads(
  stretches: readonly Stretch[],
  settings: WorkerSettings,
  threads: number,
): Promise<StretchReport[]> {
  const reports: StretchReport[] = [];
  let next = 0;
  const workers = Array.from({ length: Math.min(threads, stretches.length) }, () => startWorker(settings));
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let id = next++; id < stretches.length; id = next++) {
          reports[id] = await ask(worker, { id, stretch: stretches[id]! });
        }
      }),
    );
  } finally {
    await Promise.all(workers.map(async (worker) => worker.terminate()));
  }
  return reports;
}

function startWorker(settings: WorkerSettings): Worker {
  return new Worker(new URL('./audit-worker.js', import.meta.url), { workerData: settings });
}

async function ask(worker: Worker, task: WorkerTask): Promise<StretchReport> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', onMessage).off('error', onError);
    };
    const onMessage = (answer: WorkerAnswer): void => {
      settle();
      if ('report' in answer) resolve(answer.report);
      else reject(new Error(`the log cannot be read: ${answer.error}`));
    };
    const onError = (error: Error): void => {
      settle();
      reject(error);
    };
    worker.on('message', onMessage).on('error', onError).postMessage(task);
  });
}
