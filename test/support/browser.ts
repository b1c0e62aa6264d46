import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

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

/**
 * A browser: the one that `BROWSER_PATH` names, an installed Chromium or Chrome, or the one that comes as a package.
 *
 * @throws Error that names what is missing; a browser test is never skipped.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await browserPath();
  try {
    return await chromium.launch({ executablePath, args: FLAGS });
  } catch (error) {
    throw explained(executablePath, error);
  }
}

async function browserPath(): Promise<string> {
  const named = process.env.BROWSER_PATH;
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`BROWSER_PATH=${named} does not exist: name a Chromium or Chrome, or leave it out.`);
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  const packaged = await import('@sparticuz/chromium');
  return packaged.default.executablePath();
}

function explained(executablePath: string, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const library = /error while loading shared libraries: (\S+?):/.exec(text)?.[1];
  const why =
    library === undefined
      ? text
      : `the system library ${library} is missing. Install it, or any Chromium or Chrome ` +
        `(Debian and Ubuntu: apt-get install chromium).`;
  return new Error(`The browser ${executablePath} does not start: ${why}`, { cause: error });
}

/** A page of a browser session of its own, with the accessibility checker in it. */
export async function openPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await newSession(browser, baseURL);
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  return page;
}

async function newSession(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  // An init script runs whatever the page's content security policy says.
  await context.addInitScript({ content: axeSource });
  return context;
}
