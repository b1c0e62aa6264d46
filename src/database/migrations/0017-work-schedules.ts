import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Work schedules of doctors: what was issued to whom, version by version, and who has acknowledged it. */
export class WorkSchedules1764039600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE work_schedules (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people,
        unit_id uuid NOT NULL REFERENCES units,
        -- Of the placement, as the newest version has it.
        first_date date NOT NULL,
        last_date date,
        current_number integer NOT NULL CHECK (current_number > 0),
        version integer NOT NULL DEFAULT 1,
        CHECK (last_date IS NULL OR last_date >= first_date),
        CONSTRAINT one_work_schedule_at_a_time EXCLUDE USING gist
          (person_id WITH =, unit_id WITH =, daterange(first_date, last_date, '[]') WITH &&)
      );
      CREATE INDEX work_schedules_unit ON work_schedules (unit_id, first_date);

      CREATE TABLE work_schedule_versions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        schedule_id uuid NOT NULL REFERENCES work_schedules,
        number integer NOT NULL CHECK (number > 0),
        -- Canonical JSON, and its SHA-256.
        content text NOT NULL,
        content_hash bytea NOT NULL,
        -- What is not as in the version before, in words.
        changes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(changes) = 'array'),
        issued_by uuid NOT NULL REFERENCES accounts,
        issued_at timestamptz NOT NULL,
        acknowledged_at timestamptz,
        UNIQUE (schedule_id, number),
        CONSTRAINT hash_is_of_its_content CHECK (content_hash = sha256(convert_to(content, 'UTF8'))),
        CHECK (acknowledged_at >= issued_at)
      );

      CREATE FUNCTION work_schedule_version_follows() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        before record;
      BEGIN
        SELECT number, content_hash INTO before FROM work_schedule_versions
         WHERE schedule_id = NEW.schedule_id ORDER BY number DESC LIMIT 1;
        IF NEW.number <> coalesce(before.number, 0) + 1 THEN
          RAISE EXCEPTION 'version % of a work schedule does not follow %', NEW.number, coalesce(before.number, 0)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_schedule_version_follows';
        END IF;
        IF NEW.content_hash = before.content_hash THEN
          RAISE EXCEPTION 'version % of a work schedule says the same as the one before', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_schedule_version_differs';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER work_schedule_version_follows BEFORE INSERT ON work_schedule_versions
        FOR EACH ROW EXECUTE FUNCTION work_schedule_version_follows();

      -- Once issued it stays; acknowledging is all that can still happen to it, once.
      CREATE FUNCTION work_schedule_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.acknowledged_at IS NULL
           AND (NEW.id, NEW.schedule_id, NEW.number, NEW.content, NEW.content_hash, NEW.changes, NEW.issued_by, NEW.issued_at)
             = (OLD.id, OLD.schedule_id, OLD.number, OLD.content, OLD.content_hash, OLD.changes, OLD.issued_by, OLD.issued_at)
        THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'version % of a work schedule has been issued', OLD.number
          USING ERRCODE = 'check_violation', CONSTRAINT = 'work_schedule_version_stays';
      END $$;
      CREATE TRIGGER work_schedule_version_stays BEFORE UPDATE OR DELETE ON work_schedule_versions
        FOR EACH ROW EXECUTE FUNCTION work_schedule_version_stays();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE work_schedule_versions, work_schedules;
      DROP FUNCTION work_schedule_version_follows, work_schedule_version_stays;
    `);
  }
}
