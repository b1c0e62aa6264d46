import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type ActorRole } from '../../common/actor.js';
import { type Transaction } from '../../database/transactions.js';
import { AccountRoleEntity } from './account-role.entity.js';
import { AccountEntity } from './account.entity.js';

// Somebody whose placements have all ended has left; who never had one (HR, an administrator) has not.
const HAS_LEFT = `(EXISTS (SELECT 1 FROM placements p WHERE p.person_id = a.person_id)
  AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.person_id = a.person_id
                  AND (p.last_date IS NULL OR p.last_date >= $2::date)))`;

@Injectable()
export class AccountsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async byEmail(email: string): Promise<AccountEntity | null> {
    return this.manager.findOneBy(AccountEntity, { email });
  }

  async lock(id: string, tx: Transaction): Promise<AccountEntity | null> {
    return tx.findOne(AccountEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(
    account: Pick<AccountEntity, 'email' | 'displayName' | 'personId' | 'passwordHash' | 'isDemo'>,
    roles: readonly Pick<AccountRoleEntity, 'role' | 'unitId'>[],
    tx: Transaction,
  ): Promise<AccountEntity> {
    const saved = await tx.save(AccountEntity, tx.create(AccountEntity, account));
    await tx.insert(
      AccountRoleEntity,
      roles.map((role) => ({ ...role, accountId: saved.id })),
    );
    return saved;
  }

  async save(account: AccountEntity, tx: Transaction): Promise<AccountEntity> {
    return tx.save(AccountEntity, account);
  }

  /** With the names of the units of unit roles. */
  async rolesOf(accountId: string): Promise<NamedRole[]> {
    return this.manager.query<NamedRole[]>(
      `SELECT r.role, r.unit_id AS "unitId", u.name AS "unitName"
       FROM account_roles r LEFT JOIN units u ON u.id = r.unit_id
       WHERE r.account_id = $1 ORDER BY r.role, u.name`,
      [accountId],
    );
  }

  async hasLeft(accountId: string, date: string): Promise<boolean> {
    return (await this.standingOf(accountId, date))?.hasLeft === true;
  }

  /** All that decides what an account may do on a date, in one query. */
  async standingOf(accountId: string, date: string): Promise<Standing | null> {
    const rows = await this.manager.query<Standing[]>(
      `SELECT ${HAS_LEFT} AS "hasLeft",
         (SELECT coalesce(json_agg(json_build_object('role', r.role, 'unitId', r.unit_id)), '[]')
          FROM account_roles r WHERE r.account_id = a.id) AS roles,
         (SELECT coalesce(json_agg(DISTINCT p.unit_id), '[]') FROM placements p
          WHERE p.person_id = a.person_id AND (p.last_date IS NULL OR p.last_date >= $2::date)) AS "placedUnitIds"
       FROM accounts a WHERE a.id = $1`,
      [accountId, date],
    );
    return rows[0] ?? null;
  }

  /** Counts a wrong password, and locks the account at the limit. Touches nothing for an unknown address. */
  async countFailure(email: string, limit: number, lockUntil: Date): Promise<void> {
    await this.manager.query(
      `UPDATE accounts SET
         locked_until = CASE WHEN failed_sign_ins + 1 >= $2 THEN $3::timestamptz ELSE locked_until END,
         failed_sign_ins = CASE WHEN failed_sign_ins + 1 >= $2 THEN 0 ELSE failed_sign_ins + 1 END
       WHERE email = $1`,
      [email, limit, lockUntil],
    );
  }

  async forgetFailures(accountId: string): Promise<void> {
    await this.manager.query(
      `UPDATE accounts SET failed_sign_ins = 0, locked_until = NULL
       WHERE id = $1 AND (failed_sign_ins > 0 OR locked_until IS NOT NULL)`,
      [accountId],
    );
  }
}

export interface NamedRole {
  readonly role: AccountRoleEntity['role'];
  readonly unitId: string | null;
  readonly unitName: string | null;
}

export interface Standing {
  readonly hasLeft: boolean;
  readonly roles: readonly ActorRole[];
  /** Units in which the person has a placement that has not ended. */
  readonly placedUnitIds: readonly string[];
}
