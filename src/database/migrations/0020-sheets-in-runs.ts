import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A run takes the deanery's sheet in, fills gaps and publishes; until its approval the sheet can be taken back out. Exception reports
 * that are overdue are told once. Directories keep the labels of addresses.
 */
export class SheetsInRuns1764050400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How the rows that a sheet changed were before and after; kept for as long as it can be taken back.
      CREATE TABLE intake_undos (
        intake_id uuid PRIMARY KEY REFERENCES intakes ON DELETE CASCADE,
        applied_at timestamptz NOT NULL,
        doctors integer NOT NULL CHECK (doctors >= 0),
        changes jsonb NOT NULL CHECK (jsonb_typeof(changes) = 'object')
      );

      -- What was applied stays on record as it was, unless it is taken back whole: then it is a dry run again.
      CREATE OR REPLACE FUNCTION intake_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state = 'applied' AND NEW.state = 'checked'
           AND EXISTS (SELECT FROM intake_undos WHERE intake_id = OLD.id) THEN
          RETURN NEW;
        END IF;
        IF OLD.state <> 'checked' THEN
          RAISE EXCEPTION 'intake % is %', OLD.id, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'intake_is_over';
        END IF;
        RETURN NEW;
      END $$;

      -- An absence is put back as it was, of which a placement speaks.
      ALTER TABLE deanery_placements ALTER CONSTRAINT deanery_placements_absence_id_fkey DEFERRABLE;

      ALTER TABLE approval_runs
        -- The sheet that is its first step, as HR confirmed it.
        ADD COLUMN intake_id uuid REFERENCES intakes,
        ADD COLUMN intake_version integer,
        -- For each rota; null: gaps are left to the coordinators.
        ADD COLUMN fill_seconds smallint CHECK (fill_seconds BETWEEN 1 AND 600),
        ADD COLUMN publishes boolean NOT NULL DEFAULT false,
        ADD CHECK ((intake_id IS NULL) = (intake_version IS NULL)),
        ADD CONSTRAINT only_approved_runs_publish CHECK (approved_at IS NOT NULL OR NOT publishes);
      CREATE UNIQUE INDEX one_open_run_a_sheet ON approval_runs (intake_id)
        WHERE state IN ('preparing', 'ready', 'carrying-out');

      ALTER TABLE approval_steps
        DROP CONSTRAINT approval_steps_pkey,
        -- Null: about all units.
        ALTER COLUMN unit_id DROP NOT NULL,
        ADD CONSTRAINT one_step_a_unit UNIQUE NULLS NOT DISTINCT (run_id, unit_id, step),
        DROP CONSTRAINT approval_steps_step_check,
        ADD CONSTRAINT approval_steps_step_check CHECK (step IN ('sheet', 'intake', 'lines', 'checks', 'duty-roster', 'gaps',
          'publication', 'work-schedules', 'sign-ins')),
        ADD CHECK ((unit_id IS NULL) = (step = 'sheet')),
        -- What it has done, or how far it is, in words.
        ADD COLUMN note text,
        -- How lines or shifts stood that it was about to change, to put them back.
        ADD COLUMN before jsonb;
      -- The places of the steps that were there already; runs on their way get the new ones when they are prepared again.
      UPDATE approval_steps SET position = array_position(ARRAY['sheet', 'intake', 'lines', 'checks', 'duty-roster', 'gaps',
        'publication', 'work-schedules', 'sign-ins'], step) - 1;

      -- How a directory labels the address of a user; null: not at all. Until now it was said to be that of work.
      ALTER TABLE scim_users ADD COLUMN email_type text CHECK (email_type <> '');
      UPDATE scim_users SET email_type = 'work';

      -- Those who have to answer were told that a report's last day is over: once a last day.
      CREATE TABLE exception_report_reminders (
        report_id uuid NOT NULL REFERENCES exception_reports,
        act_by date NOT NULL,
        told_at timestamptz NOT NULL,
        PRIMARY KEY (report_id, act_by)
      );

      CREATE OR REPLACE FUNCTION step_waits_for_approval() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.done AND NEW.step IN ('publication', 'work-schedules', 'sign-ins')
           AND NOT EXISTS (SELECT FROM approval_runs WHERE id = NEW.run_id AND approved_at IS NOT NULL) THEN
          RAISE EXCEPTION 'step % waits for an approval', NEW.step
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_waits_for_approval';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE deanery_placements ALTER CONSTRAINT deanery_placements_absence_id_fkey NOT DEFERRABLE;
      DELETE FROM approval_steps WHERE step IN ('sheet', 'gaps', 'publication');
      UPDATE approval_steps SET position = array_position(ARRAY['intake', 'lines', 'checks', 'duty-roster', 'work-schedules',
        'sign-ins'], step) - 1;
      ALTER TABLE approval_steps
        DROP CONSTRAINT one_step_a_unit,
        ALTER COLUMN unit_id SET NOT NULL,
        ADD PRIMARY KEY (run_id, unit_id, step),
        DROP CONSTRAINT approval_steps_step_check,
        ADD CONSTRAINT approval_steps_step_check
          CHECK (step IN ('intake', 'lines', 'checks', 'duty-roster', 'work-schedules', 'sign-ins')),
        DROP COLUMN note,
        DROP COLUMN before;
      ALTER TABLE approval_runs DROP COLUMN intake_id, DROP COLUMN intake_version, DROP COLUMN fill_seconds,
        DROP COLUMN publishes;
      ALTER TABLE scim_users DROP COLUMN email_type;
      DROP TABLE intake_undos, exception_report_reminders;

      CREATE OR REPLACE FUNCTION intake_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'checked' THEN
          RAISE EXCEPTION 'intake % is %', OLD.id, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'intake_is_over';
        END IF;
        RETURN NEW;
      END $$;
      CREATE OR REPLACE FUNCTION step_waits_for_approval() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.done AND NEW.step IN ('work-schedules', 'sign-ins')
           AND NOT EXISTS (SELECT FROM approval_runs WHERE id = NEW.run_id AND approved_at IS NOT NULL) THEN
          RAISE EXCEPTION 'step % waits for an approval', NEW.step
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_waits_for_approval';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }
}
