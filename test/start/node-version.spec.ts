import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../support/built.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rw-node-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a script of the project', () => {
  /** Runs the check as the scripts do, under a Node.js that says it is another version. */
  function runUnder(version: string): { status: number | null; stderr: string } {
    const pretence = join(folder, 'pretence.cjs');
    writeFileSync(pretence, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
    const check = join(projectRoot, 'src/launcher/check-node.cjs');
    return spawnSync(process.execPath, ['-r', pretence, '-r', check, '-e', ''], { encoding: 'utf8' });
  }

  it.each(['0.10.48', '12.22.9', '18.20.8', '20.18.3'])('refuses Node.js %s in one line', (version) => {
    const { status, stderr } = runUnder(version);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `Node.js ${version} is too old: Rotawright needs 20.19 or newer (https://nodejs.org).\n`,
    );
  });

  it.each(['20.19.0', '22.0.0', '100.1.0'])('runs under Node.js %s', (version) => {
    expect(runUnder(version)).toMatchObject({ status: 0, stderr: '' });
  });

  it('checks Node.js before its own imports', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const launched = Object.values(scripts).filter((command) => command.includes('node '));
    expect(launched.length).toBeGreaterThan(6);
    for (const command of launched) {
      expect(command).toMatch(/^(exec )?node -r \.\/src\/launcher\/check-node\.cjs src\/launcher\//);
    }
  });
});
