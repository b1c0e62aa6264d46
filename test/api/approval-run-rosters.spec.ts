import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApprovalRunDto } from '../../src/modules/approval-runs/approval-run.dto.js';
import { CoverLineEntity } from '../../src/modules/demand/cover-line.entity.js';
import { CoverTemplateEntity } from '../../src/modules/demand/cover-template.entity.js';
import {
  confirmed,
  discard,
  dryRun,
  type EmptyRotation,
  emptyRotation,
  runOf,
  startRun,
  stateOf,
} from '../support/approval-run.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { created } from '../support/lines.js';
import { insert } from '../support/make-unit.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
    work: true,
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

/** A unit that needs so many doctors on a weekday's day shift. */
async function rotationWithCover(minimum: number): Promise<EmptyRotation> {
  const rotation = await emptyRotation(server, hospital);
  const { unitId, types } = rotation.unit;
  const db = server.dataSource;
  const templateId = await insert(db, CoverTemplateEntity, {
    unitId,
    name: 'Cover',
    validFrom: '2026-01-01',
  });
  await insert(db, CoverLineEntity, {
    ...{ templateId, name: 'Days', weekdays: [0, 1, 2, 3, 4], measure: 'count', minimum, target: minimum },
    shiftTypeIds: [types.nwd, types.L],
  });
  return rotation;
}

const SHORT = { 'Date To': '01/09/2026' };

async function begin({ rotationId, row }: EmptyRotation, fillSeconds?: number): Promise<ApprovalRunDto> {
  const intake = await dryRun(hospital, [row(1, SHORT), row(2, SHORT), row(3, SHORT)]);
  const people = await startRun(hospital, { rotationId, intake: confirmed(intake), fillSeconds });
  return people;
}

async function until(
  { id }: { id: string },
  holds: (run: ApprovalRunDto) => boolean,
): Promise<ApprovalRunDto> {
  for (;;) {
    const run = await runOf(hospital, { id });
    if (holds(run)) return run;
    if (run.error !== null) throw new Error(run.error);
    await sleep(50);
  }
}

const inState =
  (state: ApprovalRunDto['state']) =>
  (run: ApprovalRunDto): boolean =>
    run.state === state;

function stepOf({ steps }: ApprovalRunDto, step: string): ApprovalRunDto['steps'][number] {
  const found = steps.find((each) => each.step === step);
  if (found === undefined) throw new Error(`no step ${step}`);
  return found;
}

async function sources({ unit }: EmptyRotation): Promise<Record<string, number>> {
  const rows = await server.dataSource.query<{ source: string; n: number }[]>(
    `SELECT a.source, count(*)::int AS n FROM assignments a JOIN rotas r ON r.id = a.rota_id WHERE r.unit_id = $1 GROUP BY 1`,
    [unit.unitId],
  );
  return Object.fromEntries(rows.map(({ source, n }) => [source, n]));
}

async function approve(run: ApprovalRunDto, publish: boolean): Promise<ApprovalRunDto> {
  const request = { version: run.version, body: { findings: run.findings, publish } };
  return created(hospital.as.hr.post(`/approval-runs/${run.id}/approval`, request), 200);
}

describe('gaps of a duty roster', () => {
  it('are filled around the lines, and the fill is taken back with the run', async () => {
    const rotation = await rotationWithCover(2);
    const before = await stateOf(server);
    const run = await until(await begin(rotation, 2), inState('ready'));
    expect(stepOf(run, 'gaps').note).toMatch(/^Searched for \d s\.$/);
    expect(stepOf(run, 'gaps').spentMs).toBeGreaterThan(0);
    const made = await sources(rotation);
    expect([made.line! > 10, made.fill! > 0]).toEqual([true, true]);
    expect((await discard(hospital, run)).status).toBe(204);
    expect(await stateOf(server)).toEqual(before);
  });

  it('are told where nobody searches', async () => {
    const rotation = await rotationWithCover(2);
    const run = await until(await begin(rotation), inState('ready'));
    expect(stepOf(run, 'gaps').note).toBe('Gaps are left to the coordinators.');
    expect(stepOf(run, 'gaps').findings.map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/^\d+ places are below minimum cover in "Registrars, /),
    );
    expect((await sources(rotation)).fill).toBeUndefined();
  });

  it('are skipped while they are searched, and what was found is kept', async () => {
    const rotation = await rotationWithCover(3);
    const begun = await begin(rotation, 600);
    const searching = await until(begun, (run) => stepOf(run, 'gaps').note?.startsWith('Searching') === true);
    const path = `/approval-runs/${begun.id}/fill-skip`;
    const late = await hospital.as.hr.post(path, { version: searching.version + 3 });
    expect([late.status, late.body]).toMatchObject([412, { current: { id: begun.id } }]);
    expect((await hospital.as.coordinator.post(path, { version: searching.version })).status).toBe(403);
    await created(hospital.as.hr.post(path, { version: searching.version }), 200);
    const run = await until(begun, inState('ready'));
    expect(run.fillSeconds).toBeNull();
    expect(stepOf(run, 'gaps').note).toContain('stopped early');
    const over = await hospital.as.hr.post(path, { version: (await approve(run, false)).version });
    expect(over.status).toBe(200);
    const done = await until(run, inState('done'));
    const ended = await hospital.as.hr.post(path, { version: done.version });
    expect([ended.status, (ended.body as { code: string }).code]).toEqual([409, 'run-over']);
  });
});

