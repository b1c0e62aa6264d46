import type { Locator, Page } from 'playwright-core';

const MOST_PRESSES = 150;
/** What a reader hears of the element that has the focus: its name, its label, or else its text. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
  return (element.getAttribute('aria-label') || labels || element.textContent || '').replaceAll(/\\s+/g, ' ').trim();
})()`;

/** Presses Tab until what has the focus is called so: a button or link by its words, a field by its label. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    await page.keyboard.press('Tab');
    if (name.test(await page.evaluate<string>(FOCUSED))) return;
  }
  throw new Error(`${MOST_PRESSES} presses of Tab did not lead to ${name}`);
}

/** Presses Tab until this has the focus; a pointer is never used. */
export async function tabToElement(target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await target.evaluate(isFocused)) return;
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`${MOST_PRESSES} presses of Tab did not lead to ${target.toString()}`);
}

/** Runs in the page. */
function isFocused(node: unknown): boolean {
  return (node as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement === node;
}

/** Goes to what is called so by the keyboard and presses Enter. */
export async function enterOn(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Types a date into its three fields, the first of which has the focus, and goes on to what follows. */
export async function typeDate(page: Page, date: string): Promise<void> {
  for (const part of date.split('-').toReversed()) {
    await page.keyboard.type(String(Number(part)));
    await page.keyboard.press('Tab');
  }
}
