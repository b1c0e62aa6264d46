import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { type TestMailServer } from './mail-server.js';

/** The texts of the mails to an address, in the order in which they came. */
export async function textsTo({ mails }: TestMailServer, address: string): Promise<string[]> {
  const own = mails.filter(({ to }) => to.includes(address));
  return Promise.all(own.map(async ({ bytes }) => (await PostalMime.parse(bytes)).text ?? ''));
}

/** The secrets of the password links that were mailed to an address, once there are so many. */
export async function secretsTo(
  mailServer: TestMailServer,
  address: string,
  count: number,
): Promise<string[]> {
  const read = async (): Promise<string[]> =>
    (await textsTo(mailServer, address)).flatMap((text) => {
      const secret = /\/set-password#([\w-]{43})\s/.exec(text)?.[1];
      return secret === undefined ? [] : [secret];
    });
  await expect.poll(async () => (await read()).length, { timeout: 15_000 }).toBe(count);
  return read();
}

/** Where the newest mail to an address that leads to such a place of the portal leads. */
export async function linkTo(mailServer: TestMailServer, address: string, place: RegExp): Promise<string> {
  const link = new RegExp(String.raw`http://localhost:\d+/${place.source}`);
  const read = async (): Promise<string | undefined> =>
    (await textsTo(mailServer, address))
      .map((text) => link.exec(text)?.[0])
      .findLast((found) => found !== undefined);
  await expect.poll(read, { timeout: 15_000 }).toBeDefined();
  return (await read())!;
}
