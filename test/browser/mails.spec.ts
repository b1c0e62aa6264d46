import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { enterOn, tabTo } from '../support/keyboard.js';
import { chooseDemoSignIn, eventually, signIn, startPortal, type TestPortal } from '../support/portal.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startPortal();
});

afterAll(() => portal.stop());

interface Preferences {
  readonly offers: boolean;
  readonly reminders: boolean;
  readonly reminderHours: number;
  readonly quietFromMin: number;
  readonly quietToMin: number;
}

async function stored(): Promise<Preferences[]> {
  return portal.server.dataSource.query<Preferences[]>(
    `SELECT offers, reminders, reminder_hours AS "reminderHours", quiet_from_min AS "quietFromMin",
            quiet_to_min AS "quietToMin" FROM mail_preferences WHERE version > 1`,
  );
}

describe('a member of staff', () => {
  it('chooses which mails they get, by the keyboard alone', async () => {
    const page: Page = await portal.newPage();
    await chooseDemoSignIn(page, 'Staff');
    await page.getByRole('heading', { level: 1, name: 'My rota' }).waitFor();
    await enterOn(page, /^Mails to you$/);
    await page.getByRole('heading', { level: 1, name: 'Mails to you' }).waitFor();
    await page.getByLabel('Hours before the shift').waitFor();
    await expectAccessible(page, 'mails to you');
    await tabTo(page, /^Open shifts that I can work/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Hours before the shift/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('99');
    await page.keyboard.press('Enter');
    await page.getByText('Enter whole hours from 1 to 72').first().waitFor();
    await expectAccessible(page, 'mails with a fault');
    await tabTo(page, /^Hours before the shift/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await eventually(stored).toMatchObject([{ offers: false, reminders: true, reminderHours: 12 }]);
    await page.reload();
    expect(await page.getByLabel('Hours before the shift').inputValue()).toBe('12');
    expect(await page.getByLabel('Open shifts come at').count()).toBe(0);
  });
});

describe('a coordinator', () => {
  it('sees whose mails did not arrive, and what the mail server said', async () => {
    await portal.server.dataSource.query(
      `INSERT INTO mails (kind, dedupe_key, person_id, to_address, subject, text_body, html_body, message_id, created_at,
                          state, attempts, next_attempt_at, last_error)
       SELECT 'rota-published', 'lost', p.person_id, 'gone@example.org', 'Your rota', 't', 'h', 'lost@example.org', now(),
              'failed', 1, now(), '550 no such mailbox'
         FROM placements p JOIN units u ON u.id = p.unit_id WHERE u.code = 'ED' LIMIT 1`,
    );
    const page = await portal.newPage();
    await signIn(page);
    await enterOn(page, /^People$/);
    const row = page.getByRole('row').filter({ hasText: 'gone@example.org' });
    await row.getByText('550 no such mailbox').waitFor();
    await row.getByText('Given up, tried once').waitFor();
    await expectAccessible(page, 'mails that did not arrive');
  });
});
