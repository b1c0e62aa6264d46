import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApprovalRunProcessor } from '../../src/modules/approval-runs/approval-run.processor.js';
import { type ApprovalRunDto, type RunDoctorDto } from '../../src/modules/approval-runs/approval-run.dto.js';
import { RunStepsService } from '../../src/modules/approval-runs/run-steps.service.js';
import { type LineAllocationSummaryDto } from '../../src/modules/lines/line-allocation.dto.js';
import { MailEntity } from '../../src/modules/notices/mail.entity.js';
import { PayTermEntity } from '../../src/modules/pay/pay-term.entity.js';
import { type RotationDto } from '../../src/modules/rotations/rotation.dto.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { created, type LinesUnit, linesUnit, storedTemplate } from '../support/lines.js';
import { insert } from '../support/make-unit.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const START = '2026-08-05';
const PLACED = { firstDate: START, lastDate: '2027-02-02' };
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

/** A unit whose four doctors begin with a rotation; the third works part time, the fourth has no address. */
async function rotation(programme: string): Promise<{ unit: LinesUnit; rotationId: string }> {
  const unit = await linesUnit(server, hospital, [PLACED, PLACED, { ...PLACED, wte: 0.6 }, PLACED]);
  for (const personId of unit.doctorIds) {
    await insert(server.dataSource, PayTermEntity, { personId, firstDate: START, payPoint: 'NP3' });
  }
  await server.dataSource.query('UPDATE people SET email = NULL WHERE id = $1', [unit.doctorIds[3]]);
  const body = { programme, startDate: START, unitIds: [unit.unitId] };
  const made = await created<RotationDto>(hospital.as.hr.post('/rotations', { body }));
  return { unit, rotationId: made.id };
}

const start = (rotationId: string): Promise<ApprovalRunDto> =>
  created(hospital.as.hr.post('/approval-runs', { body: { rotationId } }));

const get = ({ id }: { id: string }): Promise<ApprovalRunDto> =>
  created(hospital.as.hr.get(`/approval-runs/${id}`), 200);

/** What a worker does when it is woken. */
async function work({ id }: { id: string }): Promise<ApprovalRunDto> {
  await server.app.get(ApprovalRunProcessor).run(id, new AbortController().signal);
  return get({ id });
}

const approve = (run: ApprovalRunDto, findings = run.findings): Promise<ApprovalRunDto> =>
  created(
    hospital.as.hr.post(`/approval-runs/${run.id}/approval`, { version: run.version, body: { findings } }),
    200,
  );

const found = ({ steps }: ApprovalRunDto): string[] =>
  steps.flatMap(({ step, findings }) => findings.map(({ who, what }) => `${step}: ${who} ${what}`));

async function allocations({ unitId }: LinesUnit): Promise<LineAllocationSummaryDto[]> {
  const { body } = await hospital.as.hr.get(`/line-allocations?unitId=${unitId}`);
  return (body as { items: LineAllocationSummaryDto[] }).items;
}

const mailsTo = (unit: LinesUnit): Promise<MailEntity[]> =>
  server.dataSource.manager.find(MailEntity, {
    where: unit.doctorIds.map((personId) => ({ personId })),
    order: { createdAt: 'ASC' },
  });

async function doctors(run: ApprovalRunDto): Promise<RunDoctorDto[]> {
  const { body } = await hospital.as.hr.get(`/approval-runs/${run.id}/doctors`);
  return (body as { items: RunDoctorDto[] }).items;
}

