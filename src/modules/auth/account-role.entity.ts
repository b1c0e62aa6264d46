import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type Role } from '../../common/role.js';

/** A role of an account, in a unit for those roles that are held in one. */
@Entity('account_roles')
export class AccountRoleEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('text')
  role: Role;

  @Column('uuid', { nullable: true })
  unitId: string | null;
}
