import { type EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AbsenceEntity } from '../../src/modules/leave/absence.entity.js';
import { AvailabilityEntryEntity } from '../../src/modules/availability/availability-entry.entity.js';
import { CoverLineEntity } from '../../src/modules/demand/cover-line.entity.js';
import { CoverTemplateEntity } from '../../src/modules/demand/cover-template.entity.js';
import { UnitRuleOverrideEntity } from '../../src/modules/compliance/unit-rule-override.entity.js';
import { FillEntity } from '../../src/modules/rotas/fill.entity.js';
import { AssignmentEntity } from '../../src/modules/rotas/assignment.entity.js';
import { SwapEntity } from '../../src/modules/swaps/swap.entity.js';
import { SwapLegEntity } from '../../src/modules/swaps/swap-leg.entity.js';
import { SwapPartyEntity } from '../../src/modules/swaps/swap-party.entity.js';
import { VacancyEntity } from '../../src/modules/open-shifts/vacancy.entity.js';
import { PayTermEntity } from '../../src/modules/pay/pay-term.entity.js';
import { RoundEntity } from '../../src/modules/rounds/round.entity.js';
import { RotaEntity } from '../../src/modules/rotas/rota.entity.js';
import { WorkedEntryEntity } from '../../src/modules/worked-hours/worked-entry.entity.js';
import { ApiClient, type Answer } from '../support/api-client.js';
import { csv, placementRow, uploadForm } from '../support/deanery-sheet.js';
import { buildHospital, PASSWORD, type Hospital, type Who } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';
import { addWorkSchedule } from '../support/work-schedule-rows.js';
import { addExceptionReport } from './exception-report-access.js';
import { accessTable, EVERY_ACCOUNT, type Probe, type ProbeTargets } from './access-table.js';
import { addLines } from './lines-access.js';

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly access: { readonly kind: string; readonly roles: readonly string[] } | undefined;
}

let server: TestServer;
let operations: Operation[];
let targets: ProbeTargets;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  operations = await readOperations(server.url);
  targets = await addTargets(server, await buildHospital(server));
});

afterAll(() => server.close());

