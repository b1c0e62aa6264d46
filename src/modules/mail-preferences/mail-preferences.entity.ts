import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** What a person wants to be mailed beside what they have to know. Times are minutes of the day where they work. */
@Entity('mail_preferences')
export class MailPreferencesEntity {
  @PrimaryColumn('uuid')
  personId: string;

  /** Open shifts that they can work. */
  @Column('boolean', { default: true })
  offers: boolean;

  @Column('integer', { default: 1020 })
  digestAtMin: number;

  @Column('boolean', { default: true })
  reminders: boolean;

  @Column('integer', { default: 24 })
  reminderHours: number;

  /** From and to the same: no quiet hours. */
  @Column('integer', { default: 1320 })
  quietFromMin: number;

  @Column('integer', { default: 420 })
  quietToMin: number;

  /** Stands in the mails that can be stopped. */
  @Column('uuid', { default: () => 'gen_random_uuid()' })
  stopToken: string;

  @VersionColumn()
  version: number;
}
