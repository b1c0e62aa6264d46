import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A skill that a person holds from a day, until it expires. */
@Entity('person_skills')
export class PersonSkillEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  @Column('uuid')
  skillId: string;

  @Column('date')
  validFrom: string;

  /** Last day on which it counts; null: does not expire. */
  @Column('date', { nullable: true })
  validUntil: string | null;

  @VersionColumn()
  version: number;
}