describe('with the approval', () => {
  it('rotas are published with their mails where HR asks for it', async () => {
    const rotation = await rotationWithCover(1);
    const { unitId } = rotation.unit;
    const begun = await begin(rotation, 1);
    await until(begun, (run) => stepOf(run, 'lines').done);
    await server.dataSource.query(
      `UPDATE people SET email = lower(registration_number) || '@example.org'
        WHERE id IN (SELECT person_id FROM placements WHERE unit_id = $1) AND family_name <> 'Doctor3'`,
      [unitId],
    );
    const ready = await until(begun, inState('ready'));
    const state = async (): Promise<unknown> =>
      server.dataSource.query('SELECT state, published_version AS version FROM rotas WHERE unit_id = $1', [
        unitId,
      ]);
    expect(await state()).toEqual([{ state: 'draft', version: 0 }]);
    const run = await until(await approve(ready, true), inState('done'));
    expect(await state()).toEqual([{ state: 'published', version: 1 }]);
    expect(run.publishes).toBe(true);
    expect(stepOf(run, 'publication').note).toMatch(/published as version 1; 2 doctors are mailed\.$/);
    expect(stepOf(run, 'publication').findings).toMatchObject([
      { who: 'Doctor3, Dr', what: 'could not be told of the rota: no mail address is known.' },
    ]);
    const [mails] = await server.dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM mails m JOIN placements p ON p.person_id = m.person_id
        WHERE p.unit_id = $1 AND m.kind = 'rota-published'`,
      [unitId],
    );
    expect(mails!.n).toBe(2);
  });

  it('breaches that HR has not seen keep a rota from being published', async () => {
    const rotation = await rotationWithCover(1);
    const ready = await until(await begin(rotation), inState('ready'));
    await server.dataSource.query(
      `INSERT INTO absences (person_id, kind, first_date, last_date)
       SELECT person_id, 'annual-leave', '2026-08-10', '2026-08-21' FROM placements WHERE unit_id = $1`,
      [rotation.unit.unitId],
    );
    const run = await until(await approve(ready, true), inState('done'));
    expect(stepOf(run, 'publication').findings.map(({ what }) => what)).toEqual([
      expect.stringMatching(/is not published: The rota breaks \d+ hard rules?/),
    ]);
  });

  it('nothing is published unless HR says so; what they send is checked', async () => {
    const rotation = await rotationWithCover(1);
    const ready = await until(await begin(rotation), inState('ready'));
    const wrong = await hospital.as.hr.post(`/approval-runs/${ready.id}/approval`, {
      version: ready.version,
      body: { findings: ready.findings, publish: 'yes' },
    });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ path: 'publish' }] }]);
    await expect(
      server.dataSource.query('UPDATE approval_runs SET publishes = true WHERE id = $1', [ready.id]),
    ).rejects.toThrow('only_approved_runs_publish');
    const run = await until(await approve(ready, false), inState('done'));
    expect(stepOf(run, 'publication')).toMatchObject({ doctors: 0, findings: [] });
    const states: unknown = await server.dataSource.query('SELECT state FROM rotas WHERE unit_id = $1', [
      rotation.unit.unitId,
    ]);
    expect(states).toEqual([{ state: 'draft' }]);
  });
});
