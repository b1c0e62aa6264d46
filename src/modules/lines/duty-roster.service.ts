import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { invalid } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { DutyRosters, type RosterDays, type RosterOutcome } from '../rotas/duty-rosters.service.js';
import { RotasService } from '../rotas/rotas.service.js';
import { AllocationReader, type AllocationState } from './allocation-reader.service.js';
import { workFromLines, type OpenCell, type WorkedCell } from './cells/slots.js';
import { type DutyRosterDto, type DutyRosterInput } from './duty-roster.dto.js';
import { LineAllocationsRepository } from './line-allocations.repository.js';
import { LineAllocationsService } from './line-allocations.service.js';

/** Makes duty rosters of allocations. */
@Injectable()
export class DutyRosterService {
  constructor(
    private readonly allocations: LineAllocationsService,
    private readonly repository: LineAllocationsRepository,
    private readonly reader: AllocationReader,
    private readonly rosters: DutyRosters,
    private readonly rotas: RotasService,
    private readonly transactions: Transactions,
  ) {}

  /** What making it again would change, and what the rota cannot take. @throws DomainError 404 */
  async look(id: string, rotaId: string): Promise<DutyRosterDto> {
    return this.transactions.run(async (tx) => {
      const state = await this.reader.read(tx, id);
      const { worked, open } = workOf(state);
      const { unitId } = state.entity;
      const outcome = await this.rosters.look(tx, rotaId, unitId, worked, daysOf(state));
      return this.view(tx, state, outcome, worked, open);
    });
  }

  /**
   * Puts the shifts of the lines into a draft. Again: what the lines give otherwise now is changed, what was entered by hand
   * stays.
   *
   * @param also done in the same transaction when there was no rota before
   * @throws DomainError 404, 412, 409 `rota-not-draft`, `fill-running`, `overlapping-rota`
   */
  async make(
    id: string,
    seen: number,
    input: DutyRosterInput,
    actor: Actor,
    also?: (tx: Transaction, rotaId: string) => Promise<void>,
  ): Promise<DutyRosterDto> {
    return this.transactions.run(async (tx) => {
      const allocation = await this.allocations.lock(tx, id, seen);
      const state = await this.reader.read(tx, id);
      const { unitId } = allocation;
      const rotaId = input.rotaId ?? (await this.newRota(tx, state, input, actor));
      if (input.rotaId === null) await also?.(tx, rotaId);
      const rota = await this.rosters.open(tx, rotaId, unitId);
      if (rota.lastDate < allocation.firstDate || allocation.lastDate < rota.firstDate) {
        throw invalid({
          path: 'rotaId',
          message: `"${rota.name}" is from ${rota.firstDate} to ${rota.lastDate}, and the allocation from ${allocation.firstDate} to ${allocation.lastDate}: they have no day in common.`,
        });
      }
      const { worked, open } = workOf(state);
      const entry = { actor, subjectType: 'line-allocation', subjectId: id };
      const outcome = await this.rosters.put(tx, rota, worked, daysOf(state), entry);
      return this.view(tx, state, outcome, worked, open);
    });
  }

  private async newRota(
    tx: Transaction,
    { entity, row }: AllocationState,
    { name }: DutyRosterInput,
    actor: Actor,
  ): Promise<string> {
    const { unitId, firstDate, lastDate } = entity;
    const body = {
      unitId,
      firstDate,
      lastDate,
      name:
        name ??
        `${row.templates.map(({ templateName }) => templateName).join(' and ')}, ${firstDate} to ${lastDate}`,
    };
    return (await this.rotas.add(tx, { ...body, name: body.name.slice(0, 120) }, actor)).id;
  }

  private async view(
    tx: Transaction,
    { content }: AllocationState,
    { rota, plan, added, changed, removed, kept }: RosterOutcome,
    worked: readonly WorkedCell[],
    open: readonly OpenCell[],
  ): Promise<DutyRosterDto> {
    const codes = new Map(content.shiftTypes.map(({ id, code }) => [id, code]));
    const names = await this.repository.names(
      tx,
      plan.unplaced.map(({ personId }) => personId),
    );
    const nameOf = new Map(names.map(({ id, displayName }) => [id, displayName]));
    const lineOf = new Map(worked.map(({ personId, date, lineName }) => [`${personId} ${date}`, lineName]));
    const { id, name, firstDate, lastDate } = rota;
    return {
      rota: { id, name, firstDate, lastDate },
      placed: plan.placed.length,
      added,
      changed,
      removed,
      kept,
      unplaced: plan.unplaced.map(({ personId, date, shiftTypeId, why, rule, message }) => ({
        personId,
        displayName: nameOf.get(personId) ?? '',
        lineName: lineOf.get(`${personId} ${date}`) ?? '',
        date,
        shiftTypeId,
        code: codes.get(shiftTypeId) ?? '',
        why,
        rule,
        message,
      })),
      open: open
        .filter(({ date }) => firstDate <= date && date <= lastDate)
        .map((cell) => ({ ...cell, code: codes.get(cell.shiftTypeId) ?? '' })),
    };
  }
}

function daysOf({ entity: { firstDate, lastDate } }: AllocationState): RosterDays {
  return { firstDate, lastDate };
}

function workOf({ content, entity }: AllocationState): { worked: WorkedCell[]; open: OpenCell[] } {
  return workFromLines(content, entity.firstDate, entity.lastDate);
}