describe('the authorisation matrix', () => {
  it('knows every operation of the OpenAPI document, and no others', () => {
    const listed = Object.keys(accessTable(targets)).sort();
    expect(operations.map(({ id }) => id).sort()).toEqual(listed);
  });

  it('finds an access rule at every operation', () => {
    const without = operations.filter(
      ({ access }) => !['public', 'signed-in', 'roles'].includes(access?.kind ?? ''),
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it('lets through whom the table names, and nobody else', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      for (const probe of accessTable(targets)[operation.id] ?? []) {
        wrong.push(...(await tryWithEverybody(operation, probe)));
      }
    }
    expect(wrong).toEqual([]);
    // More than a thousand requests, one after the other.
  }, 240_000);

  it('refuses every change that comes without the CSRF token of its session', async () => {
    const wrong: string[] = [];
    for (const operation of operations.filter(
      ({ method, access }) => method !== 'GET' && access?.kind !== 'public',
    )) {
      const [probe] = accessTable(targets)[operation.id] ?? [];
      for (const token of [null, 'not-the-token', targets.as.hr.csrfToken]) {
        const client = targets.as.admin.copy();
        client.csrfToken = token;
        const { status, body } = await send(client, operation, probe!);
        if (status !== 403 || (body as { code: string }).code !== 'csrf-token-wrong') {
          wrong.push(`${operation.id} answers ${status} to the token ${token}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

async function tryWithEverybody(operation: Operation, probe: Probe): Promise<string[]> {
  const name = `${operation.id}${probe.about === undefined ? '' : ` (${probe.about})`}`;
  const wrong: string[] = [];
  for (const who of EVERY_ACCOUNT) {
    const client = probe.signsOut === true ? await freshSession(who) : targets.as[who];
    const { status } = await send(client, operation, probe);
    const mayCall = probe.allowed === 'everybody' || probe.allowed.includes(who);
    const letThrough = ![401, 403, 404].includes(status) || isPartOfSomething(probe, status);
    if (status >= 500 || (mayCall ? !letThrough : status !== 403)) {
      wrong.push(`${name} answers ${status} to ${who}, who ${mayCall ? 'may' : 'may not'} call it`);
    }
  }
  const { status } = await send(targets.nobody, operation, probe);
  if ((status === 401) !== (probe.allowed !== 'everybody'))
    wrong.push(`${name} answers ${status} without a session`);
  return wrong;
}

/** A probe for a part that does not exist of something that does: 404 comes after authorisation. */
function isPartOfSomething(probe: Probe, status: number): boolean {
  return status === 404 && Object.keys(probe.params ?? {}).length > 1;
}

async function freshSession(who: Who): Promise<ApiClient> {
  const client = new ApiClient(server.url);
  await client.signIn(`${who}@example.org`, PASSWORD);
  return client;
}

async function send(client: ApiClient, { method, path }: Operation, probe: Probe): Promise<Answer> {
  const { params = {}, query = {}, body, version, headers } = probe;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'missing');
  const search = new URLSearchParams(query).toString();
  return client.request(method, search === '' ? filled : `${filled}?${search}`, { body, version, headers });
}

async function readOperations(url: string): Promise<Operation[]> {
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId: string; 'x-access'?: Operation['access'] }>>;
  };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      // The client adds the prefix; what lies outside it is reached by going up.
      path: path.startsWith('/api/v1') ? path.slice('/api/v1'.length) : `/../..${path}`,
      access: operation['x-access'],
    })),
  );
}

async function accountOf(client: ApiClient): Promise<{ accountId: string }> {
  const { body } = await client.get('/sessions/current');
  return { accountId: (body as { account: { id: string } }).account.id };
}

/** Over HTTP, by HR: a sheet that waits, posts with a unit, and a rotation. */
async function addIntake({
  as,
  unitId,
}: Hospital): Promise<Pick<ProbeTargets, 'intakeId' | 'postMappingId' | 'rotationId' | 'approvalRunId'>> {
  const mapping = { postPrefix: 'KSS/RYR16/030', sites: [], unitId, line: null };
  const post = await as.hr.post('/post-mappings', { body: mapping });
  const intake = await as.hr.post('/intakes', { body: uploadForm(csv([placementRow()])) });
  const input = { programme: 'Foundation', startDate: '2026-08-05', unitIds: [unitId] };
  const rotation = await as.hr.post('/rotations', { body: input });
  const { id: rotationId } = rotation.body as { id: string };
  const run = await as.hr.post('/approval-runs', { body: { rotationId } });
  return {
    approvalRunId: (run.body as { id: string }).id,
    rotationId,
    intakeId: (intake.body as { id: string }).id,
    postMappingId: (post.body as { id: string }).id,
  };
}

async function addTargets({ dataSource }: TestServer, hospital: Hospital): Promise<ProbeTargets> {
  const { manager } = dataSource;
  const template = await manager.save(
    manager.create(CoverTemplateEntity, {
      unitId: hospital.unitId,
      name: 'All year',
      validFrom: '2026-01-01',
    }),
  );
  const line = await manager.save(
    manager.create(CoverLineEntity, {
      templateId: template.id,
      name: 'Somebody',
      weekdays: [0],
      shiftTypeIds: [hospital.shiftTypeId],
      measure: 'count',
      minimum: 1,
      target: 1,
    }),
  );
  const entryOf = async (personId: string): Promise<string> => {
    const dates = { firstDate: '2026-08-05', lastDate: '2026-08-05' };
    const entry = manager.create(AvailabilityEntryEntity, { personId, kind: 'cannot', note: '', ...dates });
    return (await manager.save(entry)).id;
  };
  const absenceOf = async (personId: string): Promise<string> => {
    const dates = { firstDate: '2026-08-10', lastDate: '2026-08-12' };
    return (
      await manager.save(
        manager.create(AbsenceEntity, { personId, kind: 'sickness', requestedAt: new Date(), ...dates }),
      )
    ).id;
  };
  const rota = manager.create(RotaEntity, {
    unitId: hospital.unitId,
    name: 'August',
    firstDate: '2026-08-03',
    lastDate: '2026-08-30',
  });
  const { id: rotaId } = await manager.save(rota);
  const ended = { state: 'done', seconds: 1, seed: 1, finishedAt: new Date() } as const;
  const { accountId: requestedBy } = await accountOf(hospital.as.coordinator);
  const { id: fillId } = await manager.save(manager.create(FillEntity, { rotaId, requestedBy, ...ended }));
  const { personId, unitId } = hospital;
  const extra = { kind: 'extra', date: '2026-08-05', assignmentId: null, unpaidBreakMin: 0 } as const;
  const times = { startsAt: new Date('2026-08-05T18:00Z'), endsAt: new Date('2026-08-05T19:00Z') };
  const worked = manager.create(WorkedEntryEntity, { unitId, personId, ...extra, ...times });
  const term = manager.create(PayTermEntity, { personId, firstDate: '2026-08-05', payPoint: 'NP3' });
  const override = manager.create(UnitRuleOverrideEntity, {
    unitId,
    ruleCode: 'doctors2016.consecutive-shifts',
    parameters: { max: 8 },
    effectiveFrom: '2026-08-05',
    effectiveUntil: null,
    reason: 'Agreed in the forum',
    approvedBy: 'The guardian',
  });
  const hour = 3_600_000;
  const round = manager.create(RoundEntity, {
    ...{ rotaId, number: 1, picks: true },
    opensAt: new Date(Date.now() - hour),
    closesAt: new Date(Date.now() + 24 * hour),
  });
  return {
    ...hospital,
    roundId: (await manager.save(round)).id,
    ruleOverrideId: (await manager.save(override)).id,
    ...(await addStaffChanges(manager, hospital, requestedBy)),
    ...(await addIntake(hospital)),
    ...(await accountOf(hospital.as.staff)),
    ...(await addLines(hospital)),
    ...(await addExceptionReport(hospital)),
    workedEntryId: (await manager.save(worked)).id,
    payTermId: (await manager.save(term)).id,
    workScheduleId: await addWorkSchedule(dataSource, hospital),
    rotaId,
    fillId,
    templateId: template.id,
    lineId: line.id,
    entryId: await entryOf(hospital.personId),
    absenceId: await absenceOf(hospital.personId),
    colleagueEntryId: await entryOf(hospital.colleagueId),
    colleagueAbsenceId: await absenceOf(hospital.colleagueId),
  };
}

/** A published rota with two shifts, a swap of them and an open shift. */
async function addStaffChanges(
  manager: EntityManager,
  { unitId, personId, colleagueId, shiftTypeId }: Hospital,
  createdBy: string,
): Promise<Pick<ProbeTargets, 'assignmentId' | 'colleagueAssignmentId' | 'swapId' | 'vacancyId'>> {
  const days = { firstDate: '2027-08-02', lastDate: '2027-08-29' };
  const published = { state: 'published' as const, publishedVersion: 1 };
  const rota = manager.create(RotaEntity, { unitId, name: 'August 2027', ...days, ...published });
  const { id: rotaId } = await manager.save(rota);
  const place = (date: string) => ({
    rotaId,
    shiftTypeId,
    date,
    startsAt: new Date(`${date}T07:00Z`),
    endsAt: new Date(`${date}T20:00Z`),
  });
  const shiftOf = async (of: string, date: string): Promise<string> => {
    const row = manager.create(AssignmentEntity, { ...place(date), personId: of, source: 'manual' });
    return (await manager.save(row)).id;
  };
  const [mine, theirs] = ['2027-08-03', '2027-08-10'] as const;
  const assignmentId = await shiftOf(personId, mine);
  const colleagueAssignmentId = await shiftOf(colleagueId, theirs);
  const swap = manager.create(SwapEntity, {
    unitId,
    requestedBy: personId,
    kind: 'direct',
    createdAt: new Date(),
    expiresAt: place(mine).startsAt,
  });
  const { id: swapId } = await manager.save(swap);
  const leg = { swapId, unitId };
  await manager.insert(SwapLegEntity, [
    { ...leg, position: 0, assignmentId, ...place(mine), fromPersonId: personId, toPersonId: colleagueId },
    {
      ...leg,
      position: 1,
      assignmentId: colleagueAssignmentId,
      ...place(theirs),
      fromPersonId: colleagueId,
      toPersonId: personId,
    },
  ]);
  await manager.insert(SwapPartyEntity, { swapId, personId: colleagueId });
  const vacancy = {
    unitId,
    ...place('2027-08-17'),
    mode: 'coordinator' as const,
    createdBy,
    createdAt: new Date(),
  };
  const { id: vacancyId } = await manager.save(manager.create(VacancyEntity, vacancy));
  return { assignmentId, colleagueAssignmentId, swapId, vacancyId };
}
