import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A rotation prepared, approved and carried out as one run, unit by unit and step by step. */
export class ApprovalRuns1764046800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approval_runs (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        rotation_id uuid NOT NULL REFERENCES rotations ON DELETE CASCADE,
        state text NOT NULL DEFAULT 'preparing'
          CHECK (state IN ('preparing', 'ready', 'carrying-out', 'done', 'discarded')),
        requested_by uuid NOT NULL REFERENCES accounts,
        requested_at timestamptz NOT NULL,
        approved_by uuid REFERENCES accounts,
        approved_at timestamptz,
        -- What was open, and was accepted with the approval.
        accepted_findings integer CHECK (accepted_findings >= 0),
        finished_at timestamptz,
        -- Renewed by the worker that runs it; null while nobody does.
        heartbeat_at timestamptz,
        attempts smallint NOT NULL DEFAULT 0,
        error text,
        version integer NOT NULL DEFAULT 1,
        CHECK ((approved_at IS NULL) = (approved_by IS NULL) AND (approved_at IS NULL) = (accepted_findings IS NULL)),
        CONSTRAINT only_approved_runs_are_carried_out
          CHECK ((approved_at IS NOT NULL) = (state IN ('carrying-out', 'done'))),
        CHECK ((finished_at IS NOT NULL) = (state IN ('done', 'discarded')))
      );
      CREATE UNIQUE INDEX one_open_run_a_rotation ON approval_runs (rotation_id)
        WHERE state IN ('preparing', 'ready', 'carrying-out');

      CREATE TABLE approval_steps (
        run_id uuid NOT NULL REFERENCES approval_runs ON DELETE CASCADE,
        unit_id uuid NOT NULL REFERENCES units,
        step text NOT NULL CHECK (step IN ('intake', 'lines', 'checks', 'duty-roster', 'work-schedules', 'sign-ins')),
        position smallint NOT NULL,
        done boolean NOT NULL DEFAULT false,
        doctors integer NOT NULL DEFAULT 0 CHECK (doctors >= 0),
        spent_ms integer NOT NULL DEFAULT 0 CHECK (spent_ms >= 0),
        -- An allocation or a rota that it has made, taken back when the run is discarded.
        made_id uuid,
        -- What somebody has to look at: who, and what.
        findings jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(findings) = 'array'),
        PRIMARY KEY (run_id, unit_id, step)
      );

      -- Nothing leaves the house before somebody has approved it.
      CREATE FUNCTION step_waits_for_approval() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.done AND NEW.step IN ('work-schedules', 'sign-ins')
           AND NOT EXISTS (SELECT FROM approval_runs WHERE id = NEW.run_id AND approved_at IS NOT NULL) THEN
          RAISE EXCEPTION 'step % waits for an approval', NEW.step
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_waits_for_approval';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER step_waits_for_approval BEFORE INSERT OR UPDATE ON approval_steps
        FOR EACH ROW EXECUTE FUNCTION step_waits_for_approval();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE approval_steps, approval_runs;
      DROP FUNCTION step_waits_for_approval;
    `);
  }
}
