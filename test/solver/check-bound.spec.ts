import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BoundClaim } from '../../solver/formats/bound-proof-json.js';
import { writeProblemJson } from '../../solver/formats/problem-json.js';
import { hospitalProblem } from '../../solver/search/hospital.testing.js';
import { builtFile } from '../support/built.js';

const CLI = builtFile('solver/cli.js');

let folder: string;
let input: string;
let claim: BoundClaim;

function rotawright(...args: string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

function checked(proof: unknown) {
  const path = join(folder, 'changed.json');
  writeFileSync(path, typeof proof === 'string' ? proof : JSON.stringify(proof));
  return rotawright('check-bound', input, path, '--json');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotawright-bound-'));
  input = join(folder, 'ed.json');
  writeFileSync(input, writeProblemJson(hospitalProblem({ doctors: 9, dayCount: 10 })));
  const proof = join(folder, 'proof.json');
  const out = join(folder, 'rota.tsv');
  rotawright('solve', input, '--work', '4000', '--seed', '2', '--out', out, '--proof', proof);
  claim = JSON.parse(readFileSync(proof, 'utf8')) as BoundClaim;
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('rotawright check-bound', () => {
  it('confirms the bound that solve claims, from its proof alone', () => {
    const { stdout, status } = checked(claim);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ claimed: claim.bound, holds: true });
  });

  it('does not believe a bound above what is proven, nor one whose proof was tampered with', () => {
    const higher = checked({ ...claim, bound: claim.bound + 1 });
    expect(higher.status).toBe(1);
    expect(JSON.parse(higher.stdout)).toMatchObject({ claimed: claim.bound + 1, holds: false });
    const emptied = JSON.parse(
      JSON.stringify(claim, (key: string, value: unknown) =>
        key === 'duals' ? (value as number[]).map(() => 0) : value,
      ),
    ) as BoundClaim;
    expect(checked(emptied).status).toBe(1);
  });

  it('names what is wrong with a proof that it cannot read', () => {
    const told = (proof: unknown): [string, number | null] => {
      const { stderr, status } = checked(proof);
      return [stderr, status];
    };
    expect(told('{')).toEqual([expect.stringContaining('is no JSON'), 2]);
    expect(told({ bound: 3, proof: { duals: [1], totals: [] } })).toEqual([
      expect.stringContaining('proof.duals: has 1 entries; the problem has'),
      2,
    ]);
    const split = { kind: 'cell', person: 99, day: 0, token: 0 };
    expect(told({ bound: 3, proof: { split, below: claim.proof, above: claim.proof } })).toEqual([
      expect.stringContaining('proof.split.person: is 99; it must be a whole number from 0 to 8'),
      2,
    ]);
    const missing = rotawright('check-bound', input, join(folder, 'nowhere.json'));
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining('nowhere.json')]);
  });
});
