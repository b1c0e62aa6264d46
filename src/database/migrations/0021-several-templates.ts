import { type MigrationInterface, type QueryRunner } from 'typeorm';

const FINES = `
  ALTER TABLE exception_report_events DROP CONSTRAINT exception_report_events_event_check,
    ADD CONSTRAINT exception_report_events_event_check
      CHECK (event IN ('raised', 'opened', 'withdrawn', 'escalated', 'approved', 'refused', 'fined'));

  -- Fines for breaches of the rules of hours. What was set last for a breach counts; no minutes: taken back.
  CREATE TABLE exception_report_fines (
    report_id uuid NOT NULL REFERENCES exception_reports,
    number integer NOT NULL CHECK (number > 0),
    breach text NOT NULL CHECK (breach IN ('average-48', 'hours-72', 'shift-13', 'rest-11', 'on-call-rest-5')),
    breach_min smallint NOT NULL CHECK (breach_min BETWEEN 0 AND 10080),
    hourly_pence integer NOT NULL CHECK (hourly_pence BETWEEN 0 AND 100000),
    doctor_hourly_pence integer NOT NULL CHECK (doctor_hourly_pence BETWEEN 0 AND hourly_pence),
    -- Where the rates stand.
    source text NOT NULL CHECK (source <> ''),
    -- Exact, and rounded once: half a penny upwards.
    fine_pence integer NOT NULL CHECK (fine_pence = (2 * breach_min::bigint * hourly_pence + 60) / 120),
    doctor_pence integer NOT NULL CHECK (doctor_pence = (2 * breach_min::bigint * doctor_hourly_pence + 60) / 120),
    set_by uuid NOT NULL REFERENCES accounts,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (report_id, number)
  );
  CREATE TRIGGER exception_report_fines_append_only BEFORE UPDATE OR DELETE ON exception_report_fines
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER exception_report_fines_no_truncate BEFORE TRUNCATE ON exception_report_fines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- Set by the guardian, from whom the report is not withheld, for a report about hours that stands.
  CREATE FUNCTION exception_report_fine_is_the_guardians() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('rotawright.restoring', true) = 'on' THEN
      RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM exception_reports r WHERE r.id = NEW.report_id AND r.route = 'hr' AND r.state <> 'withdrawn')
      AND EXISTS (SELECT FROM account_roles r WHERE r.account_id = NEW.set_by AND r.role = 'guardian')
      AND NOT EXISTS (SELECT FROM account_roles r
                       WHERE r.account_id = NEW.set_by AND r.role IN ('coordinator', 'supervisor')) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'account % cannot fine for report %', NEW.set_by, NEW.report_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'exception_report_fine_is_the_guardians';
  END $$;
  CREATE TRIGGER exception_report_fine_is_the_guardians BEFORE INSERT ON exception_report_fines
    FOR EACH ROW EXECUTE FUNCTION exception_report_fine_is_the_guardians();
`;

