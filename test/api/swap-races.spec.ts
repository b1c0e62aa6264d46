import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SwapDecisions } from '../../src/modules/swaps/swap-decisions.service.js';
import { SwapsRepository } from '../../src/modules/swaps/swaps.repository.js';
import { NaiveSwaps } from '../support/naive-swaps.js';
import { PATIENT } from '../support/rota-client.js';
import { staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import {
  acceptedTwice,
  editedMeanwhile,
  type SwapField,
  swapField,
  type SwapRace,
  takenFromPool,
  withdrawnMeanwhile,
} from '../support/swap-race.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

/** `SWAP_RACE_ROUNDS=200` for a long night. */
const ROUNDS = Number(process.env.SWAP_RACE_ROUNDS ?? 12);

const races: [string, SwapRace][] = [
  ['accepted twice', acceptedTwice],
  ['withdrawn while it is accepted', withdrawnMeanwhile],
  ['about a shift that the coordinator changes meanwhile', editedMeanwhile],
  ['taken from the pool by several', takenFromPool],
];

async function faultsIn(race: SwapRace, field: SwapField): Promise<string[]> {
  const faults: string[] = [];
  for (let round = 0; round < ROUNDS; round++) faults.push(...(await race(field)));
  return faults;
}

describe('a swap', () => {
  let server: TestServer;
  let hospital: StaffHospital;

  beforeAll(async () => {
    server = await startTestServer({ env: PATIENT });
    hospital = await staffHospital(server);
  });

  afterAll(() => server.close());

  it.each(races)(
    '%s has one outcome, the same in rota, audit and mails',
    { timeout: 120_000 },
    async (_, race) => {
      expect(await faultsIn(race, await swapField(server, hospital))).toEqual([]);
    },
  );
});

describe('a naive service, which looks first and writes then, fails the same test of a swap', () => {
  let server: TestServer;
  let hospital: StaffHospital;

  beforeAll(async () => {
    server = await startTestServer({ env: PATIENT });
    hospital = await staffHospital(server);
    await NaiveSwaps.dropGuards(server.dataSource);
  });

  afterAll(() => server.close());

  it.each(races)('%s', { timeout: 120_000 }, async (_, race) => {
    const field = await swapField(server, hospital);
    const decisions = server.app.get(SwapDecisions);
    new NaiveSwaps(server.dataSource, server.app.get(SwapsRepository)).replace(decisions);
    try {
      expect((await race(field)).length).toBeGreaterThan(0);
    } finally {
      // The service's own methods lie under those that took their place.
      for (const name of ['accept', 'withdraw']) Reflect.deleteProperty(decisions, name);
    }
  });
});
