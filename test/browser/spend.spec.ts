import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { takePicture } from '../support/pictures.js';
import { chooseDemoSignIn, startPortal, type TestPortal } from '../support/portal.js';

describe('bank and agency spend', () => {
  let portal: TestPortal;
  let page: Page;

  beforeAll(async () => {
    portal = await startPortal();
    page = await portal.newPage();
  });
  afterAll(() => portal.stop());

  it(
    'of a rota is on one page, as a plot and in tables, reached by the tabs of the rota',
    { timeout: 120_000 },
    async () => {
      await chooseDemoSignIn(page, 'Coordinator');
      await page.getByRole('link', { name: 'Rotas', exact: true }).first().click();
      await page.getByRole('table').getByRole('link').first().click();
      await page.getByRole('link', { name: 'Spend', exact: true }).click();
      await page.getByRole('heading', { name: 'Bank and agency spend' }).waitFor();
      await page.getByRole('img', { name: /^Hours from beyond the unit: .*Now \d/ }).waitFor();
      for (const name of ['By staffing step', 'By cover line', 'By week']) {
        await page.getByRole('table', { name }).waitFor();
      }
      await expectAccessible(page, 'spend of a rota');
      await page.setViewportSize({ width: 375, height: 720 });
      await expectAccessible(page, 'spend of a rota on a phone');
      expect(await page.getByRole('img').count()).toBe(1);
      await page.setViewportSize({ width: 1100, height: 900 });
      await takePicture(page, 'spend');
    },
  );
});
