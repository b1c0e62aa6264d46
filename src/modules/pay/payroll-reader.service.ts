import { Injectable } from '@nestjs/common';
import { groupBy } from '../../common/group-by.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { LeaveService } from '../leave/leave.service.js';
import { PeopleService } from '../people/people.service.js';
import { PlannedWork } from '../rotas/planned-work.service.js';
import { addDays } from '../rotas/problem/rota-clock.js';
import { UnitsService } from '../units/units.service.js';
import { WorkedHoursService } from '../worked-hours/worked-hours.service.js';
import { PayTermsService } from './pay-terms.service.js';
import { type PayrollQuery } from './payroll.dto.js';
import { type PayrollInput, type Period } from './payroll/payroll-input.js';

/** Work of the last day may end two days later, on a holiday. */
const TAIL_DAYS = 2;

/** Reads all that pay is worked out from. */
@Injectable()
export class PayrollReader {
  constructor(
    private readonly units: UnitsService,
    private readonly people: PeopleService,
    private readonly planned: PlannedWork,
    private readonly worked: WorkedHoursService,
    private readonly leave: LeaveService,
    private readonly terms: PayTermsService,
    private readonly calendar: CalendarService,
  ) {}

  /** @param personId left out: everybody placed in the unit in the period, by family name */
  async read(query: PayrollQuery, personId?: string): Promise<PayrollInput> {
    const { unitId, from, to, basis } = query;
    const unit = await this.units.get(unitId);
    const { nation, timeZone } = await this.units.organisationOf(unitId);
    const rotas = await this.planned.rotas(unitId, from, to);
    const span = spanOf(query, rotas);
    const placed = (await this.people.placedInUnit(unitId, span.from, span.to)).filter(
      ({ person, placements }) =>
        (personId === undefined || person.id === personId) &&
        placements.some(({ firstDate, lastDate }) => firstDate <= to && (lastDate ?? to) >= from),
    );
    const ids = placed.map(({ person }) => person.id);
    const shifts = groupBy(await this.planned.shifts(unitId, span.from, span.to), (each) => each.personId);
    const entries = groupBy(await this.worked.ofUnit(unitId, span.from, span.to), (each) => each.personId);
    const terms = groupBy(await this.terms.ofPeople(ids), (each) => each.personId);
    const absences = groupBy(
      await this.leave.approvedForPeople(ids, span.from, span.to),
      (each) => each.personId,
    );
    const holidays = await this.calendar.bankHolidays(nation, span.from, addDays(span.to, TAIL_DAYS));
    return {
      ...{ unitId, unitCode: unit.code, from, to, basis, timeZone, rotas },
      bankHolidays: new Set(holidays.map(({ date }) => date)),
      people: placed.map(({ person, placements }) => ({
        person,
        placements,
        terms: terms.get(person.id) ?? [],
        absences: absences.get(person.id) ?? [],
        shifts: shifts.get(person.id) ?? [],
        entries: entries.get(person.id) ?? [],
      })),
    };
  }
}

/** The period, and all days of rotas that touch it: averages are taken over whole rotas. */
function spanOf(
  { from, to }: Period,
  rotas: readonly { readonly firstDate: string; readonly lastDate: string }[],
): Period {
  return {
    from: rotas.reduce((first, { firstDate }) => (firstDate < first ? firstDate : first), from),
    to: rotas.reduce((last, { lastDate }) => (lastDate > last ? lastDate : last), to),
  };
}
