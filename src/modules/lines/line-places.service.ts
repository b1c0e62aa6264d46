import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { conflict, invalid, notFound, stale } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { TemplateAnalysisService } from '../compliance/template-analysis.service.js';
import { LineCandidates } from '../rotas/line-candidates.service.js';
import { AllocatedLines, templateOf } from './allocated-lines.service.js';
import { AllocationReader, type AllocationState } from './allocation-reader.service.js';
import { seatFor, type Slot, slotKey } from './cells/slots.js';
import {
  allocationProblem,
  type DoctorFits,
  fitReasons,
  openDoctors,
  plannedPlaces,
} from './fit/plan-allocation.js';
import {
  type ChangedLinePlaceDto,
  type LineAllocationDto,
  type LinePlaceInput,
} from './line-allocation.dto.js';
import { LineAllocationsRepository } from './line-allocations.repository.js';
import { LineAllocationsService } from './line-allocations.service.js';
import { type LinePlaceEntity } from './line-place.entity.js';

/** Far more than lines of one unit take. */
const SEARCH_SECONDS = 2;
const SET_BY_HAND = 'Set by hand.';

/** Who is on which line: by optimisation, and by hand. */
@Injectable()
export class LinePlacesService {
  constructor(
    private readonly repository: LineAllocationsRepository,
    private readonly allocations: LineAllocationsService,
    private readonly reader: AllocationReader,
    private readonly allocated: AllocatedLines,
    private readonly candidates: LineCandidates,
    private readonly analysis: TemplateAnalysisService,
    private readonly transactions: Transactions,
  ) {}

  /** Gives everybody a line anew who has none that is pinned. */
  async propose(id: string, seen: number, actor: Actor): Promise<LineAllocationDto> {
    return this.transactions.run(async (tx) => {
      const allocation = await this.allocations.lock(tx, id, seen);
      const state = await this.reader.read(tx, id);
      const { doctors, facts } = await this.reader.doctors(tx, state);
      const pinned = state.places.filter((place) => place.pinned);
      const open = openDoctors(doctors, [...pinned, ...facts.elsewhere]);
      const found = await this.candidates.allocate(
        allocationProblem(state.slots, open, pinned, facts),
        SEARCH_SECONDS,
      );
      const places = plannedPlaces(state.slots, open, pinned, found);
      await this.repository.removeUnpinned(tx, id);
      await this.repository.savePlaces(
        tx,
        places.map(({ reasons, daysOff, ...place }) => ({
          ...place,
          allocationId: id,
          unitId: allocation.unitId,
          templateVersionId: versionOf(state, place.lineId),
          daysOff: [...daysOff],
          reasons: [...reasons],
        })),
      );
      await this.repository.touch(tx, id);
      await this.allocations.log(tx, allocation, actor, 'lines-allocated', {
        cost: found.cost,
        optimal: found.optimal,
        places: places.map(({ personId, lineId, startWeek }) => ({ personId, lineId, startWeek })),
      });
      return this.reader.view(tx, id);
    });
  }

  /** Puts somebody on a line, or changes how; the version is that of the allocation. */
  async put(
    address: { readonly id: string; readonly placeId: string },
    seen: number,
    input: LinePlaceInput,
    actor: Actor,
  ): Promise<ChangedLinePlaceDto> {
    return this.transactions.run(async (tx) => {
      const allocation = await this.allocations.lock(tx, address.id, seen);
      const state = await this.reader.read(tx, address.id);
      const standing = await this.repository.place(tx, address.placeId);
      if (standing !== null && standing.allocationId !== address.id)
        throw stale('There is a place with this id in another allocation already.', null);
      const slot = slotOf(state, input);
      const { doctors } = await this.reader.doctors(tx, state);
      const fits = assertPlaced(doctors, input);
      const fit = fits.fits.get(slot.key);
      const impossible = fit?.impossible ?? null;
      if (impossible !== null && input.overrideReason === null) {
        throw conflict(
          'not-qualified',
          `${impossible} Choose another line, or give a reason (overrideReason) to let it stand.`,
          await this.reader.view(tx, address.id),
        );
      }
      const others = state.places.filter(({ id }) => id !== address.placeId);
      const share = input.shareThousandths ?? fits.doctor.share;
      const seat = seatFor(slot, { ...input, share }, others);
      if (seat === null) throw await this.full(tx, state, slot, input, others);
      const verdict = [...(impossible === null ? [] : [impossible]), ...fitReasons(fit)];
      await this.repository.savePlaces(tx, [
        {
          id: address.placeId,
          allocationId: address.id,
          unitId: allocation.unitId,
          templateVersionId: versionOf(state, slot.line.id),
          personId: input.personId,
          lineId: slot.line.id,
          startWeek: slot.startWeek,
          firstDate: input.firstDate,
          lastDate: input.lastDate,
          ...seat,
          daysOff: input.daysOff.toSorted((a, b) => a - b),
          pinned: input.pinned,
          overrideReason: impossible === null ? null : input.overrideReason,
          reasons: [SET_BY_HAND, ...verdict],
        },
      ]);
      await this.repository.touch(tx, address.id);
      await this.allocations.log(tx, allocation, actor, standing === null ? 'line-given' : 'line-changed', {
        placeId: address.placeId,
        ...input,
      });
      return this.changed(tx, address, verdict);
    });
  }

