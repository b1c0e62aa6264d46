import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApprovalRunsRepository } from '../../src/modules/approval-runs/approval-runs.repository.js';
import { type IntakeDto } from '../../src/modules/intake/intake.dto.js';
import { type PersonDto } from '../../src/modules/people/person.dto.js';
import {
  confirmed,
  discard,
  dryRun,
  type EmptyRotation,
  emptyRotation,
  RUN_START,
  runOf,
  startRun,
  stateOf,
  workOn,
} from '../support/approval-run.js';
import { type SheetValues } from '../support/deanery-sheet.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { created } from '../support/lines.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const NO_SUCH = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

const intakeOf = ({ id }: { id: string }): Promise<IntakeDto> =>
  created(hospital.as.hr.get(`/intakes/${id}`), 200);

async function apply(intake: IntakeDto): Promise<void> {
  const { version, refused, removed } = confirmed(intake);
  await created(
    hospital.as.hr.post(`/intakes/${intake.id}/approval`, { version, body: { refused, removed } }),
    200,
  );
}

async function people(): Promise<PersonDto[]> {
  const { body } = await hospital.as.hr.get('/people?limit=500');
  return (body as { items: PersonDto[] }).items;
}

/** A run whose sheet of two doctors has been applied. */
async function prepared({ rotationId, row }: EmptyRotation) {
  const intake = await dryRun(hospital, [row(1), row(2)]);
  const run = await startRun(hospital, { rotationId, intake: confirmed(intake) });
  return { intake, run: await workOn(server, hospital, run) };
}

describe('a sheet as the first step of a run', () => {
  it('is applied, and taken back whole with the run', async () => {
    const rotation = await emptyRotation(server, hospital);
    const before = await stateOf(server);
    const { intake, run } = await prepared(rotation);
    expect([run.state, run.error, run.intakeId]).toEqual(['ready', null, intake.id]);
    const [sheet] = run.steps;
    expect(sheet).toMatchObject({ step: 'sheet', unitId: null, done: true, doctors: 2 });
    expect(sheet!.note).toBe('2 placements added, 0 changed, 0 removed; 0 rows refused.');
    expect(run.total.doctors).toBe(2);
    expect((await intakeOf(intake)).state).toBe('applied');
    expect(run.steps.find(({ step }) => step === 'lines')).toMatchObject({ doctors: 2 });

    const gone = await discard(hospital, run);
    expect([gone.status, gone.body]).toEqual([204, null]);
    expect(await stateOf(server)).toEqual(before);
    const open = await intakeOf(intake);
    expect(open.state).toBe('checked');
    expect((await runOf(hospital, run)).steps[0]!.note).toBe('Taken back: the sheet is a dry run again.');
    await apply(open);
  });

  it('stays once the run is approved', async () => {
    const rotation = await emptyRotation(server, hospital);
    const { run, intake } = await prepared(rotation);
    const approval = { version: run.version, body: { findings: run.findings } };
    await created(hospital.as.hr.post(`/approval-runs/${run.id}/approval`, approval), 200);
    const late = await discard(hospital, await runOf(hospital, run));
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'run-approved']);
    expect((await workOn(server, hospital, run)).state).toBe('done');
    expect((await intakeOf(intake)).state).toBe('applied');
    const kept: unknown = await server.dataSource.query(
      'SELECT FROM intake_undos UNION ALL SELECT FROM approval_steps WHERE before IS NOT NULL',
    );
    expect(kept).toEqual([]);
  });

  it('is applied once when the worker dies between applying it and saying so', async () => {
    const rotation = await emptyRotation(server, hospital);
    const before = await stateOf(server);
    const repository = server.app.get(ApprovalRunsRepository);
    const dying = vi.spyOn(repository, 'noteStep').mockRejectedValueOnce(new Error('killed'));
    const { intake, run } = await prepared(rotation);
    dying.mockRestore();
    expect([run.state, run.error, run.steps[0]!.done]).toEqual(['preparing', 'killed', false]);
    expect((await intakeOf(intake)).state).toBe('applied');
    const goesOn = await workOn(server, hospital, run);
    expect([goesOn.state, goesOn.steps[0]!.done, goesOn.steps[0]!.doctors]).toEqual(['ready', true, 2]);
    expect(
      (await people()).filter(({ familyName }) => /^Doctor[12]$/.test(familyName)).length,
    ).toBeGreaterThan(1);
    expect((await discard(hospital, goesOn)).status).toBe(204);
    expect(await stateOf(server)).toEqual(before);
  });

  it('leaves lines and a roster that were there as they were', async () => {
    const rotation = await emptyRotation(server, hospital);
    const { rotationId, row } = rotation;
    await apply(await dryRun(hospital, [row(1), row(2)]));
    const first = await workOn(server, hospital, await startRun(hospital, { rotationId }));
    const approval = { version: first.version, body: { findings: first.findings } };
    await created(hospital.as.hr.post(`/approval-runs/${first.id}/approval`, approval), 200);
    await workOn(server, hospital, first);
    const before = await stateOf(server);
    const sheet = [row(1), row(2, { WTE: '0.6' }), row(3)];
    const intake = await dryRun(hospital, sheet);
    const second = await startRun(hospital, { rotationId, intake: confirmed(intake) });
    const run = await workOn(server, hospital, second);
    expect((await stateOf(server)).assignments).not.toEqual(before.assignments);
    expect((await discard(hospital, run)).status).toBe(204);
    expect(await stateOf(server)).toEqual(before);
  });

  it('is taken back exactly, whatever it said', async () => {
    const rotation = await emptyRotation(server, hospital);
    await fc.assert(
      fc.asyncProperty(sheets(), sheets(), fc.boolean(), async (one, other, complete) => {
        const standing = await dryRun(hospital, rowsOf(rotation, one));
        await apply(standing);
        const before = await stateOf(server);
        const intake = await dryRun(hospital, rowsOf(rotation, complete ? other : [...one, ...other]));
        const body = { rotationId: rotation.rotationId, intake: confirmed(intake) };
        const run = await workOn(server, hospital, await startRun(hospital, body));
        expect([run.state, run.error]).toEqual(['ready', null]);
        const discarded = await discard(hospital, run);
        expect([discarded.status, discarded.body]).toEqual([204, null]);
        expect(await stateOf(server)).toEqual(before);
      }),
      // What failed stays in the database: smaller cases would fail of it.
      { numRuns: 8, endOnFailure: true },
    );
  });
});

