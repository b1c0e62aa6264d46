import { type NewRotaTemplate, type RotaTemplateDto } from '../../src/modules/lines/rota-template.dto.js';
import { type LineAllocationDto } from '../../src/modules/lines/line-allocation.dto.js';
import { ShiftTypeEntity } from '../../src/modules/demand/shift-type.entity.js';
import { PersonEntity } from '../../src/modules/people/person.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { UnitEntity } from '../../src/modules/units/unit.entity.js';
import { type Answer } from './api-client.js';
import { type Hospital } from './hospital.js';
import { insert } from './make-unit.js';
import { type TestServer } from './test-server.js';

/** A unit of doctors with the shifts that lines are made of: `nwd`, `L`, `N`, `OFF`. */
export interface LinesUnit {
  readonly unitId: string;
  /** By code. */
  readonly types: Readonly<Record<'nwd' | 'L' | 'N' | 'OFF', string>>;
  readonly doctorIds: readonly string[];
}

export interface DoctorMore {
  readonly wte?: number;
  readonly gradeCode?: string;
  readonly firstDate?: string;
  readonly lastDate?: string | null;
}

let units = 0;

/** A new unit with so many doctors of its own. */
export async function linesUnit(
  server: TestServer,
  hospital: Hospital,
  doctors: readonly DoctorMore[],
): Promise<LinesUnit> {
  units += 1;
  const db = server.dataSource;
  const { organisationId } = hospital;
  const unitId = await insert(db, UnitEntity, { organisationId, code: `LN${units}`, name: `Lines ${units}` });
  const type = async (
    code: string,
    kind: ShiftTypeEntity['kind'],
    startMin: number,
    endMin: number,
  ): Promise<string> =>
    insert(db, ShiftTypeEntity, {
      unitId,
      code,
      name: `Shift ${code}`,
      kind,
      startMin,
      endMin,
      colour: '#005eb8',
    });
  const types = {
    nwd: await type('nwd', 'day', 540, 1020),
    L: await type('L', 'long-day', 480, 1230),
    N: await type('N', 'night', 1200, 1950),
    OFF: await type('OFF', 'off', 540, 1020),
  };
  const doctorIds: string[] = [];
  for (const [index, more] of doctors.entries()) {
    const { wte = 1, gradeCode = 'ST3', firstDate = '2026-01-01', lastDate = null } = more;
    const personId = await insert(db, PersonEntity, {
      organisationId,
      staffNumber: `LN${units}-${index}`,
      givenName: 'Dr',
      familyName: `${String.fromCharCode(65 + index)}-${units}`,
      email: `ln${units}-${index}@example.org`,
      gradeCode,
    });
    await insert(db, PlacementEntity, {
      personId,
      unitId,
      firstDate,
      lastDate,
      wte,
      contractCode: 'doctors2016',
      fullTimeMinPerWeek: 2400,
    });
    doctorIds.push(personId);
  }
  return { unitId, types, doctorIds };
}

/** One character a day: `D` is nwd, `L` long, `N` night, anything else off. */
export function cells(...weeks: readonly string[]): string[] {
  const codes: Readonly<Record<string, string>> = { D: 'nwd', L: 'L', N: 'N', O: 'OFF' };
  return [...weeks.join('')].map((each) => codes[each] ?? '');
}

/** Lawful lines of four weeks, each beginning a week later than the one before. */
export const WEEKS = ['DDDDD..', 'LL..LLL', '..DDD..', 'NNNN...'] as const;

export function template(
  unitId: string,
  lines: number = WEEKS.length,
  more: Partial<NewRotaTemplate> = {},
): NewRotaTemplate {
  return {
    unitId,
    name: 'Registrars',
    contractCode: 'doctors2016',
    lines: Array.from({ length: lines }, (_, index) => ({
      name: `Line ${index + 1}`,
      wte: 1,
      cells: cells(...WEEKS.map((_week, at) => WEEKS[(at + index) % WEEKS.length]!)),
    })),
    ...more,
  };
}

export async function created<T>(answer: Promise<Answer>, status = 201): Promise<T> {
  const { status: given, body } = await answer;
  if (given !== status) throw new Error(`${given}: ${JSON.stringify(body)}`);
  return body as T;
}

export async function storedTemplate(
  { as }: Hospital,
  unitId: string,
  lines?: number,
): Promise<RotaTemplateDto> {
  return created(as.hr.post('/templates', { body: template(unitId, lines) }));
}

export async function newAllocation(
  { as }: Hospital,
  { unitId, id: templateId }: RotaTemplateDto,
  more: object = {},
): Promise<LineAllocationDto> {
  const body = {
    unitId,
    templates: [{ templateId }],
    firstDate: '2026-08-03',
    lastDate: '2026-09-27',
    ...more,
  };
  return created(as.hr.post('/line-allocations', { body }));
}

/** What a change of a template sends. */
export function templateInput(more: Partial<NewRotaTemplate> = {}): Omit<NewRotaTemplate, 'unitId'> {
  const { name, contractCode, lines } = template('', WEEKS.length, more);
  return { name, contractCode, lines };
}
