import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a repair needs beyond a fill: where it begins, and what it changed. Fills may be limited by work instead of time. */
export class Repairs1763863200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fills
        DROP CONSTRAINT fills_keep_check,
        -- Which assignments must stay: the pinned ones, all, or as many as can be (a repair).
        ADD CONSTRAINT fills_keep_check CHECK (keep IN ('pinned', 'all', 'most')),
        -- Days before this one stay as they stand.
        ADD COLUMN from_date date,
        -- What a repair changed: [{personId, displayName, date, fromShiftTypeId, toShiftTypeId, lost}].
        ADD COLUMN changes jsonb CHECK (jsonb_typeof(changes) = 'array'),
        -- Steps of the solver; null: limited by seconds alone.
        ADD COLUMN work integer CHECK (work > 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE fills SET keep = 'pinned' WHERE keep = 'most';
      ALTER TABLE fills DROP CONSTRAINT fills_keep_check, DROP COLUMN from_date, DROP COLUMN changes, DROP COLUMN work,
        ADD CONSTRAINT fills_keep_check CHECK (keep IN ('pinned', 'all'))`);
  }
}
