import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type QueryDeepPartialEntity, Repository } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { type MailWords } from './mail-composers.js';
import { MailEntity } from './mail.entity.js';

type Envelope = Pick<
  MailEntity,
  'kind' | 'dedupeKey' | 'personId' | 'toAddress' | 'subject' | 'messageId' | 'createdAt'
> & {
  /** Where one click stops mails of this kind. */
  readonly stopUrl?: string;
  /** Not sent before. */
  readonly notBefore?: Date;
};

/** A mail with its words, or with the facts of which the composer of its kind makes them when it is sent. */
export type NewMail = Envelope & (MailWords | { readonly facts: object });

export interface UndeliveredRow {
  readonly id: string;
  readonly personId: string;
  readonly displayName: string;
  readonly toAddress: string;
  readonly kind: string;
  readonly state: 'failing' | 'failed';
  readonly attempts: number;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date;
  readonly lastError: string | null;
}

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
        .values(mails.slice(from, from + atOnce).map(rowOf))
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

  /** Words that were made of facts; they stay as they are from now on. */
  async composed(rows: readonly (MailWords & { readonly id: string })[]): Promise<void> {
    await this.mails.query(
      `UPDATE mails m SET text_body = w.text, html_body = w.html, calendar = w.calendar, facts = NULL
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS w (id, text, html, calendar)
        WHERE m.id = w.id AND m.facts IS NOT NULL`,
      [
        rows.map(({ id }) => id),
        rows.map(({ textBody }) => textBody),
        rows.map(({ htmlBody }) => htmlBody),
        rows.map(({ calendar }) => calendar),
      ],
    );
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

  /** What people placed in a unit now were not handed, newest first. */
  async undelivered(
    unitId: string,
    after: { createdAt: string; id: string } | null,
    limit: number,
  ): Promise<UndeliveredRow[]> {
    return this.mails.query<UndeliveredRow[]>(
      `SELECT m.id, m.person_id AS "personId", p.family_name || ', ' || p.given_name AS "displayName",
              m.to_address AS "toAddress", m.kind, m.state, m.attempts,
              date_trunc('milliseconds', m.created_at) AS "createdAt", m.next_attempt_at AS "nextAttemptAt",
              m.last_error AS "lastError"
         FROM mails m JOIN people p ON p.id = m.person_id
        WHERE m.state IN ('failing', 'failed')
          AND EXISTS (SELECT FROM placements x WHERE x.person_id = p.id AND x.unit_id = $1
                         AND current_date BETWEEN x.first_date AND coalesce(x.last_date, current_date))
          AND ($2::timestamptz IS NULL OR (date_trunc('milliseconds', m.created_at), m.id) < ($2, $3::uuid))
        ORDER BY date_trunc('milliseconds', m.created_at) DESC, m.id DESC LIMIT $4`,
      [unitId, after?.createdAt ?? null, after?.id ?? null, limit],
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

function rowOf({ notBefore, stopUrl, ...mail }: NewMail): QueryDeepPartialEntity<MailEntity> {
  const words = 'facts' in mail ? { textBody: null, htmlBody: null, calendar: null } : { facts: null };
  // The type of TypeORM wants a function for what is unknown.
  const row = { ...mail, ...words, stopUrl: stopUrl ?? null } as QueryDeepPartialEntity<MailEntity>;
  return notBefore === undefined ? row : { ...row, nextAttemptAt: notBefore };
}
