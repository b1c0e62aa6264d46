import { ApprovalRunProcessor } from '../../src/modules/approval-runs/approval-run.processor.js';
import { type ApprovalRunDto } from '../../src/modules/approval-runs/approval-run.dto.js';
import { type IntakeDto } from '../../src/modules/intake/intake.dto.js';
import { type RotationDto } from '../../src/modules/rotations/rotation.dto.js';
import { type Answer } from './api-client.js';
import { csv, placementRow, type SheetValues, uploadForm } from './deanery-sheet.js';
import { type Hospital } from './hospital.js';
import { created, type LinesUnit, linesUnit, storedTemplate } from './lines.js';
import { type TestServer } from './test-server.js';

export const RUN_START = '2026-08-05';

let units = 0;

/** A unit of no doctors yet, whose posts and lines are known, and a rotation that begins in it. */
export interface EmptyRotation {
  readonly unit: LinesUnit;
  readonly rotationId: string;
  readonly row: (serial: number, more?: SheetValues) => SheetValues;
}

export async function emptyRotation(server: TestServer, hospital: Hospital): Promise<EmptyRotation> {
  units += 1;
  const unit = await linesUnit(server, hospital, []);
  const postPrefix = `KSS/RYR16/${String(200 + units)}`;
  const number = 6_000_000 + units * 100;
  await storedTemplate(hospital, unit.unitId);
  await created(
    hospital.as.hr.post('/post-mappings', {
      body: { postPrefix, sites: ['ROYAL SUSSEX COUNTY HOSPITAL'], unitId: unit.unitId, line: null },
    }),
  );
  const body = { programme: `Run ${units}`, startDate: RUN_START, unitIds: [unit.unitId] };
  const { id: rotationId } = await created<RotationDto>(hospital.as.hr.post('/rotations', { body }));
  const row = (serial: number, more: SheetValues = {}): SheetValues =>
    placementRow({
      Surname: `Doctor${serial}`,
      'GMC Number': String(number + serial),
      'National Post Number': `${postPrefix}/F2/${String(serial).padStart(3, '0')}`,
      ...more,
    });
  return { unit, rotationId, row };
}

export async function dryRun({ as }: Hospital, rows: readonly SheetValues[]): Promise<IntakeDto> {
  return created(as.hr.post('/intakes', { body: uploadForm(csv(rows)) }));
}

/** What HR confirms of a dry run. */
export function confirmed({ id, version, placements, people }: IntakeDto): {
  id: string;
  version: number;
  refused: number;
  removed: number;
} {
  return { id, version, refused: placements.refused + people.refused, removed: placements.removed };
}

export async function startRun({ as }: Hospital, body: object): Promise<ApprovalRunDto> {
  return created(as.hr.post('/approval-runs', { body }));
}

export async function runOf({ as }: Hospital, { id }: { id: string }): Promise<ApprovalRunDto> {
  return created(as.hr.get(`/approval-runs/${id}`), 200);
}

/** What a worker does when it is woken. */
export async function workOn(
  server: TestServer,
  hospital: Hospital,
  run: { id: string },
): Promise<ApprovalRunDto> {
  await server.app.get(ApprovalRunProcessor).run(run.id, new AbortController().signal);
  return runOf(hospital, run);
}

export async function discard({ as }: Hospital, { id, version }: ApprovalRunDto): Promise<Answer> {
  return as.hr.delete(`/approval-runs/${id}`, { version });
}

/** Everything that a run may change before its approval, but versions, which only go on. */
export async function stateOf({ dataSource }: TestServer): Promise<Record<string, unknown>> {
  const tables = {
    people: 'id',
    deanery_people: 'person_id',
    placements: 'id',
    deanery_placements: 'id',
    absences: 'id',
    line_allocations: 'id',
    line_places: 'id',
    rotas: 'id',
    assignments: 'id',
    rotation_deadlines: 'id',
  };
  const state: Record<string, unknown> = {};
  for (const [table, key] of Object.entries(tables)) {
    state[table] = await dataSource.query(
      `SELECT to_jsonb(t) - 'version' AS row FROM ${table} t ORDER BY ${key}`,
    );
  }
  return state;
}
