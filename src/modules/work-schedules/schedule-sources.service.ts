import { Injectable } from '@nestjs/common';
import { findPack } from '../../../solver/rules/index.js';
import { groupBy } from '../../common/group-by.js';
import { type Transaction } from '../../database/transactions.js';
import { RuleOverridesService } from '../compliance/rule-overrides.service.js';
import { DemandService } from '../demand/demand.service.js';
import { LeaveAccounts } from '../leave/leave-accounts.service.js';
import { LeaveService } from '../leave/leave.service.js';
import { type AllocatedLine, AllocatedLines } from '../lines/allocated-lines.service.js';
import { PayTermsService } from '../pay/pay-terms.service.js';
import { common } from '../pay/payroll/payroll-input.js';
import { type PersonEntity } from '../people/person.entity.js';
import { type PlacedPerson, PeopleService } from '../people/people.service.js';
import { type PlacementEntity } from '../people/placement.entity.js';
import { type PlannedShift, PlannedWork, type PublishedRota } from '../rotas/planned-work.service.js';
import { UnitsService } from '../units/units.service.js';
import { type ScheduleInput, type SchedulePattern } from './content/schedule-input.js';
import { linePattern, rosterPattern } from './content/schedule-pattern.js';

const CONTRACT = 'doctors2016';

/** A doctor who is owed a work schedule, with what it is made of. */
export interface ScheduleSource {
  readonly person: PersonEntity;
  readonly placement: PlacementEntity;
  /** A sentence where nothing can be made yet: what is missing, and the way out. */
  readonly input: ScheduleInput | string;
}

export interface PlacedDoctor {
  readonly personId: string;
  readonly displayName: string;
  readonly hasAddress: boolean;
  /** Of the placement; null: open-ended. */
  readonly lastDate: string | null;
}

export function placedDoctor({ person, placement }: Pick<Placed, 'person' | 'placement'>): PlacedDoctor {
  const { id, familyName, givenName, email } = person;
  const displayName = `${familyName}, ${givenName}`;
  return { personId: id, displayName, hasAddress: email !== null, lastDate: placement.lastDate };
}

/** What patterns are looked up in. */
interface Patterns {
  readonly lines: ReadonlyMap<string, AllocatedLine>;
  readonly rota: PublishedRota | null;
  readonly shifts: ReadonlyMap<string, readonly PlannedShift[]>;
  readonly types: Awaited<ReturnType<DemandService['shiftTypes']>>;
  readonly absences: ReadonlyMap<
    string,
    readonly { readonly firstDate: string; readonly lastDate: string }[]
  >;
}

/** Reads what work schedules are made of, of a whole unit at once. */
@Injectable()
export class ScheduleSources {
  constructor(
    private readonly units: UnitsService,
    private readonly people: PeopleService,
    private readonly lines: AllocatedLines,
    private readonly planned: PlannedWork,
    private readonly demand: DemandService,
    private readonly leave: LeaveService,
    private readonly leaveAccounts: LeaveAccounts,
    private readonly terms: PayTermsService,
    private readonly overrides: RuleOverridesService,
  ) {}

  /**
   * Every doctor on the 2016 contract who is placed in the unit on that ISO date, by family name.
   *
   * @param rotation by whose start the notice counts; null: by each placement's own
   */
  async ofUnit(
    unitId: string,
    on: string,
    rotation: ScheduleInput['rotation'],
    tx?: Transaction,
  ): Promise<ScheduleSource[]> {
    const unit = await this.units.get(unitId, tx);
    const organisation = await this.units.organisationOf(unitId, tx);
    const placed = (await this.people.placedInUnit(unitId, on, on, tx)).flatMap(doctorsPlacement);
    const ids = placed.map(({ person }) => person.id);
    const patterns = await this.patterns(unitId, on, ids, tx);
    const terms = groupBy(await this.terms.ofPeople(ids), ({ personId }) => personId);
    const serviceFrom = await this.leaveAccounts.serviceFrom(ids, tx);
    const overrides = await this.overrides.inForce(unitId, on);
    return placed.map(({ person, grade, placement }): ScheduleSource => {
      const pattern = patternOf(placement, patterns);
      if (typeof pattern === 'string') return { person, placement, input: pattern };
      const own = (terms.get(person.id) ?? []).filter(({ firstDate, lastDate }) => {
        return (
          firstDate <= (placement.lastDate ?? firstDate) &&
          (lastDate ?? placement.firstDate) >= placement.firstDate
        );
      });
      const input: ScheduleInput = {
        doctor: {
          name: `${person.givenName} ${person.familyName}`,
          gradeName: grade.name,
          staffNumber: person.staffNumber,
          registration: person.registrationBody && `${person.registrationBody} ${person.registrationNumber}`,
        },
        employer: organisation.name,
        unitName: unit.name,
        timeZone: organisation.timeZone,
        rotation,
        placement,
        pattern,
        terms: own,
        pack: findPack(CONTRACT, placement.firstDate),
        overrides,
        serviceFrom: serviceFrom.get(person.id) ?? placement.firstDate,
      };
      return { person, placement, input };
    });
  }

  /** Doctors on the 2016 contract who are placed in the unit on that day, by family name. */
  async doctors(unitId: string, on: string): Promise<PlacedDoctor[]> {
    const placed = (await this.people.placedInUnit(unitId, on, on)).flatMap(doctorsPlacement);
    return placed.map(placedDoctor);
  }

  private async patterns(
    unitId: string,
    on: string,
    personIds: readonly string[],
    tx?: Transaction,
  ): Promise<Patterns> {
    const lines = await this.lines.ofUnit(unitId, on, on, tx);
    const types = await this.demand.shiftTypes(unitId, tx);
    const [rota = null] = await this.planned.rotas(unitId, on, on, tx);
    const lineOf = new Map(lines.map((line) => [line.personId, line]));
    if (rota === null) return { lines: lineOf, types, rota, shifts: new Map(), absences: new Map() };
    const { firstDate, lastDate } = rota;
    const shifts = await this.planned.shifts(unitId, firstDate, lastDate);
    const absences = await this.leave.approvedForPeople(personIds, firstDate, lastDate, tx);
    return {
      lines: lineOf,
      rota,
      types,
      shifts: groupBy(shifts, ({ personId }) => personId),
      absences: groupBy(absences, ({ personId }) => personId),
    };
  }
}

type Placed = Pick<PlacedPerson, 'person' | 'grade'> & { readonly placement: PlacementEntity };

/** Bank, agency and those who only help out have no work schedule here. */
function doctorsPlacement({ person, grade, placements }: PlacedPerson): Placed[] {
  const placement = placements.find(
    ({ contractCode, engagement }) => contractCode === CONTRACT && engagement === 'substantive',
  );
  return placement === undefined ? [] : [{ person, grade, placement }];
}

/** The line that the doctor is on; without one what a published roster plans for them in their placement. */
function patternOf(
  { personId, firstDate, lastDate }: PlacementEntity,
  { lines, rota, shifts, types, absences }: Patterns,
): SchedulePattern | string {
  const line = lines.get(personId);
  if (line !== undefined) return linePattern(line);
  const own = shifts.get(personId) ?? [];
  const days = rota && common({ from: rota.firstDate, to: rota.lastDate }, { firstDate, lastDate });
  if (rota === null || days === null || own.length === 0) {
    return 'There is neither a line nor a published roster with shifts for these days: allocate a line, or publish the roster.';
  }
  const part = { name: rota.name, firstDate: days.from, lastDate: days.to };
  return rosterPattern(part, own, types, absences.get(personId) ?? []);
}