  /** Takes somebody off a line. */
  async remove(
    address: { readonly id: string; readonly placeId: string },
    seen: number,
    actor: Actor,
  ): Promise<LineAllocationDto> {
    return this.transactions.run(async (tx) => {
      const allocation = await this.allocations.lock(tx, address.id, seen);
      const place = await this.repository.place(tx, address.placeId);
      if (place?.allocationId !== address.id) throw notFound('place', address.placeId);
      await this.repository.removePlace(tx, place.id);
      await this.repository.touch(tx, address.id);
      const { personId, lineId, startWeek, firstDate, lastDate } = place;
      await this.allocations.log(tx, allocation, actor, 'line-taken', {
        personId,
        lineId,
        startWeek,
        firstDate,
        lastDate,
      });
      return this.reader.view(tx, address.id);
    });
  }

  /** The allocation with the verdict on a place, judged by the rules of the person's own contract. */
  private async changed(
    tx: Transaction,
    { id, placeId }: { readonly id: string; readonly placeId: string },
    verdict: string[],
  ): Promise<ChangedLinePlaceDto> {
    const { row } = await this.reader.read(tx, id);
    const own = (await this.allocated.ofAllocation(row, tx)).find((line) => line.placeId === placeId);
    if (own === undefined) throw notFound('place', placeId);
    const { contractCode, unitId } = own;
    const analysis = await this.analysis.judge({ template: templateOf(own), pack: contractCode, unitId });
    return { allocation: await this.reader.view(tx, id), verdict, analysis };
  }

  private async full(
    tx: Transaction,
    { entity }: AllocationState,
    slot: Slot,
    input: LinePlaceInput,
    others: readonly LinePlaceEntity[],
  ): Promise<Error> {
    const beside = others.filter(
      (other) =>
        slotKey(other) === slot.key && other.firstDate <= input.lastDate && input.firstDate <= other.lastDate,
    );
    const names = await this.repository.names(
      tx,
      beside.map(({ personId }) => personId),
    );
    const who = names.map(({ displayName }) => displayName).join(' and ');
    return conflict(
      'line-taken',
      `There is no room for them on ${slot.name} in these days: ${who} ${names.length === 1 ? 'has' : 'have'} it. Choose another line or a smaller share, or take somebody off it first.`,
      await this.reader.view(tx, entity.id),
    );
  }
}

function versionOf({ content, row }: AllocationState, lineId: string): string {
  const line = content.lines.find(({ id }) => id === lineId);
  const template = row.templates.find(({ templateId }) => templateId === line?.templateId);
  if (template === undefined) throw new Error(`line ${lineId} is in no template of allocation ${row.id}`);
  return template.templateVersionId;
}

function slotOf({ slots, entity }: AllocationState, input: LinePlaceInput): Slot {
  const slot = slots.find(({ key }) => key === slotKey(input));
  if (slot === undefined) {
    throw invalid({
      path: slots.some(({ line }) => line.id === input.lineId) ? 'startWeek' : 'lineId',
      message: `"${input.lineId}" from week ${input.startWeek + 1} is no line of this allocation; it lists its lines as slots.`,
    });
  }
  if (
    input.firstDate < entity.firstDate ||
    input.lastDate > entity.lastDate ||
    input.lastDate < input.firstDate
  ) {
    throw invalid({
      path: 'firstDate',
      message: `${input.firstDate} to ${input.lastDate} does not lie in the allocation, which is from ${entity.firstDate} to ${entity.lastDate}.`,
    });
  }
  return slot;
}

/** What the line would mean for the person in the placement that the days belong to. */
function assertPlaced(doctors: readonly DoctorFits[], input: LinePlaceInput): DoctorFits {
  const own = doctors.filter(({ doctor }) => doctor.personId === input.personId);
  const found = own.find(
    ({ doctor }) => doctor.firstDate <= input.firstDate && input.lastDate <= doctor.lastDate,
  );
  if (found !== undefined) return found;
  const times = own.map(({ doctor }) => `${doctor.firstDate} to ${doctor.lastDate}`).join(' and ');
  throw invalid({
    path: 'personId',
    message:
      own.length === 0
        ? `This person has no placement in the unit in the days of the allocation; give them one first.`
        : `This person is placed in the unit from ${times}; choose days within.`,
  });
}
