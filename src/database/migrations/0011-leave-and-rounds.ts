import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Leave that staff ask for, what they are entitled to, and rounds in which they ask for days and pick shifts. */
export class LeaveAndRounds1764018000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LEAVE);
    await runner.query(ROUNDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE pick_standings, round_picks, rounds;
      DROP TRIGGER leave_moves_forward ON absences;
      DROP FUNCTION leave_moves_forward;
      DROP TABLE leave_adjustments, leave_service, leave_limits;
      DELETE FROM absences WHERE state = 'cancelled';
      ALTER TABLE absences
        DROP CONSTRAINT one_request_at_a_time, DROP CONSTRAINT refusal_needs_a_reason, DROP CONSTRAINT absences_state_check,
        ADD CONSTRAINT absences_state_check CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn')),
        DROP COLUMN requested_at, DROP COLUMN life_event, DROP COLUMN decided_at, DROP COLUMN decided_by,
        DROP COLUMN decision_reason, DROP COLUMN day_minutes;
    `);
  }
}

const LEAVE = `
  -- Inside these limits leave that staff ask for is approved at once; beyond them the coordinator decides.
  CREATE TABLE leave_limits (
    unit_id uuid PRIMARY KEY REFERENCES units,
    automatic boolean NOT NULL DEFAULT false,
    notice_days smallint NOT NULL DEFAULT 42 CHECK (notice_days BETWEEN 0 AND 366),
    -- People away on a day at most, by number and by share of those placed; null: no such limit.
    max_away smallint CHECK (max_away >= 0),
    max_away_percent smallint CHECK (max_away_percent BETWEEN 0 AND 100),
    -- [{name, gradeCodes, skillCode, maxAway}]
    groups jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(groups) = 'array'),
    -- [{firstDate, lastDate, reason}]
    blocked jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(blocked) = 'array'),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT automatic_within_a_limit CHECK (NOT automatic OR max_away IS NOT NULL OR max_away_percent IS NOT NULL)
  );

  ALTER TABLE absences
    -- Null: nobody asked, the coordinator entered it.
    ADD COLUMN requested_at timestamptz,
    -- An event that changes a life, of which the contract says that leave for it is granted.
    ADD COLUMN life_event boolean NOT NULL DEFAULT false,
    ADD COLUMN decided_at timestamptz,
    -- Null with a time: decided by the unit's limits.
    ADD COLUMN decided_by uuid REFERENCES accounts,
    ADD COLUMN decision_reason text NOT NULL DEFAULT '',
    -- Minutes of leave by date, where a rota was published when it was approved; other days cost a share of the week.
    ADD COLUMN day_minutes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(day_minutes) = 'object'),
    DROP CONSTRAINT absences_state_check,
    ADD CONSTRAINT absences_state_check
      CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn', 'cancelled')),
    ADD CONSTRAINT refusal_needs_a_reason CHECK (state <> 'refused' OR btrim(decision_reason) <> ''),
    ADD CONSTRAINT one_request_at_a_time
      EXCLUDE USING gist (person_id WITH =, daterange(first_date, last_date, '[]') WITH &&) WHERE (state = 'requested');
  CREATE INDEX absences_requested ON absences (requested_at, id) WHERE requested_at IS NOT NULL;

  CREATE FUNCTION leave_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state NOT IN ('requested', 'approved') OR (OLD.state = 'approved' AND NEW.state IN ('requested', 'refused')) THEN
      RAISE EXCEPTION 'leave % is %', OLD.id, OLD.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'leave_is_over';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER leave_moves_forward BEFORE UPDATE ON absences
    FOR EACH ROW EXECUTE FUNCTION leave_moves_forward();

  -- Since when somebody has worked for the service, also elsewhere; without a row: since their first placement here.
  CREATE TABLE leave_service (
    person_id uuid PRIMARY KEY REFERENCES people,
    service_from date NOT NULL,
    version integer NOT NULL DEFAULT 1
  );

  CREATE TABLE leave_adjustments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL REFERENCES people,
    -- First day of the leave year.
    year_from date NOT NULL CHECK (extract(month FROM year_from) = 4 AND extract(day FROM year_from) = 1),
    kind text NOT NULL CHECK (kind IN ('carry-over', 'adjustment')),
    minutes integer NOT NULL CHECK (minutes <> 0),
    reason text NOT NULL CHECK (btrim(reason) <> ''),
    made_by uuid NOT NULL REFERENCES accounts,
    made_at timestamptz NOT NULL
  );
  CREATE INDEX leave_adjustments_person ON leave_adjustments (person_id, year_from);
  -- What was entered by mistake is balanced by another entry.
  CREATE TRIGGER leave_adjustments_append_only BEFORE UPDATE OR DELETE ON leave_adjustments
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const ROUNDS = `
  -- A time in which staff ask for days, and perhaps pick shifts, of a rota that is being made.
  CREATE TABLE rounds (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    rota_id uuid NOT NULL REFERENCES rotas ON DELETE CASCADE,
    number smallint NOT NULL CHECK (number >= 1),
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    -- Who has not taken part is reminded then; null: nobody.
    remind_at timestamptz,
    -- Days that a person may ask for, by kind; null: any number.
    max_cannot smallint CHECK (max_cannot >= 0),
    max_rather_not smallint CHECK (max_rather_not >= 0),
    max_would_like smallint CHECK (max_would_like >= 0),
    picks boolean NOT NULL DEFAULT false,
    max_picks smallint CHECK (max_picks > 0),
    -- When the mails went out, and when it was closed and its picks decided.
    opened_at timestamptz,
    reminded_at timestamptz,
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT round_of_a_number UNIQUE (rota_id, number),
    CONSTRAINT rounds_one_at_a_time EXCLUDE USING gist (rota_id WITH =, tstzrange(opens_at, closes_at) WITH &&),
    CHECK (closes_at > opens_at),
    CHECK (remind_at IS NULL OR (remind_at >= opens_at AND remind_at < closes_at))
  );
  CREATE INDEX rounds_due ON rounds (opens_at) WHERE closed_at IS NULL;

  CREATE TABLE round_picks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL REFERENCES rounds ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES people,
    shift_type_id uuid NOT NULL REFERENCES shift_types,
    date date NOT NULL,
    picked_at timestamptz NOT NULL,
    -- lost: to somebody who came first; refused: it would not be legal any more.
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'won', 'lost', 'refused')),
    contested boolean NOT NULL DEFAULT false,
    reason text NOT NULL DEFAULT '',
    assignment_id uuid,
    CONSTRAINT one_pick_a_day UNIQUE (round_id, person_id, date),
    CHECK ((state = 'won') = (assignment_id IS NOT NULL)),
    CHECK (state NOT IN ('lost', 'refused') OR reason <> '')
  );

  -- A round is decided once.
  CREATE FUNCTION pick_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state <> 'waiting' THEN
      RAISE EXCEPTION 'pick % is %', OLD.id, OLD.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'pick_is_decided';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER pick_is_decided_once BEFORE UPDATE ON round_picks
    FOR EACH ROW EXECUTE FUNCTION pick_is_decided_once();

  -- How often somebody has lost in a unit without winning since: who has lost more comes first.
  CREATE TABLE pick_standings (
    unit_id uuid NOT NULL REFERENCES units,
    person_id uuid NOT NULL REFERENCES people,
    losses integer NOT NULL CHECK (losses >= 0),
    PRIMARY KEY (unit_id, person_id)
  );
`;
