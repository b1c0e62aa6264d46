import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './built.js';

export interface PackagedBrowser {
  readonly executablePath: string;
  /** Shared libraries that the browser needs and a bare machine may lack. */
  readonly libraryFolder: string;
}

const CACHE = join(projectRoot, 'node_modules/.cache');
const UNPACK = `import browser from '@sparticuz/chromium'; await browser.executablePath();`;

/**
 * The browser that comes as a package, unpacked once for each version.
 *
 * Test files run at the same time: each unpacks into a folder of its own that is then moved into place whole, so that
 * none starts a browser that another is still writing.
 *
 * @param cache folder that keeps it
 * @throws Error when it cannot be unpacked.
 */
export async function packagedBrowser(cache = CACHE): Promise<PackagedBrowser> {
  const folder = join(cache, `packaged-browser-${packageVersion()}`);
  if (!existsSync(folder)) await unpack(cache, folder);
  return { executablePath: join(folder, 'chromium'), libraryFolder: join(folder, 'al2023/lib') };
}

async function unpack(cache: string, folder: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(`${folder}.new-`);
  try {
    // The package unpacks into the folder for temporary files, and its libraries only where it believes to be on Lambda.
    const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: projectRoot,
      env,
    });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function packageVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = join(dirname(entry), '../../package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
