import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Addresses under which calendars fetch a person's shifts. */
export class CalendarFeeds1764010800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_feeds (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people,
        -- The address holds the secret; here is its SHA-256 alone.
        token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT feed_of_one_secret UNIQUE (token_hash)
      );
      CREATE UNIQUE INDEX one_feed_a_person ON calendar_feeds (person_id) WHERE revoked_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calendar_feeds');
  }
}
