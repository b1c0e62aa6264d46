import { Injectable } from '@nestjs/common';
import { type Actor, unitsAskedFor } from '../../common/actor.js';
import { assertVersion, conflict, invalid, notFound } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { decodeCursor, toPage, type Page } from '../../common/paging.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import {
  type CreateRotaBody,
  type RenameRotaBody,
  type RotaDto,
  type RotaListQuery,
} from './dto/rota.dto.js';
import { READING_ROLES } from './rota-access.js';
import { type RotaEntity } from './rota.entity.js';
import { RotasRepository, type RotaRow } from './rotas.repository.js';

const LONGEST_DAYS = 371;
const MS_PER_DAY = 86_400_000;

/** Rotas themselves; their shifts change through the door. */
@Injectable()
export class RotasService {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly rotas: RotasRepository,
    private readonly audit: AuditService,
  ) {}

  /** The unit that a rota belongs to, or null for an unknown id. */
  async unitIdOf(rotaId: string): Promise<string | null> {
    return this.rotas.unitIdOf(rotaId);
  }

  async list({ unitId, cursor, limit }: RotaListQuery, actor: Actor): Promise<Page<RotaDto>> {
    const key = decodeCursor(cursor, ['string', 'string']) as [string, string] | null;
    const after = key === null ? null : { firstDate: key[0], id: key[1] };
    const rows = await this.rotas.list(unitsAskedFor(unitId, actor, READING_ROLES), after, limit + 1);
    return toPage(rows, limit, ({ rota }) => [rota.firstDate, rota.id], rotaView);
  }

  /** @throws DomainError 404 */
  async get(id: string): Promise<RotaDto> {
    const row = await this.rotas.findRow(id);
    if (row === null) throw notFound('rota', id);
    return rotaView(row);
  }

  async create(body: CreateRotaBody, actor: Actor, once: IdempotentRequest | null): Promise<RotaDto> {
    return this.idempotency.once(once, async (tx) => this.add(tx, body, actor));
  }

  /** The same in a transaction of the caller's. */
  async add(tx: Transaction, body: CreateRotaBody, actor: Actor): Promise<RotaDto> {
    assertPeriod(body);
    const id = await this.rotas.insert(tx, body);
    await this.remember(tx, 'rota-created', { id, unitId: body.unitId }, actor, { ...body });
    return this.view(tx, id);
  }

  async rename(id: string, { name }: RenameRotaBody, seen: number, actor: Actor): Promise<RotaDto> {
    return this.transactions.run(async (tx) => {
      const rota = await this.rotas.lock(tx, id);
      if (rota === null) throw notFound('rota', id);
      assertVersion(seen, rota.version, await this.view(tx, id));
      await this.rotas.update(tx, id, { name });
      await this.remember(tx, 'rota-renamed', rota, actor, { before: rota.name, after: name });
      return this.view(tx, id);
    });
  }

  /** @throws DomainError 409 `rota-not-draft`: what was published stays. */
  async delete(id: string, seen: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const rota = await this.rotas.lock(tx, id);
      if (rota === null) throw notFound('rota', id);
      assertVersion(seen, rota.version, await this.view(tx, id));
      await this.deleteLocked(tx, rota, actor);
    });
  }

  /** The same in the caller's transaction, whatever its version. One that is gone already is no fault. */
  async deleteIfThere(tx: Transaction, id: string, actor: Actor): Promise<void> {
    const rota = await this.rotas.lock(tx, id);
    if (rota !== null) await this.deleteLocked(tx, rota, actor);
  }

  private async deleteLocked(tx: Transaction, rota: RotaEntity, actor: Actor): Promise<void> {
    const { id } = rota;
    const current = await this.view(tx, id);
    if (rota.state !== 'draft') {
      throw conflict(
        'rota-not-draft',
        `"${rota.name}" is ${rota.state}; only a draft can be deleted.`,
        current,
      );
    }
    if (current.activeFillId !== null) {
      throw conflict('fill-running', `"${rota.name}" is being filled; stop the fill first.`, current);
    }
    await this.rotas.delete(tx, id);
    await this.remember(tx, 'rota-deleted', rota, actor, { name: rota.name });
  }

  private async view(tx: Transaction, id: string): Promise<RotaDto> {
    const row = await this.rotas.findRow(id, tx);
    if (row === null) throw notFound('rota', id);
    return rotaView(row);
  }

  private async remember(
    tx: Transaction,
    action: string,
    rota: { id: string; unitId: string },
    actor: Actor,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: rota.unitId,
      actor,
      action,
      subjectType: 'rota',
      subjectId: rota.id,
      detail,
    });
  }
}

export function rotaView({ rota, unitName, activeFillId }: RotaRow): RotaDto {
  return {
    id: rota.id,
    unitId: rota.unitId,
    unitName,
    name: rota.name,
    firstDate: rota.firstDate,
    lastDate: rota.lastDate,
    state: rota.state,
    publishedVersion: rota.publishedVersion,
    version: rota.version,
    activeFillId,
  };
}

function assertPeriod({ firstDate, lastDate }: CreateRotaBody): void {
  const days = (Date.parse(lastDate) - Date.parse(firstDate)) / MS_PER_DAY + 1;
  if (days < 1) {
    throw invalid({
      path: 'lastDate',
      message: `${lastDate} is before ${firstDate}: a rota ends on or after its first date.`,
    });
  }
  if (days > LONGEST_DAYS) {
    throw invalid({
      path: 'lastDate',
      message: `${firstDate} to ${lastDate} are ${days} days; a rota has at most ${LONGEST_DAYS}.`,
    });
  }
}
