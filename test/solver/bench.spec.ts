import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built.js';

const CLI = builtFile('solver/cli.js');

let results: string;
beforeAll(() => {
  results = mkdtempSync(join(tmpdir(), 'rotawright-results-'));
});
afterAll(() => {
  rmSync(results, { recursive: true, force: true });
});

function bench(...args: string[]) {
  const limits = ['--seconds', '1', '--threads', '1', '--results', results];
  return spawnSync(process.execPath, [CLI, 'bench', ...args, ...limits], { encoding: 'utf8' });
}

describe('rotawright bench', () => {
  it('records each run as it ends, and takes a series up again', { timeout: 120_000 }, () => {
    const first = bench('hospital', '--instances', 'heather-28', '--seed', '1');
    expect(first.stdout).toMatch(/heather-28, seed 1: objective \d+(\.\d+)?, hard violations 0/);
    expect(first.status).toBe(0);
    const again = bench('hospital', '--instances', 'heather-28', '--seed', '1,2', '--resume');
    expect(again.stdout).toMatch(/heather-28, seed 1: .*\(recorded on \d{4}-\d\d-\d\d\)/);
    expect(again.stdout).toMatch(/heather-28, seed 2: [^(]*$/m);

    const records = readFileSync(join(results, 'hospital.jsonl'), 'utf8').trim().split('\n');
    expect(records.map((line) => (JSON.parse(line) as { seed: number }).seed)).toEqual([1, 2]);
    expect(JSON.parse(records[0]!)).toMatchObject({
      instance: 'heather-28',
      seconds: 1,
      hard: 0,
      failure: null,
    });
    expect(readFileSync(join(results, 'hospital-1s.md'), 'utf8')).toContain(
      '| [heather-28](hospital-1s/heather-28.svg) | 2 |',
    );
    expect(readFileSync(join(results, 'hospital-1s', 'heather-28.svg'), 'utf8')).toContain('seed 2: ');
  });

  it('names a set or an instance that it does not know', { timeout: 60_000 }, () => {
    const unknown = bench('tea');
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('curtois-qu, inrc2, hospital'),
    ]);
    const missing = bench('hospital', '--instances', 'ward-9');
    expect([missing.status, missing.stderr]).toEqual([
      2,
      expect.stringContaining('hospital has no instance "ward-9" here; it has ed-28, heather-28'),
    ]);
  });
});
