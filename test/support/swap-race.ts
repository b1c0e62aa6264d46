import { type DataSource } from 'typeorm';
import { type SwapDto } from '../../src/modules/swaps/swap.dto.js';
import { ifMatch, type Answer, type Problem, type RotaClient } from './rota-client.js';
import { type AheadRota, type StaffHospital } from './staff-hospital.js';
import { type TestServer } from './test-server.js';

/** Two people who swap the same two shifts again and again, and others who look on. */
export interface SwapField {
  readonly server: TestServer;
  readonly hospital: StaffHospital;
  readonly rota: AheadRota;
  readonly shifts: readonly [string, string];
}

type Outcome = Answer<SwapDto & Problem>;

export async function swapField(server: TestServer, hospital: StaffHospital): Promise<SwapField> {
  const rota = await hospital.freshRota(hospital.a);
  const [one, two] = hospital.a.personIds;
  const shifts = [await rota.put(one!, 1, hospital.a.day), await rota.put(two!, 8, hospital.a.day)] as const;
  await rota.publish();
  return { server, hospital, rota, shifts: [...shifts] };
}

/** A race about one swap. @returns what is wrong with how it ended; empty when it has one outcome that is told everywhere. */
export type SwapRace = (field: SwapField) => Promise<string[]>;

/** The other one accepts twice at the same time. */
export const acceptedTwice: SwapRace = async (field) => {
  const { swap, partner } = await proposed(field);
  const answers = await Promise.all([accept(partner, swap.id), accept(partner, swap.id)]);
  return [...onlyOne(answers, 'acceptances'), ...(await faultsOf(field, swap, answers[0], answers[1]))];
};

/** Accepted and withdrawn at the same time. */
export const withdrawnMeanwhile: SwapRace = async (field) => {
  const { swap, owner, partner } = await proposed(field);
  const answers = await Promise.all([
    accept(partner, swap.id),
    owner.post<SwapDto & Problem>(`/swaps/${swap.id}/withdraw`),
  ]);
  return [...onlyOne(answers, 'answers'), ...(await faultsOf(field, swap, answers[0], answers[1]))];
};

/** Accepted while the coordinator gives one of the shifts other hours. */
export const editedMeanwhile: SwapRace = async (field) => {
  const { swap, partner } = await proposed(field);
  const { rota, hospital, server } = field;
  const [id] = field.shifts;
  const row = await rowOf(server.dataSource, id);
  const { day, early } = hospital.a;
  const shiftTypeId = row.shiftTypeId === day ? early : day;
  const edit = { personId: row.personId, date: rota.day(1), shiftTypeId, tellNow: true };
  const [accepted, edited] = await Promise.all([
    accept(partner, swap.id),
    rota.coordinator.put<SwapDto & Problem>(
      `/rotas/${rota.id}/assignments/${id}`,
      edit,
      ifMatch(row.version),
    ),
  ]);
  const both = accepted.status === 200 && edited.status === 200;
  const after = await rowOf(server.dataSource, id);
  const faults =
    both && after.personId === row.personId ? ['an accepted swap was undone by an older edit'] : [];
  return [...faults, ...(await faultsOf(field, swap, accepted, null))];
};

/** Several take a shift from the pool at the same time. */
export const takenFromPool: SwapRace = async (field) => {
  const { hospital, server } = field;
  const [id] = field.shifts;
  const owner = await clientOf(field, (await rowOf(server.dataSource, id)).personId);
  const { body: swap } = await owner.post<SwapDto>('/swaps', { assignmentIds: [id] });
  const others = await Promise.all([2, 3, 4].map(async (index) => hospital.person(hospital.a, index)));
  const answers = await Promise.all(others.map(async (client) => accept(client, swap.id)));
  const won = answers.filter(({ status }) => status === 200);
  const faults = won.length === 1 ? [] : [`${won.length} were told that the shift of the pool is theirs`];
  const winner = won[0]?.body.legs?.[0]?.to?.personId;
  const holder = (await rowOf(server.dataSource, id)).personId;
  if (won.length === 1 && winner !== holder)
    faults.push(`${winner} was told to have it, but ${holder} has it`);
  // Back to whom it was, for the next race.
  const back = await (
    await clientOf(field, holder)
  ).post<SwapDto>('/swaps', {
    assignmentIds: [id],
    toPersonId: swap.requestedBy,
  });
  await accept(owner, back.body.id);
  return faults;
};

