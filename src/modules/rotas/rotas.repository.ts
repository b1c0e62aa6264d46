import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { RotaEntity } from './rota.entity.js';

/** A rota with what people call its unit, and its fill under way. */
export interface RotaRow {
  rota: RotaEntity;
  unitName: string;
  activeFillId: string | null;
}

interface Names {
  id: string;
  unitName: string;
  activeFillId: string | null;
}

@Injectable()
export class RotasRepository {
  constructor(@InjectRepository(RotaEntity) private readonly rotas: Repository<RotaEntity>) {}

  async unitIdOf(id: string): Promise<string | null> {
    return (await this.rotas.findOneBy({ id }))?.unitId ?? null;
  }

  async findRow(id: string, tx: Transaction = this.rotas.manager): Promise<RotaRow | null> {
    const rota = await tx.findOneBy(RotaEntity, { id });
    return rota === null ? null : ((await this.withNames(tx, [rota]))[0] ?? null);
  }

  /** Published rotas of other units on the same days, whose people work in this one's unit, too. */
  async sharingPeople(tx: Transaction, { id, unitId, firstDate, lastDate }: RotaEntity): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT r.id FROM rotas r
        WHERE r.state = 'published' AND r.id <> $1 AND r.unit_id <> $2
          AND daterange(r.first_date, r.last_date, '[]') && daterange($3, $4, '[]')
          AND EXISTS (SELECT FROM placements x JOIN placements y ON y.person_id = x.person_id
                       WHERE x.unit_id = $2 AND y.unit_id = r.unit_id
                         AND daterange(x.first_date, x.last_date, '[]') && daterange($3, $4, '[]')
                         AND daterange(y.first_date, y.last_date, '[]') && daterange(r.first_date, r.last_date, '[]'))
        ORDER BY r.id`,
      [id, unitId, firstDate, lastDate],
    );
    return rows.map((row) => row.id);
  }

  /** Newest period first. @param after sort key of the last row of the page before. */
  async list(
    unitIds: readonly string[] | null,
    after: { firstDate: string; id: string } | null,
    limit: number,
  ): Promise<RotaRow[]> {
    const query = this.rotas.createQueryBuilder('rota');
    if (unitIds !== null) query.andWhere('rota.unitId IN (:...unitIds)', { unitIds: [...unitIds] });
    if (after !== null) query.andWhere('(rota.firstDate, rota.id) < (:firstDate, :id)', after);
    const rotas = await query
      .orderBy('rota.firstDate', 'DESC')
      .addOrderBy('rota.id', 'DESC')
      .take(limit)
      .getMany();
    return this.withNames(this.rotas.manager, rotas);
  }

  async insert(
    tx: Transaction,
    rota: Pick<RotaEntity, 'unitId' | 'name' | 'firstDate' | 'lastDate'>,
  ): Promise<string> {
    const { identifiers } = await tx.insert(RotaEntity, rota);
    return (identifiers[0] as { id: string }).id;
  }

  /** Whoever changes a rota or its assignments holds this lock: the first of all. */
  async lock(tx: Transaction, id: string): Promise<RotaEntity | null> {
    return (await this.lockAll(tx, [id]))[0] ?? null;
  }

  /** The same of several, in the order of their ids; without those that are not there. */
  async lockAll(tx: Transaction, ids: readonly string[]): Promise<RotaEntity[]> {
    const rows = await tx.query<RotaEntity[]>(
      `SELECT id, unit_id AS "unitId", name, first_date::text AS "firstDate", last_date::text AS "lastDate", state,
              published_version AS "publishedVersion", version FROM rotas WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
    return rows.map((row) => tx.create(RotaEntity, row));
  }

  /** Moves the versions on. */
  async touch(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query('UPDATE rotas SET version = version + 1 WHERE id = ANY($1)', [ids]);
  }

  /** Sets what is given and moves the version on. */
  async update(
    tx: Transaction,
    id: string,
    change: Partial<Pick<RotaEntity, 'name' | 'state' | 'publishedVersion'>>,
  ): Promise<void> {
    await tx.query(
      `UPDATE rotas SET name = coalesce($2, name), state = coalesce($3, state),
              published_version = coalesce($4, published_version), version = version + 1 WHERE id = $1`,
      [id, change.name ?? null, change.state ?? null, change.publishedVersion ?? null],
    );
  }

  /** A draft with its shifts and fills. */
  async delete(tx: Transaction, id: string): Promise<void> {
    await tx.query('DELETE FROM assignments WHERE rota_id = $1', [id]);
    await tx.query('DELETE FROM fills WHERE rota_id = $1', [id]);
    await tx.query('DELETE FROM rotas WHERE id = $1', [id]);
  }

  private async withNames(tx: Transaction, rotas: readonly RotaEntity[]): Promise<RotaRow[]> {
    const names = await tx.query<Names[]>(
      `SELECT r.id, u.name AS "unitName", f.id AS "activeFillId"
         FROM rotas r JOIN units u ON u.id = r.unit_id
         LEFT JOIN fills f ON f.rota_id = r.id AND f.state IN ('queued', 'running', 'stopping')
        WHERE r.id = ANY($1)`,
      [rotas.map(({ id }) => id)],
    );
    const byId = new Map(names.map((row) => [row.id, row]));
    return rotas.map((rota) => ({
      rota,
      unitName: byId.get(rota.id)?.unitName ?? '',
      activeFillId: byId.get(rota.id)?.activeFillId ?? null,
    }));
  }
}