/** Doctors by serial, each with what the sheet says of them. */
type SheetOf = readonly (readonly [number, SheetValues])[];

function sheets(): fc.Arbitrary<SheetOf> {
  const more = fc.record({
    WTE: fc.constantFrom('1', '0.6', '0.8'),
    'Date To': fc.constantFrom('01/12/2026', '02/02/2027'),
    'Placement Type': fc.constantFrom('In Post', 'In Post', 'Parental Leave', 'Out of Programme'),
    Surname: fc.constantFrom('Doctor', 'Doktor'),
  });
  return fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), more), {
    minLength: 1,
    maxLength: 5,
    selector: ([serial]) => serial,
  });
}

function rowsOf({ row }: EmptyRotation, sheet: SheetOf): SheetValues[] {
  return sheet.map(([serial, more]) => row(serial, more));
}

describe('taking a sheet back', () => {
  it('is refused, with all else of the run, when a placement has been changed since', async () => {
    const rotation = await emptyRotation(server, hospital);
    const { run } = await prepared(rotation);
    await server.dataSource.query(
      "UPDATE placements SET last_date = '2026-11-30', version = version + 1 WHERE unit_id = $1",
      [rotation.unit.unitId],
    );
    const before = await stateOf(server);
    const refused = await discard(hospital, run);
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'intake-not-undoable' }]);
    expect((refused.body as { detail: string }).detail).toMatch(
      /changed since the sheet was applied \(Doctor\d, Dr/,
    );
    expect(await stateOf(server)).toEqual(before);
    expect((await runOf(hospital, run)).state).toBe('ready');
  });

  it('is refused while a work schedule that was issued rests on it', async () => {
    const rotation = await emptyRotation(server, hospital);
    const { run } = await prepared(rotation);
    await server.dataSource.query(
      "INSERT INTO pay_terms (person_id, first_date, pay_point) SELECT person_id, $2, 'NP2' FROM placements WHERE unit_id = $1",
      [rotation.unit.unitId, RUN_START],
    );
    const body = { unitId: rotation.unit.unitId, on: RUN_START };
    await created(hospital.as.hr.post('/work-schedules/issues', { body }), 200);
    const refused = await discard(hospital, run);
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, 'intake-not-undoable']);
    expect((refused.body as { detail: string }).detail).toContain(
      'Doctor1, Dr has been issued a work schedule',
    );
  });

  it('keeps people of whom more has been entered since, without their placement', async () => {
    const rotation = await emptyRotation(server, hospital);
    const { run } = await prepared(rotation);
    await server.dataSource.query(
      `UPDATE people SET email = 'asked@example.org', version = version + 1 WHERE family_name = 'Doctor1'
          AND id IN (SELECT person_id FROM placements WHERE unit_id = $1)`,
      [rotation.unit.unitId],
    );
    expect((await discard(hospital, run)).status).toBe(204);
    const left = (await people()).filter(({ email }) => email === 'asked@example.org');
    expect(left).toMatchObject([{ familyName: 'Doctor1', placements: [] }]);
    expect((await runOf(hospital, run)).steps[0]!.note).toContain('1 person stays without a placement');
  });
});

