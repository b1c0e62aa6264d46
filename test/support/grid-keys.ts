import type { Page } from 'playwright-core';

/** A place in the grid of a rota. */
export interface Cell {
  row: number;
  column: number;
}

/** The place that has the focus. */
export async function focusedCell(page: Page): Promise<Cell> {
  const { row, column } = await page.evaluate<{ row?: string; column?: string }>(
    '({ ...document.activeElement.dataset })',
  );
  return { row: Number(row), column: Number(column) };
}

/** Presses Tab until an element of a role has the focus. */
export async function tabInto(page: Page, role: string): Promise<void> {
  await tabUntil(
    page,
    `(document.activeElement.getAttribute("role") ?? document.activeElement.type) === ${JSON.stringify(role)}`,
    role,
  );
}

/** Presses Tab until the button with a name has the focus. */
export async function tabToButton(page: Page, name: RegExp): Promise<void> {
  await tabUntil(
    page,
    `document.activeElement.tagName === "BUTTON" && ${name.toString()}.test(document.activeElement.textContent)`,
    `button ${name.source}`,
  );
}

async function tabUntil(page: Page, condition: string, what: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(condition)) return;
  }
  throw new Error(`60 presses of Tab did not lead into a ${what}`);
}

/** From the grid's focus by arrows to a place. */
export async function moveTo(page: Page, { row, column }: Cell): Promise<void> {
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < row; step++) await page.keyboard.press('ArrowDown');
  for (let step = 0; step < column; step++) await page.keyboard.press('ArrowRight');
}

/** All that a cell says, also to who cannot see it. */
export async function textOf(page: Page, { row, column }: Cell): Promise<string> {
  return (await page.locator(`[data-row="${row}"][data-column="${column}"]`).textContent()) ?? '';
}
