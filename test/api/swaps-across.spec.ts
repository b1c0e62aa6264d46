import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { type SuggestionDto, type SuggestionsDto } from '../../src/modules/swaps/swap-suggestions.dto.js';
import { type SwapDto } from '../../src/modules/swaps/swap.dto.js';
import { insert, placement } from '../support/make-unit.js';
import { PATIENT, type RotaClient } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: StaffHospital;
let a: RotaClient;
let rotaA: AheadRota;
let rotaB: AheadRota;

const idA = (index: number): string => hospital.a.personIds[index]!;
const idB = (index: number): string => hospital.b.personIds[index]!;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await staffHospital(server, 4);
  a = await hospital.person(hospital.a, 0);
  // The first of each unit works in both; the last of unit B is in the bank of unit A.
  await hospital.placeIn(hospital.b, idA(0));
  await hospital.placeIn(hospital.a, idB(0));
  await insert(server.dataSource, PlacementEntity, {
    ...placement(hospital.a.unitId, idB(3)),
    wte: 0.1,
    engagement: 'bank',
  });
  [rotaA, rotaB] = [await hospital.freshRota(hospital.a), await hospital.freshRota(hospital.b)];
});

afterAll(() => server.close());

async function ways(assignmentId: string): Promise<SuggestionsDto> {
  return (await a.get<SuggestionsDto>(`/swaps/suggestions?assignmentId=${assignmentId}&limit=200`)).body;
}

const peopleOf = ({ hops }: SuggestionDto): string[] => hops.map(({ to }) => to.personId);

describe('ways to hand a shift on', () => {
  it('lead to the bank and to shifts of other units, and can be proposed as they are', async () => {
    const mine = await rotaA.put(idA(0), 3, hospital.a.day);
    const second = await rotaA.put(idA(1), 9, hospital.a.early);
    const theirs = await rotaB.put(idB(0), 15, hospital.b.night);
    const onlyB = await rotaB.put(idB(1), 20, hospital.b.day);
    await rotaA.publish();
    await rotaB.publish();

    const { options, total, ruledOut } = await ways(mine);
    expect(options).toHaveLength(total);
    const gifts = options.filter(({ kind }) => kind === 'give-away').flatMap(peopleOf);
    expect(gifts).toContain(idB(3));
    expect([...gifts, ...ruledOut.map(({ personId }) => personId)]).not.toContain(idB(1));
    const across = options.filter(({ hops }) => new Set(hops.map(({ unitId }) => unitId)).size > 1);
    const found = across.map(({ hops }) => hops.map(({ assignmentId }) => assignmentId)).toSorted();
    // Round over the unit that both work in; nobody of unit B alone ever gets a shift of unit A.
    expect(found).toEqual(
      [
        [mine, theirs],
        [mine, second, theirs],
        [mine, theirs, onlyB],
      ].toSorted(),
    );
    for (const { hops } of across) {
      const assignmentIds = hops.map(({ assignmentId }) => assignmentId);
      const { status, body } = await a.post<SwapDto>('/swaps', { assignmentIds });
      expect(status, JSON.stringify(body)).toBe(201);
      expect(body.legs.map(({ to }) => to?.personId)).toEqual(hops.map(({ to }) => to.personId));
      expect((await a.post<SwapDto>(`/swaps/${body.id}/withdraw`)).status).toBe(200);
    }
    const [direct] = across.filter(({ kind }) => kind === 'direct');
    expect(direct!.hops.map(({ unitName }) => unitName)).toEqual(['Ward A', 'Ward B']);
    expect(direct!.effects.map(({ personId }) => personId)).toEqual([idA(0), idB(0)]);
  });

  it('keep a shift that is for one grade with that grade, and let others stand in elsewhere', async () => {
    const type = hospital.b.early;
    await server.dataSource.query(`UPDATE shift_types SET grade_codes = '{FY2}' WHERE id = $1`, [type]);
    const mine = await rotaA.put(idA(0), 5, hospital.a.day);
    const juniors = await rotaB.put(idB(0), 22, type);
    await rotaA.publish();
    await rotaB.publish();
    const withGrade = async (): Promise<boolean> => {
      const { options } = await ways(mine);
      return options.some(({ hops }) => hops.length === 2 && hops[1]!.assignmentId === juniors);
    };
    expect(await withGrade()).toBe(true);
    await server.dataSource.query(`UPDATE shift_types SET grade_codes = '{ST3}' WHERE id = $1`, [type]);
    expect(await withGrade()).toBe(false);
  });
});