describe('one approval', () => {
  it('takes doctors from placements to lines, roster, work schedules and sign-ins', async () => {
    const { unit, rotationId } = await rotation('Whole');
    await storedTemplate(hospital, unit.unitId);
    const prepared = await work(await start(rotationId));
    expect([prepared.state, prepared.error]).toEqual(['ready', null]);
    const done = prepared.steps.filter((step) => step.done);
    expect(done.map(({ step, doctors: count }) => [step, count])).toEqual([
      ['intake', 4],
      ['lines', 4],
      ['checks', 4],
      ['duty-roster', 4],
      ['gaps', 4],
    ]);
    expect(await allocations(unit)).toMatchObject([{ ...PLACED, rotationId }]);
    expect(await mailsTo(unit)).toEqual([]);

    const wrong = await hospital.as.hr.post(`/approval-runs/${prepared.id}/approval`, {
      version: prepared.version,
      body: { findings: prepared.findings + 1 },
    });
    expect([wrong.status, (wrong.body as { code: string }).code]).toEqual([409, 'findings-not-accepted']);

    const finished = await work(await approve(prepared));
    expect(finished.state).toBe('done');
    expect(found(finished).filter((each) => each.startsWith('sign-ins'))).toEqual([
      expect.stringMatching(/^sign-ins: D-\d+, Dr .*no mail address/),
    ]);
    const kinds = (await mailsTo(unit)).map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual([
      ...Array<string>(3).fill('password-link'),
      ...Array<string>(3).fill('work-schedule-issued'),
    ]);
    expect((await doctors(finished)).map(({ signIn, hasAddress }) => [signIn, hasAddress])).toEqual([
      ['invited', true],
      ['invited', true],
      ['invited', true],
      ['none', false],
    ]);
    const published = finished.steps.find(({ step }) => step === 'publication');
    expect(published).toMatchObject({ done: true, doctors: 0, findings: [] });
    for (const { step, doctors: count, secondsADoctor } of finished.times) {
      if (step !== 'publication') expect([step, count, secondsADoctor === null]).toEqual([step, 4, false]);
    }
    expect(finished.total.doctors).toBe(4);
  });

  it('goes on where it was interrupted, and does nothing twice', async () => {
    const { unit, rotationId } = await rotation('Interrupted');
    await storedTemplate(hospital, unit.unitId);
    const steps = server.app.get(RunStepsService);
    const take = steps.take.bind(steps);
    const failing = vi.spyOn(steps, 'take').mockImplementation(async (step, context) => {
      if (step === 'sign-ins') throw new Error('the relay of the hospital is on fire');
      return take(step, context);
    });
    const run = await work(await approve(await work(await start(rotationId))));
    failing.mockRestore();
    expect([run.state, run.error]).toEqual(['carrying-out', 'the relay of the hospital is on fire']);
    expect(run.steps.filter((step) => !step.done).map(({ step }) => step)).toEqual(['sign-ins']);
    const schedules = (await mailsTo(unit)).length;
    expect(schedules).toBe(3);
    const finished = await work(run);
    expect([finished.state, finished.error]).toEqual(['done', null]);
    expect(await mailsTo(unit)).toHaveLength(schedules + 3);
    expect((await work(finished)).version).toBe(finished.version);

    // Another run of the same rotation finds everything done: no version, no mail, no account more.
    const again = await work(await approve(await work(await start(rotationId))));
    expect(again.state).toBe('done');
    expect(await mailsTo(unit)).toHaveLength(schedules + 3);
  });

  it('is run by one worker at a time', async () => {
    const { unit, rotationId } = await rotation('Twice');
    await storedTemplate(hospital, unit.unitId);
    const run = await start(rotationId);
    await Promise.all([work(run), work(run), work(run)]);
    expect(await allocations(unit)).toHaveLength(1);
  });

  it('is taken back whole until it is approved', async () => {
    const { unit, rotationId } = await rotation('Taken back');
    await storedTemplate(hospital, unit.unitId);
    const run = await work(await start(rotationId));
    const rotas = async (): Promise<unknown[]> =>
      server.dataSource.query('SELECT FROM rotas WHERE unit_id = $1', [unit.unitId]);
    expect([(await allocations(unit)).length, (await rotas()).length]).toEqual([1, 1]);
    const gone = await hospital.as.hr.delete(`/approval-runs/${run.id}`, { version: run.version });
    expect(gone.status).toBe(204);
    expect([(await allocations(unit)).length, (await rotas()).length]).toEqual([0, 0]);
    expect((await get(run)).state).toBe('discarded');
    const late = await approveAnswer(await get(run));
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'run-over']);
  });

  it('says what is missing and, once that is there, prepares anew', async () => {
    const { unit, rotationId } = await rotation('Missing');
    await server.dataSource.query('DELETE FROM pay_terms WHERE person_id = $1', [unit.doctorIds[1]]);
    const run = await work(await start(rotationId));
    expect(found(run).join('\n')).toContain('lines:  The unit has no rota template for doctors');
    await storedTemplate(hospital, unit.unitId);
    const again = await created<ApprovalRunDto>(
      hospital.as.hr.post(`/approval-runs/${run.id}/check`, { version: run.version }),
      200,
    );
    expect(again.state).toBe('preparing');
    const prepared = await work(again);
    expect(found(prepared).filter((each) => each.startsWith('lines'))).toEqual([]);
    expect(found(prepared).join('\n')).toMatch(/checks: B-\d+, Dr No pay point is known/);
  });

  it('gives nobody a second account who comes back', async () => {
    const { unit, rotationId } = await rotation('Back again');
    await storedTemplate(hospital, unit.unitId);
    const [personId = ''] = unit.doctorIds;
    await created(hospital.as.hr.post(`/people/${personId}/account/invitations`));
    const { version } = await created<{ version: number }>(
      hospital.as.hr.get(`/people/${personId}/account`),
      200,
    );
    await created(hospital.as.hr.post(`/people/${personId}/account/closure`, { version }));
    await work(await approve(await work(await start(rotationId))));
    const accounts: unknown = await server.dataSource.query(
      'SELECT active FROM accounts WHERE person_id = $1',
      [personId],
    );
    expect(accounts).toEqual([{ active: true }]);
  });
});

