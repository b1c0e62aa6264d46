import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { ScimDirectoryEntity } from './scim-directory.entity.js';
import { type ScimUserRow } from './scim-resource.js';
import { ScimUserEntity } from './scim-user.entity.js';

/** What can be looked up without reading every user. */
export interface ScimLookUp {
  readonly userName?: string;
  readonly externalId?: string;
  readonly id?: string;
}

const SELECT = `
  SELECT s.account_id AS "accountId", s.directory_id AS "directoryId", s.external_id AS "externalId",
         s.user_name AS "userName", s.given_name AS "givenName", s.family_name AS "familyName",
         s.employee_number AS "employeeNumber", s.email_type AS "emailType", s.active,
         s.created_at AS "createdAt", s.changed_at AS "changedAt", s.deleted_at AS "deletedAt", s.version, a.email, a.display_name AS "displayName", a.active AS "accountActive"
    FROM scim_users s JOIN accounts a ON a.id = s.account_id`;

@Injectable()
export class ScimRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** By name; revoked ones last. */
  async directories(): Promise<ScimDirectoryEntity[]> {
    return this.manager
      .createQueryBuilder(ScimDirectoryEntity, 'directory')
      .orderBy('directory.revokedAt IS NOT NULL')
      .addOrderBy('directory.name')
      .addOrderBy('directory.id')
      .getMany();
  }

  async lockDirectory(tx: Transaction, id: string): Promise<ScimDirectoryEntity | null> {
    return tx.findOne(ScimDirectoryEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async saveDirectory(tx: Transaction, row: Partial<ScimDirectoryEntity>): Promise<ScimDirectoryEntity> {
    return tx.save(ScimDirectoryEntity, tx.create(ScimDirectoryEntity, row));
  }

  /** The directory that holds a token; its use is noted at most once a minute. */
  async use(tokenHash: Buffer, now: Date): Promise<ScimDirectoryEntity | null> {
    const found = await this.manager.findOneBy(ScimDirectoryEntity, { tokenHash, revokedAt: IsNull() });
    if (found === null) return null;
    if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= 60_000) {
      await this.manager.query('UPDATE scim_directories SET last_used_at = $2 WHERE id = $1', [
        found.id,
        now,
      ]);
    }
    return found;
  }

  /** Users of a directory that it has not deleted, oldest first. */
  async users(directoryId: string, { userName, externalId, id }: ScimLookUp): Promise<ScimUserRow[]> {
    return this.manager.query<ScimUserRow[]>(
      `${SELECT} WHERE s.directory_id = $1 AND s.deleted_at IS NULL
          AND ($2::text IS NULL OR lower(s.user_name) = lower($2)) AND ($3::text IS NULL OR s.external_id = $3)
          AND ($4::text IS NULL OR s.account_id::text = lower($4))
        ORDER BY s.created_at, s.account_id`,
      [directoryId, userName ?? null, externalId ?? null, id ?? null],
    );
  }

  async row(accountId: string, tx: Transaction): Promise<ScimUserRow | null> {
    const rows = await tx.query<ScimUserRow[]>(`${SELECT} WHERE s.account_id = $1`, [accountId]);
    return rows[0] ?? null;
  }

  async lockUser(tx: Transaction, accountId: string): Promise<ScimUserEntity | null> {
    return tx.findOne(ScimUserEntity, { where: { accountId }, lock: { mode: 'pessimistic_write' } });
  }

  async lockByExternalId(
    tx: Transaction,
    directoryId: string,
    externalId: string,
  ): Promise<ScimUserEntity | null> {
    return tx.findOne(ScimUserEntity, {
      where: { directoryId, externalId },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async isRevoked(tx: Transaction, directoryId: string): Promise<boolean> {
    const directory = await tx.findOneBy(ScimDirectoryEntity, { id: directoryId });
    return directory?.revokedAt !== null;
  }

  async saveUser(tx: Transaction, user: Partial<ScimUserEntity>): Promise<void> {
    await tx.save(ScimUserEntity, tx.create(ScimUserEntity, user));
  }
}