async function proposed(
  field: SwapField,
): Promise<{ swap: SwapDto; owner: RotaClient; partner: RotaClient }> {
  const rows = await Promise.all(field.shifts.map(async (id) => rowOf(field.server.dataSource, id)));
  const [owner, partner] = await Promise.all(rows.map(async ({ personId }) => clientOf(field, personId)));
  const { status, body } = await owner!.post<SwapDto>('/swaps', { assignmentIds: field.shifts });
  if (status !== 201) throw new Error(`the swap was not taken: ${JSON.stringify(body)}`);
  return { swap: body, owner: owner!, partner: partner! };
}

const accept = async (client: RotaClient, id: string): Promise<Outcome> => client.post(`/swaps/${id}/accept`);

function onlyOne(answers: readonly Outcome[], what: string): string[] {
  const told = answers.filter(({ status }) => status === 200).length;
  const strange = answers.filter(({ status }) => status !== 200 && status !== 409);
  return [
    ...(told === 1 ? [] : [`${told} ${what} were told that they came first`]),
    ...strange.map(({ status }) => `an answer was ${status}`),
  ];
}

/** The swap, the rota, what is published, the audit and the mails have to tell the same story. */
async function faultsOf(
  { server: { dataSource }, shifts }: SwapField,
  swap: SwapDto,
  accepted: Outcome,
  other: Outcome | null,
): Promise<string[]> {
  const [row] = await dataSource.query<{ state: string; applied: number; mails: number }[]>(
    `SELECT s.state,
            (SELECT count(*)::int FROM audit_entries WHERE subject_id = s.id::text AND action = 'swap-applied') AS applied,
            (SELECT count(*)::int FROM mails m WHERE m.kind = 'rota-published' AND m.created_at >= s.created_at
               AND coalesce(m.text_body, m.facts::text) LIKE '%have swapped shifts%') AS mails
       FROM swaps s WHERE s.id = $1`,
    [swap.id],
  );
  const { state, applied, mails } = row!;
  const swapped = state === 'applied';
  const faults: string[] = [];
  const told = accepted.status === 200 || (other?.status === 200 && other.body.state === 'applied');
  if (told !== swapped) faults.push(`somebody was told ${accepted.status}, but the swap is ${state}`);
  if (applied !== (swapped ? 1 : 0))
    faults.push(`${applied} entries in the audit for a swap that is ${state}`);
  if (mails !== (swapped ? 2 : 0)) faults.push(`${mails} mails for a swap that is ${state}`);
  const stands = await dataSource.query<{ id: string; person: string; shown: string }[]>(
    `SELECT a.id, a.person_id AS person, p.person_id AS shown FROM assignments a
       LEFT JOIN published_now p ON p.assignment_id = a.id WHERE a.id = ANY($1)`,
    [shifts],
  );
  for (const { id, from, to } of swap.legs.map((leg) => ({ ...leg, id: leg.assignmentId }))) {
    const now = stands.find((each) => each.id === id);
    const due = swapped ? to?.personId : from.personId;
    if (now?.person !== due) faults.push(`shift ${id} belongs to ${now?.person}, not ${due}`);
    if (now?.shown !== now?.person) faults.push(`shift ${id} is published as ${now?.shown}'s`);
  }
  return faults;
}

async function rowOf(
  db: DataSource,
  id: string,
): Promise<{ personId: string; version: number; shiftTypeId: string }> {
  const [row] = await db.query<{ personId: string; version: number; shiftTypeId: string }[]>(
    'SELECT person_id AS "personId", version, shift_type_id AS "shiftTypeId" FROM assignments WHERE id = $1',
    [id],
  );
  return row!;
}

async function clientOf({ hospital }: SwapField, personId: string): Promise<RotaClient> {
  return hospital.person(hospital.a, hospital.a.personIds.indexOf(personId));
}
