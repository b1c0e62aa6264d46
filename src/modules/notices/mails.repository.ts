import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { MailEntity } from './mail.entity.js';

export type NewMail = Pick<
  MailEntity,
  | 'kind'
  | 'dedupeKey'
  | 'personId'
  | 'toAddress'
  | 'subject'
  | 'textBody'
  | 'htmlBody'
  | 'calendar'
  | 'messageId'
  | 'createdAt'
>;

@Injectable()
export class MailsRepository {
  constructor(@InjectRepository(MailEntity) private readonly mails: Repository<MailEntity>) {}

  /** A mail whose occasion is known already is left as it is. @returns how many were new. */
  async insert(tx: Transaction, mails: readonly NewMail[]): Promise<number> {
    const atOnce = 200;
    let count = 0;
    for (let from = 0; from < mails.length; from += atOnce) {
      const inserted = await tx
        .createQueryBuilder()
        .insert()
        .into(MailEntity)
        .values(mails.slice(from, from + atOnce))
        .orIgnore()
        .returning('id')
        .execute();
      count += (inserted.raw as unknown[]).length;
    }
    return count;
  }

  /**
   * Takes mails that are due. Nobody else gets them until the lease is over: should this process die with them, another one
   * sends them then.
   */
  async claim(limit: number, leaseSeconds: number): Promise<MailEntity[]> {
    const [rows] = await this.mails.query<[{ id: string }[], number]>(
      `UPDATE mails SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
        WHERE id IN (SELECT id FROM mails WHERE state IN ('queued', 'failing') AND next_attempt_at <= now()
                      ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      [limit, leaseSeconds],
    );
    return rows.length === 0 ? [] : this.mails.findBy({ id: In(rows.map(({ id }) => id)) });
  }

  async handedOver(id: string): Promise<void> {
    await this.mails.query(
      `UPDATE mails SET state = 'handed-over', handed_over_at = now(), last_error = NULL
        WHERE id = $1 AND state <> 'handed-over'`,
      [id],
    );
  }

  /** @param nextAttemptAt null: never again. */
  async failed(id: string, error: string, nextAttemptAt: Date | null): Promise<void> {
    await this.mails.query(
      `UPDATE mails SET state = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE 'failing' END, last_error = $2,
              next_attempt_at = coalesce($3, next_attempt_at) WHERE id = $1 AND state <> 'handed-over'`,
      [id, error, nextAttemptAt],
    );
  }

  async anyDue(): Promise<boolean> {
    const rows = await this.mails.query<{ due: boolean }[]>(
      `SELECT EXISTS (SELECT FROM mails WHERE state IN ('queued', 'failing') AND next_attempt_at <= now()) AS due`,
    );
    return rows[0]?.due === true;
  }

  async countByState(): Promise<{ state: MailEntity['state']; count: number }[]> {
    return this.mails.query(
      `SELECT state, count(*)::int AS count FROM mails WHERE state <> 'handed-over' GROUP BY state`,
    );
  }

  /** In the order of their occasions. */
  async byDedupePrefixes(prefixes: readonly string[]): Promise<MailEntity[]> {
    if (prefixes.length === 0) return [];
    return this.mails
      .createQueryBuilder('mail')
      .where('mail.dedupeKey LIKE ANY (:patterns)', { patterns: prefixes.map((prefix) => `${prefix}%`) })
      .orderBy('mail.createdAt')
      .addOrderBy('mail.dedupeKey')
      .getMany();
  }
}
