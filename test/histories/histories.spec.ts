import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type History, tellHistory } from '../support/histories/history.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

/** 20,000 operations in all; `bench/histories.ts` tells more and longer ones. */
const OPERATIONS = Number(process.env.HISTORY_OPERATIONS ?? 20_000);
const EACH = 250;
const AT_ONCE = 4;
const FIRST_SEED = Number(process.env.HISTORY_SEED ?? 1);

describe('random claims, swaps, chains, edits, leave and sickness', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });

  afterAll(() => server.close());

  it(`leave no anomaly in ${OPERATIONS} operations`, { timeout: 1_200_000 }, async () => {
    const seeds = Array.from({ length: Math.ceil(OPERATIONS / EACH) }, (_, k) => FIRST_SEED + k);
    const told: History[] = [];
    const { app, dataSource: db, connection } = server;
    const place = { app, db, connection };
    const lane = async (): Promise<void> => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        told.push(await tellHistory(place, { seed, operations: EACH }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(
      told.filter(({ faults }) => faults.length > 0).map(({ seed, faults }) => ({ seed, faults })),
    ).toEqual([]);
    // Each kind of operation has come to its end, and been refused: else nothing was tried.
    const seen = new Set(told.flatMap(({ counts }) => [...counts.keys()]));
    for (const each of [
      'edit',
      'remove',
      'open',
      'claim',
      'propose',
      'accept',
      'approve',
      'be-away',
      'publish',
      'award',
    ]) {
      expect([...seen], each).toContain(`${each} done`);
    }
    for (const each of [
      'claim vacancy-over',
      'claim breaks-a-rule',
      'accept swap-over',
      'accept shift-changed',
    ]) {
      expect([...seen]).toContain(each);
    }
  });
});
