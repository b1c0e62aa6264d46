import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseBenchOptions, parseWorkersOptions } from './options.js';
import { scorePlot } from './plot.js';
import { appendRecord, findRecord, readRecords, type RunRecord } from './records.js';
import { markdownTable, median } from './table.js';

function record(change: Partial<RunRecord> = {}): RunRecord {
  return {
    set: 'curtois-qu',
    instance: '3',
    seed: 1,
    seconds: 60,
    threads: 2,
    commit: 'abc1234',
    dirty: false,
    code: '0123456789ab',
    machine: '2 × Some Processor, 8 GB',
    node: '20.20.2',
    startedAt: '2026-11-22T08:00:00.000Z',
    load: 0.25,
    objective: 1010,
    hard: 0,
    bound: 1000,
    firstCleanSeconds: 0.4,
    bestSeconds: 30,
    peakMemoryMb: 100,
    failure: null,
    curve: [
      [0.4, 2000, 0, null],
      [30, 1010, 0, 1000],
    ],
    ...change,
  };
}

const head = {
  set: { name: 'curtois-qu', title: 'Curtois & Qu', judgedBy: 'Judged.' },
  seconds: 60,
  threads: 2,
};
const instance = { id: '3', bestKnown: 1001 };

function cells(table: string, start: string): string[] {
  const line = table.split('\n').find((candidate) => candidate.startsWith(start));
  return (line ?? '')
    .split('|')
    .map((cell) => cell.trim())
    .slice(1, -1);
}

describe('the options of a bench', () => {
  const parse = (line: string) => parseBenchOptions(line.split(' '), ['curtois-qu', 'inrc2']);

  it('have defaults, and lists of seeds and instances', () => {
    expect(parse('inrc2')).toMatchObject({
      seconds: 60,
      seeds: [1],
      threads: 2,
      instances: null,
      resume: false,
    });
    expect(parse('curtois-qu --seed 1,2,3 --instances 3,19 --seconds 0.5 --resume')).toMatchObject({
      seeds: [1, 2, 3],
      instances: ['3', '19'],
      seconds: 0.5,
      resume: true,
    });
  });

  it.each([
    ['tea', 'name one set of instances, of curtois-qu, inrc2, or workers; not "tea"'],
    ['curtois-qu inrc2', 'not "curtois-qu inrc2"'],
    ['inrc2 --seconds soon', '--seconds must be a number above 0, not "soon"'],
    ['inrc2 --seed 1,x', '--seed must be a whole number of at least 0, not "x"'],
    ['inrc2 --threads 0', '--threads must be a whole number of at least 1, not "0"'],
    ['inrc2 --speed 3', "Unknown option '--speed'"],
  ])('name what cannot be followed: %s', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });

  it('of the workers are units and steps', () => {
    const workers = (line: string) => parseWorkersOptions(line.split(' '));
    expect(workers('--units 4')).toMatchObject({ units: 4, work: 20_000 });
    expect(() => workers('--work soon')).toThrow('--work must be a whole number of at least 1, not "soon"');
    expect(() => workers('--units 4 ward')).toThrow('workers takes options alone, not "ward"');
    expect(() => workers('--seconds 3')).toThrow("Unknown option '--seconds'");
  });
});

describe('records of runs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rotawright-records-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are read back as they were written, one a line', () => {
    const file = join(folder, 'set.jsonl');
    const written = [record(), record({ seed: 2 })];
    expect(readRecords(file)).toEqual([]);
    for (const each of written) appendRecord(file, each);
    expect(readRecords(file)).toEqual(written);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3);
  });

  it('name the line that is no record', () => {
    const file = join(folder, 'set.jsonl');
    writeFileSync(file, `${JSON.stringify(record())}\n{"set": \n`);
    expect(() => readRecords(file)).toThrow('set.jsonl, line 2 is not JSON');
  });

  it('are found again only for the same run of the same program that came to a verdict', () => {
    const key = { set: 'curtois-qu', instance: '3', seed: 1, seconds: 60, threads: 2 };
    const found = (change: Partial<RunRecord>) =>
      findRecord([record(change)], key, '0123456789ab') !== undefined;
    expect(found({ commit: 'fff0000', dirty: true })).toBe(true);
    for (const change of [
      { seed: 2 },
      { instance: '4' },
      { seconds: 10 },
      { threads: 1 },
      { code: 'other' },
    ]) {
      expect([change, found(change)]).toEqual([change, false]);
    }
    expect(found({ objective: null, failure: 'killed' })).toBe(false);
  });
});

describe('the table of results', () => {
  it('gives median and worst over the seeds, and what the median lacks', () => {
    const runs = [
      record(),
      record({ seed: 2, objective: 1030, bound: 990 }),
      record({ seed: 3, objective: 1004 }),
    ];
    const table = markdownTable(head, [{ instance, runs }], 'plots');
    expect(cells(table, '| [3](plots/3.svg)').slice(1, 9)).toEqual([
      '3',
      '1010',
      '1030',
      '0',
      '1001',
      '0.90 %',
      '1000',
      '0.99 %',
    ]);
    expect(table).toContain('2 × Some Processor, 8 GB, Node 20.20.2. Commit abc1234 (solver 0123456789ab)');
    expect(table).toContain('--seconds 60 --seed 1,2,3 --threads 2');
  });

  it('hides neither uncommitted changes, nor failures, nor hard violations', () => {
    const runs = [
      record({ dirty: true, hard: 2, firstCleanSeconds: null }),
      record({ seed: 2, objective: null, hard: null, bound: null, failure: 'exit status 1: out of memory' }),
    ];
    const table = markdownTable(head, [{ instance, runs }], 'plots');
    expect(cells(table, '| [3]').slice(2, 5)).toEqual(['none', 'none', '2']);
    expect(cells(table, '| [3]')[9]).toBe('never');
    expect(table).toContain('abc1234 **with uncommitted changes**');
    expect(table).toContain('- 3, seed 2: exit status 1: out of memory');
  });

  it('takes the mean of the middle two for an even number', () => {
    expect([median([]), median([4]), median([4, 8]), median([1, 2, 9])]).toEqual([null, 4, 6, 2]);
  });
});

describe('the plot of score over time', () => {
  const paths = (svg: string) => [...svg.matchAll(/<path d="([^"]+)"/g)].map(([, d]) => d!);

  it('begins at the first rota without hard violation and never rises', () => {
    const run = record({
      curve: [
        [0.2, 90000, 3, null],
        [0.4, 2000, 0, null],
        [5, 1500, 0, null],
        [30, 1010, 0, 1000],
      ],
    });
    const [path] = paths(scorePlot('One', [run], 1001));
    const heights = [...path!.matchAll(/[V ]([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights).toHaveLength(3);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
  });

  it('says so where there was none, and escapes its words', () => {
    const svg = scorePlot('A & B', [record({ curve: [[1, 5000, 2, null]], bound: null })], null);
    expect(paths(svg)).toEqual([]);
    expect(svg).toContain('seed 1: no clean rota');
    expect(svg).toContain('<title>A &amp; B</title>');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('tells a far bound without flattening the picture', () => {
    const svg = scorePlot('Far', [record({ bound: 0 })], 1001);
    expect(svg).toContain('bound 0 (below)');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});
