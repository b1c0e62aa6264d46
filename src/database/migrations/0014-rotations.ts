import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Changeovers of doctors in training, with the deadlines of 12, 8 and 6 weeks before each. */
export class Rotations1764028800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rotations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL REFERENCES organisations,
        programme text NOT NULL CHECK (programme <> ''),
        start_date date NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT one_rotation_a_start UNIQUE (organisation_id, programme, start_date)
      );

      CREATE TABLE rotation_deadlines (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        rotation_id uuid NOT NULL REFERENCES rotations ON DELETE CASCADE,
        unit_id uuid NOT NULL REFERENCES units,
        step text NOT NULL CHECK (step IN ('deanery-data', 'work-schedule', 'duty-roster')),
        due_date date NOT NULL,
        owner_id uuid NOT NULL REFERENCES accounts,
        done_on date,
        -- Null: the service saw by itself that it was done.
        done_by uuid REFERENCES accounts,
        late_reason text NOT NULL DEFAULT '',
        reminded_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT one_deadline_a_step UNIQUE (rotation_id, unit_id, step),
        CHECK (done_by IS NULL OR done_on IS NOT NULL)
      );
      CREATE INDEX rotation_deadlines_open ON rotation_deadlines (due_date) WHERE done_on IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rotation_deadlines, rotations');
  }
}
