import { type AssignmentEntity } from '../src/modules/rotas/assignment.entity.js';
import { type PublishedAssignmentEntity } from '../src/modules/rotas/published-assignment.entity.js';
import { type RotaVersionEntity } from '../src/modules/rotas/rota-version.entity.js';
import { type RotaEntity } from '../src/modules/rotas/rota.entity.js';
import { type DemoDates } from './demo-dates.js';
import { demoId } from './demo-ids.js';
import { type DemoPublishedRota, type DemoShiftType, type DemoUnit } from './demo-types.js';
import { ids, type Row } from './unit-rows.js';

const OFF = '-';
const PUBLISHED_AT_MIN = 9 * 60;

export interface PublishedRows {
  readonly rota: Omit<Row<RotaEntity>, 'createdAt'>;
  readonly version: RotaVersionEntity;
  readonly assignments: Row<AssignmentEntity>[];
  readonly publishedAssignments: PublishedAssignmentEntity[];
}

/** The rows of a unit's published rota, as publishing it would have left them. */
export function publishedRows(
  unit: DemoUnit,
  published: DemoPublishedRota,
  dates: DemoDates,
  publishedBy: string,
): PublishedRows {
  const { firstDay, lastDay, publishedDay } = published;
  const rotaId = ids.rota(unit.code, firstDay);
  const version = {
    id: demoId('rota-version', unit.code, String(firstDay)),
    rotaId,
    number: 1,
    baseNumber: 1,
    publishedAt: dates.instant(publishedDay, PUBLISHED_AT_MIN),
    publishedBy,
  };
  const worked = workedShifts(unit, published);
  const assignments = worked.map(({ staffNumber, day, type }) => ({
    id: demoId('assignment', staffNumber, String(day)),
    rotaId,
    personId: ids.person(staffNumber),
    shiftTypeId: ids.shiftType(unit.code, type.code),
    date: dates.date(day),
    startsAt: dates.instant(day, type.startMin),
    endsAt: dates.instant(day, type.endMin),
    pinned: false,
    source: 'fill' as const,
    overrideReason: null,
  }));
  return {
    rota: {
      id: rotaId,
      unitId: ids.unit(unit.code),
      name: `${unit.name}, ${dates.period(firstDay, lastDay)}`,
      firstDate: dates.date(firstDay),
      lastDate: dates.date(lastDay),
      state: 'published',
      publishedVersion: 1,
    },
    version,
    assignments,
    publishedAssignments: assignments.map(({ id, personId, date, startsAt, endsAt }, index) => ({
      rotaVersionId: version.id,
      assignmentId: id,
      sequence: 1,
      personId,
      date,
      shiftCode: worked[index]!.type.code,
      shiftName: worked[index]!.type.name,
      startsAt,
      endsAt,
      withdrawn: false,
    })),
  };
}

interface WorkedShift {
  readonly staffNumber: string;
  readonly day: number;
  readonly type: DemoShiftType;
}

function workedShifts(unit: DemoUnit, { firstDay, lines }: DemoPublishedRota): WorkedShift[] {
  return Object.entries(lines).flatMap(([staffNumber, line]) =>
    line.split(/ +/).flatMap((code, index) => {
      if (code === OFF) return [];
      const type = unit.shiftTypes.find((each) => each.code === code);
      if (type === undefined) throw new RangeError(`${unit.code} has no shift type "${code}"`);
      return [{ staffNumber, day: firstDay + index, type }];
    }),
  );
}
