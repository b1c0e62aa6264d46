import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, invalid } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type FillDto, type StartRepairBody } from './dto/fill.dto.js';
import { FillsService } from './fills.service.js';
import { RotaDoor } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';
import { rotaView } from './rotas.service.js';

/**
 * Repairs: fills that keep as much of a rota as they can. Who is absent is read from leave and availability as for every fill, so
 * sickness is entered there first.
 */
@Injectable()
export class RepairsService {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly door: RotaDoor,
    private readonly fills: FillsService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param seen version of the rota that the coordinator looked at.
   * @throws DomainError 412 when the rota has changed since; 409 `fill-running`, `rota-over`, `rota-closed`; 400 for a first day after its end.
   */
  async start(
    rotaId: string,
    body: StartRepairBody,
    seen: number,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<FillDto> {
    const fill = await this.idempotency.once(once, async (tx) => {
      const rota = await this.door.open(tx, rotaId);
      const current = rotaView({ rota, unitName: '', activeFillId: null });
      assertVersion(seen, rota.version, current);
      await this.fills.assertIdle(tx, rotaId);
      const fromDate = this.firstDay(rota, body);
      const { seconds, seed } = body;
      return this.fills.request(tx, rota, { seconds, seed, keep: 'most', work: null, fromDate }, actor);
    });
    await this.fills.wake(fill.id);
    return fill;
  }

  private firstDay(rota: RotaEntity, { fromDate }: StartRepairBody): string {
    if (fromDate !== undefined && fromDate > rota.lastDate) {
      const message = `${fromDate} is after the end of "${rota.name}": choose a date up to ${rota.lastDate}.`;
      throw invalid({ path: 'fromDate', message });
    }
    const today = this.clock.today();
    if (fromDate === undefined && today > rota.lastDate) {
      throw conflict(
        'rota-over',
        `"${rota.name}" ended on ${rota.lastDate}; there is nothing left of it to repair.`,
        rotaView({ rota, unitName: '', activeFillId: null }),
      );
    }
    return fromDate ?? (today > rota.firstDate ? today : rota.firstDate);
  }
}
