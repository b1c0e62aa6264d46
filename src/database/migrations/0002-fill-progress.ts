import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a fill needs to be taken over by another worker and to tell what it left out. */
export class FillProgress1763773200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fills
        -- Which assignments must stay: the pinned ones, or all.
        ADD COLUMN keep text NOT NULL DEFAULT 'pinned' CHECK (keep IN ('pinned', 'all')),
        -- The assignments that the search started from, by id: what changed since is left as it is.
        ADD COLUMN baseline jsonb,
        -- Time searched so far, over all workers that ran it.
        ADD COLUMN spent_ms integer NOT NULL DEFAULT 0,
        -- What was solved around or left out, in words.
        ADD COLUMN notes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(notes) = 'array'),
        ADD COLUMN last_event integer NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fills DROP COLUMN keep, DROP COLUMN baseline, DROP COLUMN spent_ms, DROP COLUMN notes,
        DROP COLUMN last_event`);
  }
}
