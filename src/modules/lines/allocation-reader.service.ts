import { Injectable } from '@nestjs/common';
import { notFound } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { LineCandidates } from '../rotas/line-candidates.service.js';
import { gapsOf, slotView, withoutLine } from './allocation-views.js';
import { allocationLines, type AllocationContent } from './cells/allocated-line.js';
import { type Slot, slotKey, slotsOf } from './cells/slots.js';
import { type AllocationFacts, doctorsOf } from './fit/doctor.js';
import { fitsOf } from './fit/fit.js';
import { type DoctorFits } from './fit/plan-allocation.js';
import { LineAllocationsRepository } from './line-allocations.repository.js';
import { type LineAllocationDto, type LineAllocationSummaryDto } from './line-allocation.dto.js';
import { type LineAllocationEntity } from './line-allocation.entity.js';
import { type LinePlaceEntity } from './line-place.entity.js';
import { type AllocationRow, LinesReaderRepository } from './lines-reader.repository.js';

/** An allocation with all that it is made of, at one moment. */
export interface AllocationState {
  readonly entity: LineAllocationEntity;
  readonly row: AllocationRow;
  readonly content: AllocationContent;
  readonly slots: readonly Slot[];
  /** By line. */
  readonly places: readonly LinePlaceEntity[];
}

/** Reads allocations, and how each line would suit each doctor. */
@Injectable()
export class AllocationReader {
  constructor(
    private readonly repository: LineAllocationsRepository,
    private readonly lines: LinesReaderRepository,
    private readonly candidates: LineCandidates,
  ) {}

  /** @throws DomainError 404 */
  async read(tx: Transaction, id: string): Promise<AllocationState> {
    const entity = await this.repository.find(tx, id);
    const row = await this.lines.allocation(id, tx);
    if (entity === null || row === null) throw notFound('allocation', id);
    const versionIds = row.templates.map(({ templateVersionId }) => templateVersionId);
    const lines = allocationLines(row.templates, await this.lines.lines(versionIds, tx));
    const slots = slotsOf(lines);
    const order = new Map(slots.map(({ key }, index) => [key, index]));
    const at = (place: LinePlaceEntity): number => order.get(slotKey(place)) ?? 0;
    const places = (await this.repository.places(tx, id)).toSorted(
      (a, b) => at(a) - at(b) || a.shareFrom - b.shareFrom || a.firstDate.localeCompare(b.firstDate),
    );
    const shiftTypes = await this.lines.shiftTypes(entity.unitId, tx);
    return {
      entity,
      row,
      slots,
      places,
      content: { lines, shiftTypes, places },
    };
  }

  /** Everybody who is placed in the unit in these days, with what each line would mean for them. */
  async doctors(
    tx: Transaction,
    { entity, content, slots, places }: AllocationState,
  ): Promise<{ doctors: DoctorFits[]; facts: AllocationFacts }> {
    const { unitId, firstDate, lastDate } = entity;
    const facts = await this.repository.facts(tx, entity);
    const { candidates, bankHolidays } = await this.candidates.ofUnit(tx, unitId, firstDate, lastDate);
    const doctors = doctorsOf(candidates, firstDate, lastDate);
    const standing = new Map(
      doctors.flatMap(({ key, personId, firstDate: from }) => {
        const place = places.find(
          (each) => each.personId === personId && each.firstDate <= from && from <= each.lastDate,
        );
        return place === undefined ? [] : [[key, slotKey(place)] as const];
      }),
    );
    const context = { ...facts, bankHolidays, standing, shiftTypes: content.shiftTypes };
    return { facts, doctors: doctors.map((doctor) => ({ doctor, fits: fitsOf(doctor, slots, context) })) };
  }

  async view(tx: Transaction, id: string): Promise<LineAllocationDto> {
    const state = await this.read(tx, id);
    const { entity, row, slots, places } = state;
    const { doctors, facts } = await this.doctors(tx, state);
    const names = await this.repository.names(
      tx,
      places.map(({ personId }) => personId),
    );
    const nameOf = new Map(names.map((name) => [name.id, name]));
    return {
      ...summaryOf(row),
      slots: slots.map(slotView),
      places: places.map(({ id: placeId, personId, lineId, startWeek, firstDate, lastDate, ...place }) => ({
        id: placeId,
        personId,
        displayName: nameOf.get(personId)?.displayName ?? '',
        gradeCode: nameOf.get(personId)?.gradeCode ?? '',
        lineId,
        startWeek,
        firstDate,
        lastDate,
        shareThousandths: place.shareUntil - place.shareFrom,
        daysOff: place.daysOff,
        pinned: place.pinned,
        overrideReason: place.overrideReason,
        reasons: place.reasons,
      })),
      gaps: gapsOf(slots, places, facts.posts, entity),
      withoutLine: withoutLine(doctors, places, slots, facts.elsewhere),
      trainingNeeds: entity.trainingNeeds.map((need) => ({ ...need })),
    };
  }
}

export function summaryOf(row: AllocationRow): LineAllocationSummaryDto {
  const { id, unitId, unitName, templates, rotationId, firstDate, lastDate, version } = row;
  return {
    id,
    unitId,
    unitName,
    templates: templates.map(
      ({ templateId, templateName, templateNumber, latestTemplateNumber, cycleStart, cycleWeeks }) => {
        return { templateId, templateName, templateNumber, latestTemplateNumber, cycleStart, cycleWeeks };
      },
    ),
    rotationId,
    firstDate,
    lastDate,
    version,
  };
}
