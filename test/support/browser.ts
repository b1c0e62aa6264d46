import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { NO_BROWSER } from './no-browser.js';
import { packagedBrowser } from './packaged-browser.js';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** More than any step takes on a busy machine; a longer one says so where it is made. */
const STEP_MS = 15_000;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WAY_OUT = 'Install Chromium or Chrome (Debian: apt-get install chromium), or name one in BROWSER_PATH.';

/**
 * A browser: the one that `BROWSER_PATH` names, an installed Chromium or Chrome, or the one that comes as a package.
 *
 * @param named used instead of all others
 * @throws Error that names what is missing; a browser test is never skipped.
 */
export async function launchBrowser(named = process.env.BROWSER_PATH): Promise<Browser> {
  if (named !== undefined) {
    if (existsSync(named)) return start(named).catch((error: unknown) => fail([explained(named, error)]));
    return fail([`BROWSER_PATH=${named} does not exist`]);
  }
  const problems: string[] = [];
  for (const installed of INSTALLED.filter((path) => existsSync(path))) {
    try {
      return await start(installed);
    } catch (error) {
      problems.push(explained(installed, error));
    }
  }
  return startPackaged().catch((error: unknown) => fail([...problems, explained('the packaged one', error)]));
}

/** The libraries of the machine are tried first: they fit it better than those of the package. */
export async function startPackaged(): Promise<Browser> {
  const { executablePath, libraryFolder } = await packagedBrowser();
  return start(executablePath).catch((error: unknown) => {
    if (missingLibrary(error) === undefined) throw error;
    return start(executablePath, { ...process.env, LD_LIBRARY_PATH: libraryFolder });
  });
}

function start(executablePath: string, env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS, env });
}

function explained(browser: string, error: unknown): string {
  const library = missingLibrary(error);
  if (library !== undefined) return `${browser} misses the system library ${library}`;
  return `${browser} does not start (${firstComplaint(error)})`;
}

function missingLibrary(error: unknown): string | undefined {
  return /error while loading shared libraries: (\S+?):/.exec(String(error))?.[1];
}

/** What the browser itself said, without the long command line around it. */
function firstComplaint(error: unknown): string {
  const lines = String(error).split('\n');
  return lines.find((line) => line.includes('[err]')) ?? lines[0] ?? 'no message';
}

function fail(problems: readonly string[]): never {
  throw new Error(`${NO_BROWSER}: ${problems.join('; ')}. ${WAY_OUT}`);
}

/** A telephone, held upright and touched. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A page of a browser session of its own, with the accessibility checker in it. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await newSession(browser, baseURL, options);
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  return page;
}

async function newSession(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  // An init script runs whatever the page's content security policy says.
  await context.addInitScript({ content: axeSource });
  return context;
}
