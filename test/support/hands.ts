import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { tabToElement } from './keyboard.js';

const SMALLEST_TARGET_PX = 24;
const CONTROLS =
  'button, input, select, summary, nav a, .nhsuk-button, .rw-card__link, .rw-agenda__shift, .rw-month__shift';

/** One way to use a telephone: the same steps for each, and a count of what its owner had to do. */
export interface Hand {
  /** So many links were opened, things pressed and fields filled in; a date is one. */
  readonly actions: () => number;
  /** Follows a link from outside of the portal, as a mail has them. */
  open(page: Page, url: string): Promise<void>;
  /** Presses a button or link. */
  press(target: Locator): Promise<void>;
  /** Replaces what a field says. */
  write(target: Locator, text: string): Promise<void>;
  /** Fills in the three fields of a date; theirs is the group. */
  date(group: Locator, date: string): Promise<void>;
}

interface Ways {
  readonly reach: (target: Locator) => Promise<void>;
  readonly press: (target: Locator) => Promise<void>;
}

/** A keyboard alone, as of those who cannot touch: Tab and Enter. */
export function keyboardHand(): Hand {
  return hand({
    reach: tabToElement,
    press: async (target) => {
      await tabToElement(target);
      await target.page().keyboard.press('Enter');
    },
  });
}

/** A finger, and the letters that the telephone shows for a field that it has touched. */
export function touchHand(): Hand {
  const tap = async (target: Locator): Promise<void> => target.tap();
  return hand({ reach: tap, press: tap });
}

function hand({ reach, press }: Ways): Hand {
  let actions = 0;
  const type = async (target: Locator, text: string): Promise<void> => {
    const { keyboard } = target.page();
    await reach(target);
    await keyboard.press('Control+A');
    await keyboard.type(text);
  };
  return {
    actions: () => actions,
    open: async (page, url) => {
      actions++;
      // As another page would be: a link that differs in its fragment alone would load nothing.
      await page.goto('about:blank');
      await page.goto(url);
    },
    press: async (target) => {
      actions++;
      await press(target);
    },
    write: async (target, text) => {
      actions++;
      await type(target, text);
    },
    date: async (group, date) => {
      actions++;
      const [year, month, day] = date.split('-').map((part) => String(Number(part)));
      for (const [label, part] of [
        ['Day', day],
        ['Month', month],
        ['Year', year],
      ] as const) {
        await type(group.getByLabel(label, { exact: true }), part!);
      }
    },
  };
}

/** Everything that can be pressed is broad enough for a finger; links within a sentence apart. */
export async function expectTargets(page: Page): Promise<void> {
  const small = await page.evaluate<string[]>(`[...document.querySelectorAll('${CONTROLS}')]
    .filter((element) => element.getClientRects().length > 0 && !element.className.includes('visually-hidden'))
    .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width < ${SMALLEST_TARGET_PX} || height < ${SMALLEST_TARGET_PX}; })
    .map((element) => element.outerHTML.slice(0, 120))`);
  expect(small).toEqual([]);
}
