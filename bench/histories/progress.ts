import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** What came of one seed. */
export interface ToldSeed {
  readonly seed: number;
  /** Operations that were asked for, and those up to the first fault. */
  readonly wanted: number;
  readonly operations: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Its share of the machine's time. */
  readonly seconds: number;
  /** Of the machine when it began. */
  readonly load: number;
  readonly commit: string;
}

/** Seeds that are done, an object a line. */
export class Progress {
  /** @param file null: nothing is kept. */
  constructor(private readonly file: string | null) {}

  /** @throws Error for a line that is not from here; one that was broken off in the middle, at the end, is left out. */
  read(): ToldSeed[] {
    if (this.file === null || !existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n');
    // What follows the last line break was never finished.
    const rest = lines.pop();
    if (rest !== '') appendFileSync(this.file, '\n');
    return lines.flatMap((line, k) => {
      if (line === '') return [];
      try {
        return [JSON.parse(line) as ToldSeed];
      } catch {
        console.error(`${this.file}, line ${k + 1} was not finished; its seed is told again`);
        return [];
      }
    });
  }

  add(told: ToldSeed): void {
    if (this.file !== null) appendFileSync(this.file, `${JSON.stringify(told)}\n`);
  }
}

/** For `bench/results`: how much was told, where, at what speed, and every fault with its seed. */
export function recordOf(told: readonly ToldSeed[]): string {
  const operations = sum(told.map((one) => one.operations));
  const seconds = sum(told.map((one) => one.seconds));
  const loads = told.map(({ load }) => load).toSorted((a, b) => a - b);
  const faulty = told.filter(({ faults }) => faults.length > 0);
  const numbers = told.map(({ seed }) => seed);
  const commits = [...new Set(told.map(({ commit }) => commit))];
  return [
    `${operations} operations of ${told.length} seeds (${Math.min(...numbers)} to ${Math.max(...numbers)}), commit ${commits.join(', ')}, on ${machine()}:`,
    `${(operations / seconds).toFixed(0)} operations a second, load ${loads[Math.floor(loads.length / 2)]?.toFixed(1) ?? '–'} in the middle. Seeds with an anomaly: ${faulty.length}.`,
    ...faulty.map(({ seed, operations: at, faults }) => `- seed ${seed}, after ${at}: ${faults.join('; ')}`),
    '',
    '| operation and outcome | times |',
    '| --- | ---: |',
    ...countsOf(told).map(([name, count]) => `| ${name} | ${count} |`),
  ].join('\n');
}

function countsOf(told: readonly ToldSeed[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const one of told) {
    for (const [name, count] of Object.entries(one.counts)) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}

function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.versions.node}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
