import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type ActorRole } from '../../common/actor.js';
import { type Role } from '../../common/role.js';
import { type Transaction } from '../../database/transactions.js';
import { AccountRoleEntity } from './account-role.entity.js';
import { AccountEntity } from './account.entity.js';

// Somebody whose placements have all ended has left; who never had one (HR, an administrator) has not.
const HAS_LEFT = `(EXISTS (SELECT 1 FROM placements p WHERE p.person_id = a.person_id)
  AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.person_id = a.person_id
                  AND (p.last_date IS NULL OR p.last_date >= $2::date)))`;

/** Columns of a {@link Standing} of the account `a` on the date $2. */
export const STANDING = `${HAS_LEFT} AS "hasLeft",
  EXISTS (SELECT FROM second_steps s WHERE s.account_id = a.id AND s.confirmed_at IS NOT NULL) AS "hasSecondStep",
  (SELECT coalesce(json_agg(json_build_object('role', r.role, 'unitId', r.unit_id)), '[]')
     FROM account_roles r WHERE r.account_id = a.id) AS roles,
  (SELECT coalesce(json_agg(DISTINCT p.unit_id), '[]') FROM placements p
    WHERE p.person_id = a.person_id AND (p.last_date IS NULL OR p.last_date >= $2::date)) AS "placedUnitIds"`;

/** Any number: all who might leave nobody to administer lock the same one. */
const ADMINISTRATORS_LOCK = 7_214_405_132;

/** Whether the account `a` has something to sign in with. */
export const CAN_SIGN_IN = '(a.password_hash IS NOT NULL OR a.provider_subject IS NOT NULL)';

/** Joins to the account `a` the link `l` that it was invited with last, and the mail `m` that took it there. */
export const LAST_INVITATION = `
  LEFT JOIN LATERAL (SELECT * FROM password_links l WHERE l.account_id = a.id AND l.purpose = 'activation'
                      ORDER BY l.created_at DESC, l.id LIMIT 1) l ON true
  LEFT JOIN mails m ON m.dedupe_key = 'password-link:' || l.id`;

@Injectable()
export class AccountsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async byEmail(email: string, tx: Transaction = this.manager): Promise<AccountEntity | null> {
    return tx.findOneBy(AccountEntity, { email });
  }

  async byId(id: string): Promise<AccountEntity | null> {
    return this.manager.findOneBy(AccountEntity, { id });
  }

  /** Active ones that hold a role, by address. */
  async activeWith(role: Role): Promise<AccountEntity[]> {
    return this.manager
      .createQueryBuilder(AccountEntity, 'account')
      .where('account.active')
      .andWhere('account.id IN (SELECT r.account_id FROM account_roles r WHERE r.role = :role)', { role })
      .orderBy('account.email')
      .getMany();
  }

  async byProvider(issuer: string, subject: string, tx: Transaction): Promise<AccountEntity | null> {
    return tx.findOneBy(AccountEntity, { providerIssuer: issuer, providerSubject: subject });
  }

  async lockOfPerson(personId: string, tx: Transaction): Promise<AccountEntity | null> {
    return tx.findOne(AccountEntity, { where: { personId }, lock: { mode: 'pessimistic_write' } });
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

  /** Whether nobody could administer without the account. Under a lock, so that of two last administrators not both can go at once. */
  async isLastAdministrator(accountId: string, tx: Transaction): Promise<boolean> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [ADMINISTRATORS_LOCK]);
    const [row] = await tx.query<{ isLast: boolean }[]>(
      `SELECT EXISTS (SELECT FROM account_roles r WHERE r.account_id = $1 AND r.role = 'admin')
          AND NOT EXISTS (SELECT FROM accounts a JOIN account_roles r ON r.account_id = a.id
                           WHERE r.role = 'admin' AND a.active AND a.id <> $1 AND ${CAN_SIGN_IN}) AS "isLast"`,
      [accountId],
    );
    return row!.isLast;
  }

  async hasLeft(accountId: string, date: string, tx?: Transaction): Promise<boolean> {
    return (await this.standingOf(accountId, date, tx))?.hasLeft === true;
  }

  /** All that decides what an account may do on a date, in one query. */
  async standingOf(
    accountId: string,
    date: string,
    tx: Transaction = this.manager,
  ): Promise<Standing | null> {
    const rows = await tx.query<Standing[]>(`SELECT ${STANDING} FROM accounts a WHERE a.id = $1`, [
      accountId,
      date,
    ]);
    return rows[0] ?? null;
  }

  /** What is known of the sign-ins of people, and of the link and mail that each got last. */
  async ofPeople(personIds: readonly string[], tx: Transaction = this.manager): Promise<PersonAccountRow[]> {
    return tx.query<PersonAccountRow[]>(
      `SELECT a.person_id AS "personId", a.email, a.active, a.version,
         ${CAN_SIGN_IN} AS "canSignIn",
         l.created_at AS "invitedAt", l.expires_at AS "linkExpiresAt", m.state AS "mailState", m.last_error AS "mailError"
       FROM accounts a
       ${LAST_INVITATION}
       WHERE a.person_id = ANY ($1::uuid[])`,
      [personIds],
    );
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

export interface PersonAccountRow {
  readonly personId: string;
  readonly email: string;
  readonly active: boolean;
  readonly version: number;
  /** Has a password, or the trust's own sign-in. */
  readonly canSignIn: boolean;
  readonly invitedAt: Date | null;
  readonly linkExpiresAt: Date | null;
  readonly mailState: 'queued' | 'handed-over' | 'failing' | 'failed' | null;
  readonly mailError: string | null;
}

export interface NamedRole {
  readonly role: AccountRoleEntity['role'];
  readonly unitId: string | null;
  readonly unitName: string | null;
}

export interface Standing {
  readonly hasLeft: boolean;
  /** Proves its password by codes. */
  readonly hasSecondStep: boolean;
  readonly roles: readonly ActorRole[];
  /** Units in which the person has a placement that has not ended. */
  readonly placedUnitIds: readonly string[];
}
