import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A 1280 px wide window at 400 % zoom. */
const NARROW_PX = 320;

/**
 * Expects a page, as it stands, to have no accessibility fault: in its window, and reflowed into 320 px, where nothing
 * may need sideways scrolling but what scrolls by itself.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  expect(await faults(page), state).toEqual([]);
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: NARROW_PX, height: size.height });
  try {
    expect(await faults(page), `${state}, at ${NARROW_PX} px`).toEqual([]);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width, `${state}: width of the page in a window of ${NARROW_PX} px`).toBeLessThanOrEqual(
      NARROW_PX,
    );
  } finally {
    await page.setViewportSize(size);
  }
}

async function faults(page: Page): Promise<string[]> {
  const results = await page.evaluate<AxeResults>(
    `window.axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(STANDARDS)} } })`,
  );
  return results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}
