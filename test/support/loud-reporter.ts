import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { NO_BROWSER } from './no-browser.js';

/** More skipped tests than these are those that the reader's own filter left out. */
const NAMED_SKIPS = 20;

/** Says at the end what a reader must not miss in a long output: why no browser ran, and what was left out. */
export default class LoudReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = [...new Set(modules.flatMap(messagesOf))]
      .filter((message) => message.startsWith(NO_BROWSER))
      .map((message) => `\n!! ${message}\n`);
    const skipped = modules.filter((module) => module.state() !== 'failed').flatMap(skippedIn);
    if (skipped.length <= NAMED_SKIPS) {
      lines.push(...skipped.map(({ fullName }) => `Skipped: ${fullName}`));
    }
    for (const line of lines) process.stdout.write(`${line}\n`);
  }
}

function messagesOf(module: TestModule): string[] {
  const suites = [...module.children.allSuites()].flatMap((suite) => suite.errors());
  const tests = [...module.children.allTests('failed')].flatMap((test) => test.result().errors ?? []);
  return [...module.errors(), ...suites, ...tests].map(({ message }) => message);
}

function skippedIn(module: TestModule): TestCase[] {
  return [...module.children.allTests('skipped')];
}