/** Allocations over the lines of several templates of a unit, versions of training needs, and fines for breaches that were reported. */
export class SeveralTemplates1764054000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE line_allocations DROP CONSTRAINT one_allocation_at_a_time,
        ADD UNIQUE (id, unit_id, first_date, last_date);

      -- Whose lines an allocation gives, with the version that it is made of.
      CREATE TABLE allocation_templates (
        allocation_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        first_date date NOT NULL,
        last_date date NOT NULL,
        template_id uuid NOT NULL,
        template_version_id uuid NOT NULL,
        position smallint NOT NULL CHECK (position >= 0),
        -- The Monday on which the first week of the cycle begins.
        cycle_start date NOT NULL CHECK (extract(isodow FROM cycle_start) = 1),
        PRIMARY KEY (allocation_id, template_id),
        UNIQUE (allocation_id, position),
        UNIQUE (allocation_id, unit_id, template_version_id),
        FOREIGN KEY (allocation_id, unit_id, first_date, last_date)
          REFERENCES line_allocations (id, unit_id, first_date, last_date) ON DELETE CASCADE,
        FOREIGN KEY (template_id, unit_id) REFERENCES rota_templates (id, unit_id),
        FOREIGN KEY (template_version_id, template_id) REFERENCES rota_template_versions (id, template_id),
        CONSTRAINT one_allocation_at_a_time EXCLUDE USING gist
          (template_id WITH =, daterange(first_date, last_date, '[]') WITH &&)
      );
      INSERT INTO allocation_templates
        SELECT id, unit_id, first_date, last_date, template_id, template_version_id, 0, cycle_start FROM line_allocations;

      ALTER TABLE line_places
        DROP CONSTRAINT line_places_allocation_id_unit_id_template_version_id_fkey,
        ADD FOREIGN KEY (allocation_id, unit_id, template_version_id)
          REFERENCES allocation_templates (allocation_id, unit_id, template_version_id) ON DELETE CASCADE;
      ALTER TABLE line_allocations DROP COLUMN template_id, DROP COLUMN template_version_id, DROP COLUMN cycle_start;

      CREATE OR REPLACE FUNCTION place_lies_in_its_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM line_allocations a
            JOIN rota_template_versions v ON v.id = NEW.template_version_id
            JOIN rota_template_lines l ON l.id = NEW.line_id
           WHERE a.id = NEW.allocation_id AND a.first_date <= NEW.first_date AND NEW.last_date <= a.last_date
             AND NEW.start_week < v.cycle_weeks AND NEW.share_until <= l.wte_thousandths
        ) THEN
          RAISE EXCEPTION 'place % lies outside its allocation or its line', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'place_lies_in_its_allocation';
        END IF;
        RETURN NEW;
      END $$;

      -- Training needs of an allocation as they were set, each time.
      CREATE TABLE training_need_versions (
        allocation_id uuid NOT NULL REFERENCES line_allocations ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        needs jsonb NOT NULL CHECK (jsonb_typeof(needs) = 'array'),
        set_by uuid NOT NULL REFERENCES accounts,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (allocation_id, number)
      );
      CREATE TRIGGER training_need_version_stays BEFORE UPDATE ON training_need_versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
    await runner.query(FINES);
  }

  /** Of several templates only the first of an allocation can stay. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE exception_report_fines;
      DROP FUNCTION exception_report_fine_is_the_guardians;
      DELETE FROM exception_report_events WHERE event = 'fined';
      ALTER TABLE exception_report_events DROP CONSTRAINT exception_report_events_event_check,
        ADD CONSTRAINT exception_report_events_event_check
          CHECK (event IN ('raised', 'opened', 'withdrawn', 'escalated', 'approved', 'refused'));
      DROP TABLE training_need_versions;
      DELETE FROM line_places p USING allocation_templates t
       WHERE t.allocation_id = p.allocation_id AND t.template_version_id = p.template_version_id AND t.position > 0;
      ALTER TABLE line_allocations ADD COLUMN template_id uuid, ADD COLUMN template_version_id uuid,
        ADD COLUMN cycle_start date CHECK (extract(isodow FROM cycle_start) = 1);
      UPDATE line_allocations a
         SET template_id = t.template_id, template_version_id = t.template_version_id, cycle_start = t.cycle_start
        FROM allocation_templates t WHERE t.allocation_id = a.id AND t.position = 0;
      ALTER TABLE line_places DROP CONSTRAINT line_places_allocation_id_unit_id_template_version_id_fkey;
      DROP TABLE allocation_templates;
      ALTER TABLE line_allocations
        ALTER COLUMN template_id SET NOT NULL, ALTER COLUMN template_version_id SET NOT NULL,
        ALTER COLUMN cycle_start SET NOT NULL,
        DROP CONSTRAINT line_allocations_id_unit_id_first_date_last_date_key,
        ADD FOREIGN KEY (template_id, unit_id) REFERENCES rota_templates (id, unit_id),
        ADD FOREIGN KEY (template_version_id, template_id) REFERENCES rota_template_versions (id, template_id),
        ADD UNIQUE (id, unit_id, template_version_id),
        ADD CONSTRAINT one_allocation_at_a_time EXCLUDE USING gist
          (template_id WITH =, daterange(first_date, last_date, '[]') WITH &&);
      ALTER TABLE line_places ADD FOREIGN KEY (allocation_id, unit_id, template_version_id)
        REFERENCES line_allocations (id, unit_id, template_version_id) ON DELETE CASCADE;
      CREATE OR REPLACE FUNCTION place_lies_in_its_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
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
    `);
  }
}
