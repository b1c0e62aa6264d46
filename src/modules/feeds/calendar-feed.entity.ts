import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The address under which calendars fetch a person's shifts. One at a time; only the hash of its secret is kept. */
@Entity('calendar_feeds')
export class CalendarFeedEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  /** SHA-256. */
  @Column('bytea')
  tokenHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  /** To the minute; null: never fetched. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}
