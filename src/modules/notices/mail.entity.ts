import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A mail in the outbox, written in the transaction that wants it. */
@Entity('mails')
export class MailEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text')
  kind: string;

  /** One mail a person and occasion. */
  @Column('text')
  dedupeKey: string;

  @Column('uuid', { nullable: true })
  personId: string | null;

  @Column('text')
  toAddress: string;

  @Column('text')
  subject: string;

  @Column('text')
  textBody: string;

  @Column('text')
  htmlBody: string;

  /** iCalendar text. */
  @Column('text', { nullable: true })
  calendar: string | null;

  @Column('text')
  messageId: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('text', { default: 'queued' })
  state: 'queued' | 'handed-over' | 'failing' | 'failed';

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamptz', { default: () => 'now()' })
  nextAttemptAt: Date;

  @Column('timestamptz', { nullable: true })
  handedOverAt: Date | null;

  @Column('text', { nullable: true })
  lastError: string | null;
}
