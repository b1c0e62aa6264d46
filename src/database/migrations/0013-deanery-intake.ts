import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the deanery says of placements: sheets, what has been applied of them, and which posts belong to which unit. */
export class DeaneryIntake1764025200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Placements in units follow from the deanery's, or were entered by hand.
      ALTER TABLE placements ADD COLUMN source text NOT NULL DEFAULT 'entered' CHECK (source IN ('entered', 'deanery'));

      -- Further numbers by which the deanery knows somebody, and the address that it told last.
      CREATE TABLE deanery_people (
        person_id uuid PRIMARY KEY REFERENCES people,
        gdc_number text UNIQUE CHECK (gdc_number <> ''),
        public_health_number text UNIQUE CHECK (public_health_number <> ''),
        tis_person_id text UNIQUE CHECK (tis_person_id <> ''),
        email text
      );

      -- Posts whose number is the prefix, or begins with it, belong to the unit.
      CREATE TABLE post_mappings (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL REFERENCES organisations,
        post_prefix text NOT NULL CHECK (post_prefix = upper(post_prefix) AND post_prefix <> ''),
        sites text[] NOT NULL DEFAULT '{}',
        unit_id uuid NOT NULL REFERENCES units,
        line text CHECK (line <> ''),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT one_unit_a_post UNIQUE (organisation_id, post_prefix)
      );

      -- As the deanery lists them: one row a person, post and time; gaps without a person.
      CREATE TABLE deanery_placements (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL REFERENCES organisations,
        person_id uuid REFERENCES people,
        post text NOT NULL CHECK (post <> ''),
        first_date date NOT NULL,
        last_date date NOT NULL,
        kind text NOT NULL CHECK (kind IN ('in-post', 'hold', 'recruit', 'out-of-programme', 'parental-leave')),
        wte_thousandths smallint NOT NULL CHECK (wte_thousandths BETWEEN 1 AND 1000),
        grade_code text NOT NULL REFERENCES grades,
        site text NOT NULL,
        specialty text NOT NULL,
        tis_placement_id text,
        unit_id uuid REFERENCES units,
        line text,
        absence_id uuid REFERENCES absences,
        -- When the deanery told of it first.
        listed_at timestamptz NOT NULL,
        CHECK (last_date >= first_date),
        CHECK ((person_id IS NULL) = (kind IN ('hold', 'recruit'))),
        CHECK (unit_id IS NOT NULL OR kind IN ('out-of-programme', 'parental-leave')),
        -- Two rows may change their days with each other in one sheet.
        CONSTRAINT one_deanery_placement UNIQUE NULLS NOT DISTINCT (organisation_id, person_id, post, first_date, kind)
          DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX deanery_placements_person ON deanery_placements (person_id);
      CREATE INDEX deanery_placements_unit ON deanery_placements (unit_id, first_date);

      CREATE TABLE intakes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL REFERENCES organisations,
        state text NOT NULL DEFAULT 'checked' CHECK (state IN ('checked', 'applied', 'discarded')),
        file_names text[] NOT NULL,
        complete boolean NOT NULL,
        -- The sheets as text; of people only the columns that are used. Null when it was discarded.
        sheets jsonb,
        summary jsonb NOT NULL CHECK (jsonb_typeof(summary) = 'object'),
        fingerprint text NOT NULL,
        created_by uuid NOT NULL REFERENCES accounts,
        created_at timestamptz NOT NULL,
        checked_at timestamptz NOT NULL,
        closed_by uuid REFERENCES accounts,
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK ((state = 'checked') = (closed_at IS NULL)),
        CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
        CHECK ((sheets IS NULL) = (state = 'discarded'))
      );
      CREATE INDEX intakes_newest ON intakes (created_at DESC, id DESC);

      CREATE TABLE intake_rows (
        intake_id uuid NOT NULL REFERENCES intakes ON DELETE CASCADE,
        position integer NOT NULL CHECK (position >= 0),
        state text NOT NULL CHECK (state IN ('added', 'changed', 'removed', 'unchanged', 'refused')),
        content jsonb NOT NULL,
        PRIMARY KEY (intake_id, position)
      );
      CREATE INDEX intake_rows_state ON intake_rows (intake_id, state, position);

      -- What was applied stays on record as it was.
      CREATE FUNCTION intake_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'checked' THEN
          RAISE EXCEPTION 'intake % is %', OLD.id, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'intake_is_over';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER intake_is_over BEFORE UPDATE ON intakes FOR EACH ROW EXECUTE FUNCTION intake_is_over();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE intake_rows, intakes, deanery_placements, post_mappings, deanery_people;
      DROP FUNCTION intake_is_over;
      ALTER TABLE placements DROP COLUMN source;
    `);
  }
}
