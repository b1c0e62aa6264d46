import { Injectable } from '@nestjs/common';
import { notFound } from '../../common/domain-error.js';
import { LaddersService } from '../open-shifts/ladders.service.js';
import { withChanges } from '../rotas/problem/changed-input.js';
import { type RotaSnapshot, RotaReader } from '../rotas/rota-reader.service.js';
import { type SpendDto, type SpendFillDto, stateView } from './spend.dto.js';
import { spendOfRota } from './spend-of-rota.js';
import { type AppliedFill, SpendRepository } from './spend.repository.js';
import { undo } from './undo.js';

type Steps = Parameters<typeof spendOfRota>[1];

/** What a rota costs from beyond its unit, and what a fill saved. */
@Injectable()
export class SpendService {
  constructor(
    private readonly reader: RotaReader,
    private readonly ladders: LaddersService,
    private readonly repository: SpendRepository,
  ) {}

  /**
   * Compares the rota before and after a fill. What it was then is worked out from how it stands now and the audit of what changed
   * since; people, cover and rates are those of today, so that the fill alone makes the difference.
   *
   * @throws DomainError 404 for a rota, or a fill that was not applied to it.
   */
  async spend(rotaId: string, fillId?: string): Promise<SpendDto> {
    const snapshot = await this.reader.snapshot(rotaId);
    const { unitId } = snapshot.row.rota;
    const { steps } = await this.ladders.get(unitId);
    const fills = await this.repository.fills(unitId, rotaId);
    const fill =
      fillId === undefined ? (fills[0] ?? null) : (fills.find((each) => each.fillId === fillId) ?? null);
    if (fillId !== undefined && fill === null) throw notFound('fill that was applied to this rota', fillId);
    return {
      rotaId,
      rates: steps.map(({ audience, hourlyPence }) => ({ step: audience, hourlyPence })),
      fills: fills.map(fillView),
      fill: fill === null ? null : fillView(fill),
      before: fill === null ? null : await this.at(snapshot, steps, fill.seq),
      after: fill === null ? null : await this.at(snapshot, steps, fill.seq + 1),
      now: stateView(spendOfRota(snapshot.input, steps)),
    };
  }

  /** As the rota was before an entry of its unit's audit. */
  private async at(
    { row, input, assignments }: RotaSnapshot,
    steps: Steps,
    seq: number,
  ): Promise<SpendDto['now']> {
    const { id, unitId } = row.rota;
    const changes = undo(input, assignments, await this.repository.changesFrom(unitId, id, seq));
    return stateView(spendOfRota(withChanges(input, changes, [input]), steps));
  }
}

function fillView({ fillId, at }: AppliedFill): SpendFillDto {
  return { fillId, appliedAt: at.toISOString() };
}
