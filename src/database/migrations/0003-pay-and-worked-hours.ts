import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Who is paid by which pay point, and what was worked where it was not what was planned. */
export class PayAndWorkedHours1763776800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pay_terms (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES people,
        first_date date NOT NULL,
        last_date date,
        pay_point text NOT NULL CHECK (pay_point ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,19}$'),
        -- Of the 48 h average; never of rest.
        opted_out boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        CHECK (last_date IS NULL OR last_date >= first_date),
        CONSTRAINT one_pay_point_a_day
          EXCLUDE USING gist (person_id WITH =, daterange(first_date, last_date, '[]') WITH &&)
      );

      ALTER TABLE assignments ADD CONSTRAINT assignments_of_a_day UNIQUE (id, person_id, date);

      CREATE TABLE worked_entries (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        unit_id uuid NOT NULL REFERENCES units,
        person_id uuid NOT NULL REFERENCES people,
        assignment_id uuid CONSTRAINT one_entry_a_shift UNIQUE,
        kind text NOT NULL CHECK (kind IN ('changed', 'not-worked', 'extra')),
        -- The day that it belongs to: the shift's, or that on which an extra one began.
        date date NOT NULL,
        starts_at timestamptz,
        ends_at timestamptz,
        during tstzrange NOT NULL GENERATED ALWAYS AS (
          CASE WHEN starts_at IS NULL THEN 'empty'::tstzrange ELSE tstzrange(starts_at, ends_at) END
        ) STORED,
        unpaid_break_min smallint,
        -- Restricted: it may say that somebody was ill.
        note text NOT NULL DEFAULT '',
        version integer NOT NULL DEFAULT 1,
        CHECK ((kind = 'extra') = (assignment_id IS NULL)),
        CHECK ((kind = 'not-worked') = (starts_at IS NULL)),
        CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (unpaid_break_min IS NULL)),
        CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '36 hours'),
        CHECK (extract(epoch FROM starts_at) % 60 = 0 AND extract(epoch FROM ends_at) % 60 = 0),
        CHECK (unpaid_break_min >= 0 AND unpaid_break_min * interval '1 minute' < ends_at - starts_at),
        -- While it stands, its shift cannot go, change hands or move to another day.
        CONSTRAINT worked_shift_stands
          FOREIGN KEY (assignment_id, person_id, date) REFERENCES assignments (id, person_id, date),
        CONSTRAINT nobody_works_twice
          EXCLUDE USING gist (person_id WITH =, during WITH &&) DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX worked_entries_unit ON worked_entries (unit_id, date);

      -- What was worked is the entry of a shift, or the shift as planned; no two of one person may overlap. Drafts plan nothing.
      CREATE FUNCTION nobody_works_twice(person uuid) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM worked_entries w JOIN assignments a ON a.person_id = w.person_id AND a.during && w.during
                     JOIN rotas r ON r.id = a.rota_id AND r.state <> 'draft'
                    WHERE w.person_id = person AND a.id IS DISTINCT FROM w.assignment_id
                      AND NOT EXISTS (SELECT 1 FROM worked_entries own WHERE own.assignment_id = a.id)) THEN
          RAISE EXCEPTION 'what was worked by % overlaps another shift', person
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'nobody_works_twice';
        END IF;
      END $$;

      CREATE FUNCTION worked_entry_stands_alone() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'DELETE' THEN
          IF NEW.assignment_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM assignments a JOIN rotas r ON r.id = a.rota_id
                WHERE a.id = NEW.assignment_id AND r.unit_id = NEW.unit_id AND r.state <> 'draft') THEN
            RAISE EXCEPTION 'entry % is of another unit''s shift, or of a draft', NEW.id
              USING ERRCODE = 'check_violation', CONSTRAINT = 'worked_shift_of_unit';
          END IF;
          PERFORM nobody_works_twice(NEW.person_id);
        END IF;
        IF TG_OP <> 'INSERT' THEN
          PERFORM nobody_works_twice(OLD.person_id);
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER worked_entry_stands_alone AFTER INSERT OR UPDATE OR DELETE ON worked_entries
        DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION worked_entry_stands_alone();

      CREATE FUNCTION assignment_beside_worked() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM nobody_works_twice(NEW.person_id);
        RETURN NULL;
      END $$;
      -- At the end of a transaction: people may change places in it.
      CREATE CONSTRAINT TRIGGER assignment_beside_worked
        AFTER INSERT OR UPDATE OF person_id, starts_at, ends_at ON assignments
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assignment_beside_worked();

      CREATE FUNCTION rota_beside_worked() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM nobody_works_twice(p.person_id)
           FROM (SELECT DISTINCT a.person_id FROM assignments a JOIN worked_entries w USING (person_id)
                  WHERE a.rota_id = NEW.id) p;
        RETURN NULL;
      END $$;
      CREATE TRIGGER rota_beside_worked AFTER UPDATE OF state ON rotas
        FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state <> 'draft') EXECUTE FUNCTION rota_beside_worked();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER rota_beside_worked ON rotas;
      DROP TRIGGER assignment_beside_worked ON assignments;
      DROP TABLE worked_entries;
      DROP FUNCTION rota_beside_worked, assignment_beside_worked, worked_entry_stands_alone, nobody_works_twice;
      ALTER TABLE assignments DROP CONSTRAINT assignments_of_a_day;
      DROP TABLE pay_terms;
    `);
  }
}
