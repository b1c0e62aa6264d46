import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Rota templates of units, version by version, and who works which of their lines when. */
export class Lines1764032400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rota_templates (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        unit_id uuid NOT NULL REFERENCES units,
        name text NOT NULL CHECK (name <> ''),
        -- Code of the rule pack by which its lines are checked.
        contract_code text NOT NULL CHECK (contract_code <> ''),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT one_template_a_name UNIQUE (unit_id, name),
        UNIQUE (id, unit_id)
      );

      -- What a template was from one edit to the next. Allocations stay with the version that they were made of.
      CREATE TABLE rota_template_versions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        template_id uuid NOT NULL REFERENCES rota_templates ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        cycle_weeks smallint NOT NULL CHECK (cycle_weeks BETWEEN 1 AND 104),
        created_by uuid NOT NULL REFERENCES accounts,
        created_at timestamptz NOT NULL,
        UNIQUE (template_id, number),
        UNIQUE (id, template_id)
      );

      CREATE TABLE rota_template_lines (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        template_version_id uuid NOT NULL REFERENCES rota_template_versions ON DELETE CASCADE,
        position smallint NOT NULL CHECK (position >= 0),
        name text NOT NULL CHECK (name <> ''),
        -- Share of full time for which the line is made.
        wte_thousandths smallint NOT NULL DEFAULT 1000 CHECK (wte_thousandths BETWEEN 1 AND 1000),
        UNIQUE (template_version_id, position),
        UNIQUE (template_version_id, name),
        UNIQUE (id, template_version_id)
      );

      -- Days without a row are off. Day 0 is the Monday of the first week.
      CREATE TABLE rota_template_cells (
        line_id uuid NOT NULL REFERENCES rota_template_lines ON DELETE CASCADE,
        day smallint NOT NULL CHECK (day BETWEEN 0 AND 727),
        shift_type_id uuid NOT NULL CONSTRAINT shift_type_of_a_template REFERENCES shift_types,
        PRIMARY KEY (line_id, day)
      );
      CREATE INDEX rota_template_cells_type ON rota_template_cells (shift_type_id);

      -- A cell is a shift of the template's own unit, on a day of its cycle.
      CREATE FUNCTION cell_belongs_to_its_template() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM rota_template_lines l
            JOIN rota_template_versions v ON v.id = l.template_version_id
            JOIN rota_templates t ON t.id = v.template_id
            JOIN shift_types s ON s.unit_id = t.unit_id
           WHERE l.id = NEW.line_id AND s.id = NEW.shift_type_id AND NEW.day < v.cycle_weeks * 7
        ) THEN
          RAISE EXCEPTION 'cell of day % is no shift of the unit of its template, or no day of its cycle', NEW.day
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cell_belongs_to_its_template';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER cell_belongs_to_its_template BEFORE INSERT ON rota_template_cells
        FOR EACH ROW EXECUTE FUNCTION cell_belongs_to_its_template();

      CREATE FUNCTION template_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a version of a template stays as it is'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'template_version_stays';
      END $$;
      CREATE TRIGGER template_version_stays BEFORE UPDATE ON rota_template_versions
        FOR EACH ROW EXECUTE FUNCTION template_version_stays();
      CREATE TRIGGER template_version_stays BEFORE UPDATE ON rota_template_lines
        FOR EACH ROW EXECUTE FUNCTION template_version_stays();
      CREATE TRIGGER template_version_stays BEFORE UPDATE ON rota_template_cells
        FOR EACH ROW EXECUTE FUNCTION template_version_stays();

      -- Doctors on the lines of a template for a time.
      CREATE TABLE line_allocations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        unit_id uuid NOT NULL REFERENCES units,
        template_id uuid NOT NULL,
        template_version_id uuid NOT NULL,
        rotation_id uuid REFERENCES rotations ON DELETE SET NULL,
        first_date date NOT NULL,
        last_date date NOT NULL,
        -- The Monday on which the first week of the cycle begins.
        cycle_start date NOT NULL CHECK (extract(isodow FROM cycle_start) = 1),
        -- Shifts that somebody has to get for their training: person, shift type, how many.
        training_needs jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(training_needs) = 'array'),
        version integer NOT NULL DEFAULT 1,
        CHECK (last_date >= first_date AND last_date < first_date + 372),
        FOREIGN KEY (template_id, unit_id) REFERENCES rota_templates (id, unit_id),
        FOREIGN KEY (template_version_id, template_id) REFERENCES rota_template_versions (id, template_id),
        UNIQUE (id, unit_id, template_version_id),
        CONSTRAINT one_allocation_at_a_time EXCLUDE USING gist
          (template_id WITH =, daterange(first_date, last_date, '[]') WITH &&)
      );
      CREATE INDEX line_allocations_unit ON line_allocations (unit_id, first_date);

      CREATE TABLE line_places (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        allocation_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        template_version_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES people,
        line_id uuid NOT NULL,
        -- Of a template with one line: the week of the cycle in which this person begins, from 0.
        start_week smallint NOT NULL DEFAULT 0 CHECK (start_week BETWEEN 0 AND 103),
        first_date date NOT NULL,
        last_date date NOT NULL,
        -- The part of the line, in thousandths of full time: several may share a line.
        share_from smallint NOT NULL CHECK (share_from >= 0),
        share_until smallint NOT NULL CHECK (share_until > share_from AND share_until <= 1000),
        -- Weekdays that this person never works, 0 = Monday.
        days_off smallint[] NOT NULL DEFAULT '{}' CHECK (days_off <@ '{0,1,2,3,4,5,6}'),
        -- Set by hand: an optimisation leaves it.
        pinned boolean NOT NULL DEFAULT false,
        -- Why a line stands that this person could not be given.
        override_reason text CHECK (override_reason <> ''),
        -- Why it is this line: sentences.
        reasons jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(reasons) = 'array'),
        CHECK (last_date >= first_date),
        FOREIGN KEY (allocation_id, unit_id, template_version_id)
          REFERENCES line_allocations (id, unit_id, template_version_id) ON DELETE CASCADE,
        FOREIGN KEY (line_id, template_version_id) REFERENCES rota_template_lines (id, template_version_id),
        CONSTRAINT one_line_at_a_time EXCLUDE USING gist
          (unit_id WITH =, person_id WITH =, daterange(first_date, last_date, '[]') WITH &&) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT line_is_not_given_twice EXCLUDE USING gist
          (allocation_id WITH =, line_id WITH =, start_week WITH =,
           daterange(first_date, last_date, '[]') WITH &&, int4range(share_from, share_until) WITH &&)
          DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX line_places_person ON line_places (person_id, first_date);

      CREATE FUNCTION place_lies_in_its_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM line_allocations a
            JOIN rota_template_versions v ON v.id = a.template_version_id
            JOIN rota_template_lines l ON l.id = NEW.line_id
           WHERE a.id = NEW.allocation_id AND a.first_date <= NEW.first_date AND NEW.last_date <= a.last_date
             AND NEW.start_week < v.cycle_weeks AND NEW.share_until <= l.wte_thousandths
        ) THEN
          RAISE EXCEPTION 'place % lies outside its allocation or its line', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'place_lies_in_its_allocation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER place_lies_in_its_allocation BEFORE INSERT OR UPDATE ON line_places
        FOR EACH ROW EXECUTE FUNCTION place_lies_in_its_allocation();

      -- Shifts that follow from a line.
      ALTER TABLE assignments DROP CONSTRAINT assignments_source_check,
        ADD CONSTRAINT assignments_source_check CHECK (source IN ('fill', 'manual', 'import', 'swap', 'claim', 'line'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE assignments SET source = 'manual' WHERE source = 'line';
      ALTER TABLE assignments DROP CONSTRAINT assignments_source_check,
        ADD CONSTRAINT assignments_source_check CHECK (source IN ('fill', 'manual', 'import', 'swap', 'claim'));
      DROP TABLE line_places, line_allocations, rota_template_cells, rota_template_lines, rota_template_versions,
        rota_templates;
      DROP FUNCTION cell_belongs_to_its_template, template_version_stays, place_lies_in_its_allocation;
    `);
  }
}
