import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A member of staff, whichever units they work in. */
@Entity('people')
export class PersonEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('text')
  staffNumber: string;

  @Column('text')
  givenName: string;

  @Column('text')
  familyName: string;

  /** Null: asked for; nothing can be mailed. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('text')
  gradeCode: string;

  @Column('text', { nullable: true })
  registrationBody: 'GMC' | 'NMC' | 'GDC' | 'HCPC' | null;

  @Column('text', { nullable: true })
  registrationNumber: string | null;

  @VersionColumn()
  version: number;
}
