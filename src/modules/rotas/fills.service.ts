import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { conflict, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { Transactions } from '../../database/transactions.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { AuditService } from '../audit/audit.service.js';
import { fillView, type FillDto, type StartFillBody } from './dto/fill.dto.js';
import { FILL_JOBS, fillJobId } from './fill-jobs.js';
import { FillsRepository } from './fills.repository.js';
import { RotaDoor } from './rota-door.service.js';
import { rotaView } from './rotas.service.js';

const LARGEST_SEED = 2_147_483_647;

/** Fills as a coordinator sees them: asked for, watched, stopped. */
@Injectable()
export class FillsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly door: RotaDoor,
    private readonly fills: FillsRepository,
    private readonly audit: AuditService,
    private readonly queue: JobQueue,
  ) {}

  /** The unit whose rota a fill fills, or null for an unknown id. */
  async unitIdOf(fillId: string): Promise<string | null> {
    return this.fills.unitIdOf(fillId);
  }

  /** @throws DomainError 409 `rota-not-draft`, `fill-running` with the fill that runs. */
  async start(
    rotaId: string,
    body: StartFillBody,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<FillDto> {
    const fill = await this.idempotency.once(once, async (tx) => {
      const rota = await this.door.open(tx, rotaId);
      const running = await this.fills.underWay(tx, rotaId);
      if (running !== null) {
        throw conflict(
          'fill-running',
          'This rota is being filled already; wait for it, or stop it first.',
          fillView(running),
        );
      }
      if (rota.state !== 'draft') {
        const current = rotaView({ rota, unitName: '', activeFillId: null });
        throw conflict(
          'rota-not-draft',
          `"${rota.name}" is ${rota.state}; only a draft can be filled.`,
          current,
        );
      }
      const id = await this.fills.insert(tx, {
        rotaId,
        seconds: body.seconds,
        seed: body.seed ?? randomInt(LARGEST_SEED),
        keep: body.keep,
        requestedBy: actor.accountId,
      });
      await this.audit.append(tx, {
        chain: rota.unitId,
        actor,
        action: 'fill-requested',
        subjectType: 'fill',
        subjectId: id,
        detail: { rotaId, seconds: body.seconds, keep: body.keep },
      });
      const inserted = await this.fills.find(id, tx);
      if (inserted === null) throw new Error(`fill ${id} was not kept`);
      return fillView(inserted);
    });
    await this.queue.wake(FILL_JOBS, fillJobId(fill.id, 0), { fillId: fill.id });
    return fill;
  }

  async get(id: string): Promise<FillDto> {
    const fill = await this.fills.find(id);
    if (fill === null) throw notFound('fill', id);
    return fillView(fill);
  }

  /** Asks for an end; the best rota so far is kept. A fill that has ended is left as it is. */
  async stop(id: string, actor: Actor): Promise<FillDto> {
    await this.transactions.run(async (tx) => {
      if (!(await this.fills.askToStop(tx, id))) return;
      await this.audit.append(tx, {
        chain: (await this.fills.unitIdOf(id, tx)) ?? '',
        actor,
        action: 'fill-stopped',
        subjectType: 'fill',
        subjectId: id,
        detail: {},
      });
    });
    return this.get(id);
  }
}