function approveAnswer(run: ApprovalRunDto): ReturnType<Hospital['as']['hr']['post']> {
  const request = { version: run.version, body: { findings: run.findings } };
  return hospital.as.hr.post(`/approval-runs/${run.id}/approval`, request);
}

describe('what is refused', () => {
  it('a second run, an approval too early, and whoever is late', async () => {
    const { rotationId } = await rotation('Refused');
    const run = await start(rotationId);
    const second = await hospital.as.hr.post('/approval-runs', { body: { rotationId } });
    expect([second.status, (second.body as { code: string }).code]).toEqual([409, 'already-exists']);
    const early = await approveAnswer(run);
    expect([early.status, (early.body as { code: string }).code]).toEqual([409, 'run-not-ready']);
    const late = await approveAnswer({ ...run, version: run.version + 7 });
    expect([late.status, late.body]).toMatchObject([412, { current: { id: run.id } }]);
    const unknown = await hospital.as.hr.post('/approval-runs', { body: { rotationId: NO_SUCH } });
    expect([unknown.status, unknown.body]).toMatchObject([400, { errors: [{ path: 'rotationId' }] }]);
    const wrong = await hospital.as.hr.post('/approval-runs', { body: { rotationId: 'August' } });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ path: 'rotationId' }] }]);
    const coordinator = await hospital.as.coordinator.get(`/approval-runs/${run.id}`);
    expect(coordinator.status).toBe(403);
  });

  it('anything else while a worker is at it, who may have died half a minute ago', async () => {
    const { rotationId } = await rotation('Under way');
    const run = await start(rotationId);
    const silentFor = (seconds: number): Promise<unknown> =>
      server.dataSource.query(
        "UPDATE approval_runs SET heartbeat_at = now() - $2 * interval '1 second' WHERE id = $1",
        [run.id, seconds],
      );
    await silentFor(20);
    const { version } = run;
    const tries = [
      await hospital.as.hr.post(`/approval-runs/${run.id}/check`, { version }),
      await hospital.as.hr.delete(`/approval-runs/${run.id}`, { version }),
    ];
    expect(tries.map(({ body }) => (body as { code: string }).code)).toEqual([
      'run-under-way',
      'run-under-way',
    ]);
    expect((await work(run)).state).toBe('preparing');
    await silentFor(40);
    expect((await work(run)).state).toBe('ready');
  });

  it('by the database: a step that leaves the house before the approval', async () => {
    const { rotationId } = await rotation('Database');
    const { id } = await start(rotationId);
    await expect(
      server.dataSource.query(
        `UPDATE approval_steps SET done = true WHERE run_id = $1 AND step = 'sign-ins'`,
        [id],
      ),
    ).rejects.toThrow('waits for an approval');
    await expect(
      server.dataSource.query(`UPDATE approval_runs SET state = 'carrying-out' WHERE id = $1`, [id]),
    ).rejects.toThrow('only_approved_runs_are_carried_out');
  });

  it.each([
    ['GET', '/approval-runs'],
    ['POST', '/approval-runs'],
    ['GET', `/approval-runs/${NO_SUCH}`],
    ['GET', `/approval-runs/${NO_SUCH}/doctors`],
    ['POST', `/approval-runs/${NO_SUCH}/check`],
    ['POST', `/approval-runs/${NO_SUCH}/approval`],
    ['POST', `/approval-runs/${NO_SUCH}/fill-skip`],
    ['DELETE', `/approval-runs/${NO_SUCH}`],
  ])('%s %s without a session', async (method, path) => {
    const { status, body } = await hospital.nobody.request(method, path);
    expect([status, (body as { code: string }).code]).toEqual([401, 'not-signed-in']);
  });
});
