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

  /** Null until it is composed of its facts. */
  @Column('text', { nullable: true })
  textBody: string | null;

  @Column('text', { nullable: true })
  htmlBody: string | null;

  /** What it is about, as it was when it was wanted; null once it is composed. Its kind says what is in it. */
  @Column('jsonb', { nullable: true })
  facts: unknown;

  /** Where one click stops mails of this kind; null for those that cannot be stopped. */
  @Column('text', { nullable: true })
  stopUrl: string | null;

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
