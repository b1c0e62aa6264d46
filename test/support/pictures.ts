import type { Page } from 'playwright-core';

/** Takes a picture of the whole page where the environment says in which folder they are wanted. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOT_FOLDER;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
