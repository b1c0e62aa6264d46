import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { conflict, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { AuditService } from '../audit/audit.service.js';
import { fillView, type FillDto, type StartFillBody } from './dto/fill.dto.js';
import { FILL_JOBS, fillJobId } from './fill-jobs.js';
import { type FillEntity } from './fill.entity.js';
import { FillsRepository } from './fills.repository.js';
import { RotaDoor } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';
import { rotaView } from './rotas.service.js';

const LARGEST_SEED = 2_147_483_647;

/** What is asked of a fill. */
export interface FillWish extends Pick<FillEntity, 'seconds' | 'keep' | 'fromDate' | 'work'> {
  /** Undefined: any. */
  readonly seed: number | undefined;
}

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
      await this.assertIdle(tx, rotaId);
      if (rota.state !== 'draft') {
        const current = rotaView({ rota, unitName: '', activeFillId: null });
        throw conflict(
          'rota-not-draft',
          `"${rota.name}" is ${rota.state}; only a draft can be filled.`,
          current,
        );
      }
      const { seconds, seed, keep, work = null } = body;
      return this.request(tx, rota, { seconds, seed, keep, work, fromDate: null }, actor);
    });
    await this.wake(fill.id);
    return fill;
  }

  /** @throws DomainError 409 `fill-running` with the fill that runs. */
  async assertIdle(tx: Transaction, rotaId: string): Promise<void> {
    const running = await this.fills.underWay(tx, rotaId);
    if (running === null) return;
    throw conflict(
      'fill-running',
      'This rota is being filled already; wait for it, or stop it first.',
      fillView(running),
    );
  }

  /** Writes a fill down, for a rota that was opened and is idle; workers are woken once it is committed. */
  async request(tx: Transaction, rota: RotaEntity, wish: FillWish, actor: Actor): Promise<FillDto> {
    const { seconds, keep } = wish;
    const id = await this.fills.insert(tx, {
      ...wish,
      rotaId: rota.id,
      seed: wish.seed ?? randomInt(LARGEST_SEED),
      requestedBy: actor.accountId,
    });
    await this.audit.append(tx, {
      chain: rota.unitId,
      actor,
      action: keep === 'most' ? 'repair-requested' : 'fill-requested',
      subjectType: 'fill',
      subjectId: id,
      detail: { rotaId: rota.id, seconds, keep },
    });
    const inserted = await this.fills.find(id, tx);
    if (inserted === null) throw new Error(`fill ${id} was not kept`);
    return fillView(inserted);
  }

  async wake(fillId: string): Promise<void> {
    await this.queue.wake(FILL_JOBS, fillJobId(fillId, 0), { fillId });
  }

  /** The fill that a rota is being filled by, or null. */
  async underWay(rotaId: string): Promise<FillDto | null> {
    const running = await this.transactions.run(async (tx) => this.fills.underWay(tx, rotaId));
    return running && fillView(running);
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
