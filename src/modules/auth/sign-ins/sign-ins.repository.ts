import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type ActorRole } from '../../../common/actor.js';
import { type Transaction } from '../../../database/transactions.js';
import { AccountRoleEntity } from '../account-role.entity.js';
import {
  CAN_SIGN_IN,
  LAST_INVITATION,
  type NamedRole,
  type PersonAccountRow,
} from '../accounts.repository.js';

export interface SignInRow extends Omit<PersonAccountRow, 'personId' | 'invitedAt' | 'mailError'> {
  readonly id: string;
  readonly personId: string | null;
  readonly displayName: string;
  readonly roles: NamedRole[];
}

const ROW = `
  SELECT a.id, a.email, a.display_name AS "displayName", a.person_id AS "personId", a.active, a.version,
         ${CAN_SIGN_IN} AS "canSignIn",
         l.expires_at AS "linkExpiresAt", m.state AS "mailState",
         (SELECT coalesce(json_agg(json_build_object('role', r.role, 'unitId', r.unit_id, 'unitName', u.name)
                                   ORDER BY r.role, u.name), '[]')
            FROM account_roles r LEFT JOIN units u ON u.id = r.unit_id WHERE r.account_id = a.id) AS roles
    FROM accounts a
    ${LAST_INVITATION}`;

@Injectable()
export class SignInsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<SignInRow | null> {
    return (await tx.query<SignInRow[]>(`${ROW} WHERE a.id = $1`, [id]))[0] ?? null;
  }

  /** By name and id. @param after both of the one before the page */
  async list(search: string, after: readonly string[] | null, limit: number): Promise<SignInRow[]> {
    return this.manager.query<SignInRow[]>(
      `${ROW}
        WHERE ($1 = '' OR position(lower($1) IN lower(a.display_name)) > 0 OR position(lower($1) IN a.email) > 0)
          AND ($2::text IS NULL OR (a.display_name, a.id) > ($2, $3::uuid))
        ORDER BY a.display_name, a.id LIMIT $4`,
      [search, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  async change(
    accountId: string,
    { displayName, roles }: { readonly displayName: string; readonly roles: readonly ActorRole[] },
    tx: Transaction,
  ): Promise<void> {
    await tx.query('UPDATE accounts SET display_name = $2, version = version + 1 WHERE id = $1', [
      accountId,
      displayName,
    ]);
    await tx.delete(AccountRoleEntity, { accountId });
    await tx.insert(
      AccountRoleEntity,
      roles.map(({ role, unitId }) => ({ accountId, role, unitId })),
    );
  }
}