describe('a sheet that is refused', () => {
  const code = ({ body }: { body: unknown }): string => (body as { code: string }).code;

  it('when its numbers are not confirmed, its version is another, or it is missing', async () => {
    const { rotationId, row } = await emptyRotation(server, hospital);
    const intake = confirmed(await dryRun(hospital, [row(1), row(2, { 'Date From': '31/02/2026' })]));
    const post = (more: object) =>
      hospital.as.hr.post('/approval-runs', { body: { rotationId, intake: { ...intake, ...more } } });
    expect(code(await post({ refused: 0 }))).toBe('intake-not-confirmed');
    const late = await post({ version: intake.version + 3 });
    expect([late.status, code(late)]).toEqual([409, 'intake-outdated']);
    const unknown = await post({ id: NO_SUCH });
    expect([unknown.status, unknown.body]).toMatchObject([400, { errors: [{ path: 'intake.id' }] }]);
    const wrong = await post({ refused: 'none' });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ path: 'intake.refused' }] }]);
    const text = await hospital.as.hr.post('/approval-runs', { body: { rotationId, intake: 'the newest' } });
    expect([text.status, text.body]).toMatchObject([400, { errors: [{ path: 'intake' }] }]);
    const long = await hospital.as.hr.post('/approval-runs', { body: { rotationId, fillSeconds: 601 } });
    expect([long.status, long.body]).toMatchObject([400, { errors: [{ path: 'fillSeconds' }] }]);
    await startRun(hospital, { rotationId, intake });
    const other = await emptyRotation(server, hospital);
    const twice = await hospital.as.hr.post('/approval-runs', {
      body: { rotationId: other.rotationId, intake },
    });
    expect([twice.status, code(twice)]).toEqual([409, 'already-exists']);
  });

  it('when it would do something else by now: nothing is done until HR has decided', async () => {
    const { rotationId, row } = await emptyRotation(server, hospital);
    const intake = await dryRun(hospital, [row(1), row(2)]);
    const begun = await startRun(hospital, { rotationId, intake: confirmed(intake) });
    await apply(await dryRun(hospital, [row(1)]));
    const run = await workOn(server, hospital, begun);
    expect([run.state, run.steps.some(({ done }) => done)]).toEqual(['preparing', false]);
    expect(run.error).toMatch(/^The sheet was not applied: .* check it again/);
    const before = await stateOf(server);
    expect((await workOn(server, hospital, run)).error).toBe(run.error);
    expect((await discard(hospital, run)).status).toBe(204);
    expect(await stateOf(server)).toEqual(before);
  });
});
