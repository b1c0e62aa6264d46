import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Shifts that nobody works yet and that staff may claim, step by step: the unit, other units, the bank, an agency. */
export class OpenShifts1764007200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who is placed in a unit but not of it: bank and agency staff, and those who help out for a day (a loan).
      ALTER TABLE placements ADD COLUMN engagement text NOT NULL DEFAULT 'substantive'
        CHECK (engagement IN ('substantive', 'bank', 'agency', 'loan'));

      -- When a unit's open shifts go one step further: [{audience, afterHours, beforeStartHours, hourlyPence, maxCostPence}].
      CREATE TABLE vacancy_ladders (
        unit_id uuid PRIMARY KEY REFERENCES units,
        steps jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(steps) = 'array'),
        version integer NOT NULL DEFAULT 1
      );

      CREATE TABLE vacancies (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        unit_id uuid NOT NULL REFERENCES units,
        rota_id uuid NOT NULL REFERENCES rotas,
        shift_type_id uuid NOT NULL REFERENCES shift_types,
        date date NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'filled', 'withdrawn', 'expired')),
        mode text NOT NULL CHECK (mode IN ('first-able', 'coordinator')),
        audience text NOT NULL DEFAULT 'unit' CHECK (audience IN ('unit', 'other-units', 'bank', 'agency')),
        -- A step that costs more than its limit waits for the coordinator.
        held_audience text CHECK (held_audience IN ('other-units', 'bank', 'agency')),
        note text NOT NULL DEFAULT '',
        created_by uuid NOT NULL REFERENCES accounts,
        created_at timestamptz NOT NULL,
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK (ends_at > starts_at),
        CHECK ((closed_at IS NULL) = (state = 'open'))
      );
      CREATE INDEX vacancies_open ON vacancies (starts_at) WHERE state = 'open';
      CREATE INDEX vacancies_unit ON vacancies (unit_id, starts_at);

      CREATE TABLE vacancy_claims (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        vacancy_id uuid NOT NULL REFERENCES vacancies,
        person_id uuid NOT NULL REFERENCES people,
        state text NOT NULL CHECK (state IN ('waiting', 'won', 'lost', 'withdrawn')),
        claimed_at timestamptz NOT NULL,
        decided_at timestamptz,
        -- An assignment may be removed later; who won stays on record.
        assignment_id uuid,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT one_claim_a_person UNIQUE (vacancy_id, person_id),
        CONSTRAINT one_vacancy_a_shift UNIQUE (assignment_id),
        CHECK ((state = 'won') = (assignment_id IS NOT NULL)),
        CHECK ((state = 'waiting') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX one_winner_a_vacancy ON vacancy_claims (vacancy_id) WHERE state = 'won';

      -- What is over stays over, and nothing is filled that nobody won.
      CREATE FUNCTION vacancy_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'open' THEN
          RAISE EXCEPTION 'vacancy % is %', OLD.id, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vacancy_is_over';
        END IF;
        IF NEW.state = 'filled'
           AND NOT EXISTS (SELECT FROM vacancy_claims WHERE vacancy_id = NEW.id AND state = 'won') THEN
          RAISE EXCEPTION 'vacancy % has no winner', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vacancy_needs_a_winner';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER vacancy_moves_forward BEFORE UPDATE ON vacancies
        FOR EACH ROW EXECUTE FUNCTION vacancy_moves_forward();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE vacancy_claims, vacancies, vacancy_ladders;
      DROP FUNCTION vacancy_moves_forward;
      ALTER TABLE placements DROP COLUMN engagement;
    `);
  }
}
