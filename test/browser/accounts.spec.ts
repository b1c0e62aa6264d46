import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessibility.js';
import { codeOfApp, timeToType } from '../support/authenticator.js';
import { tabToElement } from '../support/keyboard.js';
import { secretsTo } from '../support/password-mails.js';
import { eventually, signIn, startPortal, type TestPortal } from '../support/portal.js';
import { stepByStep } from '../support/steps.js';

/** Of somebody who has never been invited. */
const INVITE = /^Invite ?: /;
const PASSWORD = 'slow river bright piano';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startPortal();
});

afterAll(() => portal.stop());

async function tabTo(page: Page, role: 'button' | 'link' | 'textbox', name: string | RegExp): Promise<void> {
  await tabToElement(page.getByRole(role, { name }).first());
}

async function typeInto(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, 'textbox', name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

async function pressOn(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press('Enter');
}

async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name }).first().waitFor();
}

async function invitedByCoordinator(): Promise<{ email: string; secret: string; page: Page }> {
  const page = await portal.newPage();
  await signIn(page);
  await pressOn(page, 'link', 'People');
  await tabTo(page, 'button', INVITE);
  await expectAccessible(page, 'people with their sign-ins');
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: INVITE }) });
  const cell = await row.first().getByRole('cell').allInnerTexts();
  const email = cell.map((text) => /\S+@\S+/.exec(text)?.[0]).find((found) => found !== undefined)!;
  await tabTo(page, 'button', INVITE);
  await page.keyboard.press('Enter');
  const invited = page.getByRole('row').filter({ hasText: email }).filter({ hasText: 'Invited, until' });
  await invited.waitFor();
  await expectAccessible(page, 'somebody invited');
  const [secret] = await secretsTo(portal.mailServer, email, 1);
  return { email, secret: secret!, page };
}

describe('a first sign-in, by the keyboard alone', () => {
  stepByStep();

  let page: Page;
  let coordinator: Page;
  let [email, secret, ofApp] = ['', '', ''];

  it('begins with an invitation', async () => {
    ({ email, secret, page: coordinator } = await invitedByCoordinator());
    page = await portal.newPage();
  });

  it('sets a password by the link', async () => {
    await page.goto(`/set-password#${secret}`);
    await heading(page, 'Welcome to Rotawright');
    await expectAccessible(page, 'the form of an activation link');
    await pressOn(page, 'button', 'Save the password');
    await heading(page, 'There is a problem');
    await expectAccessible(page, 'the form without a password');
    await typeInto(page, 'Password', 'qwerty123456');
    await page.keyboard.press('Enter');
    await page.getByText('known from breaches').first().waitFor();
    await expectAccessible(page, 'a password known from breaches');
    await typeInto(page, 'Password', PASSWORD);
    await page.keyboard.press('Enter');
    await heading(page, 'Your password is set');
    await expectAccessible(page, 'the password set');
  });

  it('signs in', async () => {
    await pressOn(page, 'link', 'Sign in');
    await heading(page, 'Sign in');
    await expectAccessible(page, 'the sign-in page');
    await typeInto(page, 'Email address', email);
    await typeInto(page, 'Password', PASSWORD);
    await page.keyboard.press('Enter');
    await pressOn(page, 'link', /your sign-in$/);
    await heading(page, 'Your sign-in');
    await page.getByRole('table').waitFor();
    await expectAccessible(page, 'your sign-in');
  });

  it('sets up an authenticator app', async () => {
    await pressOn(page, 'button', 'Set up an authenticator app');
    await typeInto(page, 'Your password, to begin', PASSWORD);
    await expectAccessible(page, 'the password asked for again');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^QR code/ }).waitFor();
    await expectAccessible(page, 'the secret of the app');
    ofApp = (await page.locator('.rw-secret').innerText()).replaceAll(' ', '');
    await timeToType();
    await typeInto(page, 'Code of your app', codeOfApp(ofApp, -1));
    await page.keyboard.press('Enter');
    await heading(page, 'Keep these recovery codes');
    expect(await page.locator('.rw-recovery-codes li').count()).toBe(10);
    await expectAccessible(page, 'recovery codes');
    await pressOn(page, 'button', 'I have kept them');
    await page.getByText('10 recovery codes left').waitFor();
    await expectAccessible(page, 'codes turned on');
  });

  it('signs in with a code', async () => {
    await pressOn(page, 'button', 'Sign out');
    await heading(page, 'Sign in');
    await typeInto(page, 'Email address', email);
    await typeInto(page, 'Password', PASSWORD);
    await page.keyboard.press('Enter');
    await heading(page, 'Type your code');
    await expectAccessible(page, 'the code asked for');
    await typeInto(page, /^Code of your authenticator app/, '000000');
    await page.keyboard.press('Enter');
    await heading(page, 'There is a problem');
    await expectAccessible(page, 'a wrong code');
    await typeInto(page, /^Code of your authenticator app/, codeOfApp(ofApp));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('is seen by the coordinator, and its link works no more', async () => {
    await coordinator.reload();
    await coordinator.getByRole('row').filter({ hasText: email }).filter({ hasText: 'Active' }).waitFor();
    await page.goto(`/set-password#${secret}`);
    await heading(page, 'This link does not work');
    await page.getByText('used already').waitFor();
    await expectAccessible(page, 'a used link');
  });
});

describe('a forgotten password, by the keyboard alone', () => {
  stepByStep();

  let first: Page;
  let page: Page;
  let email = '';

  it('is of somebody with a sign-in', async () => {
    const invited = await invitedByCoordinator();
    email = invited.email;
    first = await portal.newPage();
    page = await portal.newPage();
    await first.goto(`/set-password#${invited.secret}`);
    await typeInto(first, 'Password', PASSWORD);
    await first.keyboard.press('Enter');
    await heading(first, 'Your password is set');
  });

  it('is chosen anew by a link', async () => {
    await page.goto('/sign-in');
    await pressOn(page, 'link', 'Forgotten your password?');
    await heading(page, 'Forgotten your password?');
    await expectAccessible(page, 'forgotten password');
    await typeInto(page, 'Email address', email);
    await page.keyboard.press('Enter');
    await heading(page, 'Look into your mail');
    await expectAccessible(page, 'the link on its way');
    const [, again] = await secretsTo(portal.mailServer, email, 2);
    await page.goto(`/set-password#${again!}`);
    await heading(page, 'Choose a new password');
    await typeInto(page, 'Password', 'quiet lamp over water');
    await page.keyboard.press('Enter');
    await heading(page, 'Your password is set');
  });

  it('signs in here and there, and signs out there', async () => {
    for (const browser of [first, page]) {
      await browser.goto('/sign-in');
      await typeInto(browser, 'Email address', email);
      await typeInto(browser, 'Password', 'quiet lamp over water');
      await browser.keyboard.press('Enter');
      await browser.getByRole('button', { name: 'Sign out' }).waitFor();
    }
    await page.goto('/my-sign-in');
    await pressOn(page, 'button', /^Sign out ?: /);
    await eventually(() => page.getByRole('button', { name: /^Sign out ?: / }).count()).toBe(0);
    await first.goto('/my-rota');
    await heading(first, 'Sign in');
  });

  it('can be changed', async () => {
    await pressOn(page, 'button', 'Change your password');
    await expectAccessible(page, 'changing the password');
    await typeInto(page, 'Your password now', 'quiet lamp over water');
    await typeInto(page, 'New password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Your password is changed').waitFor();
    await expectAccessible(page, 'the password changed');
  });
});
