import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { evaluate } from '../../../solver/search/index.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { type AssignmentEntity } from './assignment.entity.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { type FillChange, type FillEntity, type FilledCell } from './fill.entity.js';
import { FillsRepository, type FillEnd, type Lease } from './fills.repository.js';
import { planFill, type FillPlan, type PlannedCell } from './problem/fill-plan.js';
import { shiftInstants } from './problem/rota-clock.js';
import { type RotaInput } from './problem/rota-input.js';
import { type AssignmentChange, RotaDoor } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';
import { RotasRepository } from './rotas.repository.js';

/** How a search ended. */
export interface FillOutcome {
  readonly state: 'done' | 'stopped';
  readonly spentMs: number;
  /** Null: nothing was found. */
  readonly best: readonly FilledCell[] | null;
  /** Why it ended before its time. */
  readonly error: string | null;
  /** What the search had to solve around. */
  readonly notes: readonly string[];
}

/** Puts the best rota of a fill into the rota, through the door. */
@Injectable()
export class FillApplier {
  constructor(
    private readonly transactions: Transactions,
    private readonly rotas: RotasRepository,
    private readonly fills: FillsRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly door: RotaDoor,
  ) {}

  /** Ends the fill and applies its best rota in one transaction; does nothing when another worker has taken it over. */
  async finish(lease: Lease, outcome: FillOutcome): Promise<void> {
    await this.transactions.run(async (tx) => {
      const rotaId = (await this.fills.find(lease.fillId, tx))?.rotaId;
      // The rota is locked before its fill, as everywhere.
      const rota = rotaId === undefined ? null : await this.rotas.lock(tx, rotaId);
      const fill = await this.fills.lockHeld(tx, lease);
      if (rota === null || fill === null) return;
      await this.fills.end(tx, fill.id, await this.end(tx, rota, fill, outcome));
    });
  }

  private async end(
    tx: Transaction,
    rota: RotaEntity,
    fill: FillEntity,
    outcome: FillOutcome,
  ): Promise<FillEnd> {
    const { state, spentMs, best, error, notes } = outcome;
    const standing = {
      objective: fill.objective,
      hardViolations: fill.hardViolations,
      unfilled: fill.unfilled,
    };
    if (best === null) {
      const failed = state === 'done';
      const why =
        error ?? (failed ? 'The search ended before it had found a first rota; give it more time.' : null);
      return {
        state: failed ? 'failed' : state,
        spentMs,
        applied: false,
        error: why,
        notes,
        changes: null,
        ...standing,
      };
    }
    if (rota.state !== 'draft' && !(rota.state === 'published' && fill.keep === 'most')) {
      const why = `The rota is ${rota.state} meanwhile, so the fill was not applied.`;
      return { state: 'failed', spentMs, applied: false, error: why, notes, changes: null, ...standing };
    }
    const { plan, changes } = await this.apply(tx, rota, fill, best);
    const { objective, hardViolations, unfilled } = evaluate(plan.built.problem, plan.rota);
    const allNotes = [...new Set([...notes, ...plan.notes])];
    const end = {
      state,
      spentMs,
      applied: true,
      error,
      notes: allNotes,
      objective,
      hardViolations,
      unfilled,
    };
    return { ...end, changes: fill.keep === 'most' ? changes : null };
  }

  private async apply(
    tx: Transaction,
    rota: RotaEntity,
    fill: FillEntity,
    best: readonly FilledCell[],
  ): Promise<{ plan: FillPlan; changes: FillChange[] }> {
    const standing = await this.assignments.ofRota(rota.id, tx);
    await this.door.lockPeople(
      tx,
      [...best, ...standing].map(({ personId }) => personId),
    );
    const input = await this.door.readAll(tx, rota);
    const { keep, fromDate } = fill;
    const plan = planFill(input, { best, baseline: fill.baseline ?? {}, keep, fromDate });
    const byId = new Map(standing.map((row) => [row.id, row]));
    const changes = plan.cells.map((cell) => changeOf(input, byId, cell));
    await this.door.apply(tx, [rota], changes, {
      actor: 'system',
      action: keep === 'most' ? 'repair-applied' : 'fill-applied',
      subjectType: 'fill',
      subjectId: fill.id,
      detail: { requestedBy: fill.requestedBy, notes: plan.notes },
    });
    return { plan, changes: plan.cells.map((cell) => listed(plan, byId, cell)) };
  }
}

/** A change as the coordinator reads it. */
function listed(
  { built: { problem, clock } }: FillPlan,
  standing: ReadonlyMap<string, AssignmentEntity>,
  { personId, date, standingId, shiftTypeId }: PlannedCell,
): FillChange {
  const person = problem.people.find(({ id }) => id === personId);
  const from = standing.get(standingId ?? '')?.shiftTypeId ?? null;
  const lost =
    from !== null &&
    shiftTypeId === null &&
    person?.blocks.some(
      (block) => block.dayIndex === clock.dayIndex(date) && (block.shiftTypeId ?? from) === from,
    ) === true;
  return {
    personId,
    displayName: person?.name ?? '',
    date,
    fromShiftTypeId: from,
    toShiftTypeId: shiftTypeId,
    lost,
  };
}

function changeOf(
  input: RotaInput,
  standing: ReadonlyMap<string, AssignmentEntity>,
  cell: PlannedCell,
): AssignmentChange {
  const before = cell.standingId === null ? null : (standing.get(cell.standingId) ?? null);
  const type = input.shiftTypes.find(({ id }) => id === cell.shiftTypeId);
  if (type === undefined) return { before, after: null };
  const after = {
    id: before?.id ?? randomUUID(),
    rotaId: input.rota.id,
    personId: cell.personId,
    shiftTypeId: type.id,
    date: cell.date,
    ...shiftInstants(cell.date, type, input.timeZone),
    pinned: false,
    source: 'fill' as const,
    overrideReason: null,
  };
  return { before, after };
}
