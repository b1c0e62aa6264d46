import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { BenchUsageError } from './options.js';
import { type Revision } from './revision.js';

/** Seconds, objective, hard violations, lower bound. */
export type CurvePoint = readonly [number, number, number, number | null];

export interface RunKey {
  readonly set: string;
  readonly instance: string;
  readonly seed: number;
  readonly seconds: number;
  readonly threads: number;
}

/** One run of one instance, as it is kept: one JSON object a line. */
export interface RunRecord extends RunKey, Revision {
  readonly startedAt: string;
  /** Load average of the machine over the minute before the run. */
  readonly load: number;
  /** What the judge says; null when there is no rota that it can read. */
  readonly objective: number | null;
  readonly hard: number | null;
  readonly bound: number | null;
  /** First rota without hard violation, and the best one, in seconds from the start. */
  readonly firstCleanSeconds: number | null;
  readonly bestSeconds: number | null;
  readonly peakMemoryMb: number | null;
  /** What went wrong, in words; null when nothing did. */
  readonly failure: string | null;
  readonly curve: readonly CurvePoint[];
}

export function readRecords(file: string): RunRecord[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line) as RunRecord;
      } catch (error) {
        throw new BenchUsageError(
          `${file}, line ${index + 1} is not JSON; mend or remove it: ${(error as Error).message}`,
          { cause: error },
        );
      }
    });
}

export function appendRecord(file: string, record: RunRecord): void {
  appendFileSync(file, `${JSON.stringify(record)}\n`);
}

/** The newest record of the very same run by the very same program that came to a verdict. */
export function findRecord(records: readonly RunRecord[], key: RunKey, code: string): RunRecord | undefined {
  return records.findLast(
    (record) =>
      record.code === code &&
      record.objective !== null &&
      record.set === key.set &&
      record.instance === key.instance &&
      record.seed === key.seed &&
      record.seconds === key.seconds &&
      record.threads === key.threads,
  );
}
