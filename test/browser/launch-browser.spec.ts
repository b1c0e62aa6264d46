import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, startPackaged } from '../support/browser.js';
import { packagedBrowser } from '../support/packaged-browser.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rw-browser-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('a browser that does not start', () => {
  it('is named in one line, with the system library that it misses and the way out', async () => {
    const path = program(
      'without-library',
      `echo "$0: error while loading shared libraries: libnss3.so: cannot open shared object file" >&2; exit 127`,
    );
    await expect(launchBrowser(path)).rejects.toThrow(
      `The browser tests could not run: ${path} misses the system library libnss3.so. Install Chromium or Chrome ` +
        '(Debian: apt-get install chromium), or name one in BROWSER_PATH.',
    );
  });

  it('is named with what it said', async () => {
    const path = program('stub', `echo 'requires the chromium snap' >&2; exit 1`);
    await expect(launchBrowser(path)).rejects.toThrow(
      /^The browser tests could not run: \S+\/stub does not start \(.*requires the chromium snap\)\. Install/,
    );
    await expect(launchBrowser(join(folder, 'nowhere'))).rejects.toThrow(/nowhere does not exist\. Install/);
  });
});

describe('the packaged browser', () => {
  it('is unpacked once by several that want it at the same time', async () => {
    const cache = join(folder, 'cache');
    const browsers = await Promise.all([packagedBrowser(cache), packagedBrowser(cache)]);
    expect(browsers[0]).toEqual(browsers[1]);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')('opens a page', async () => {
    const browser = await startPackaged();
    try {
      const page = await browser.newPage();
      await page.setContent('<h1>Rota</h1>');
      expect(await page.getByRole('heading').innerText()).toBe('Rota');
    } finally {
      await browser.close();
    }
  });
});
