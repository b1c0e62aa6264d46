/** The first schema. Money, hours and times: minutes as integers, instants as timestamptz, dates as date. */
export const firstSchemaSql = `
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE organisations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (name <> ''),
  nation text NOT NULL CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland')),
  time_zone text NOT NULL DEFAULT 'Europe/London',
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1
);

CREATE TABLE units (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisations,
  code text NOT NULL CHECK (code <> ''),
  name text NOT NULL CHECK (name <> ''),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (organisation_id, code)
);

-- A unit may set the parameters of a rule otherwise than its pack does, with a reason and an approver.
CREATE TABLE unit_rule_overrides (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES units,
  rule_code text NOT NULL,
  parameters jsonb NOT NULL CHECK (jsonb_typeof(parameters) = 'object'),
  effective_from date NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  approved_by text NOT NULL CHECK (approved_by <> ''),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (unit_id, rule_code, effective_from)
);

CREATE TABLE grades (
  code text PRIMARY KEY CHECK (code <> ''),
  name text NOT NULL CHECK (name <> ''),
  family text NOT NULL CHECK (family IN ('doctor', 'nurse', 'support', 'other')),
  -- Seniority inside the family: "ST3 or above" is every grade of the family with at least ST3's rank.
  rank smallint NOT NULL,
  registered boolean NOT NULL
);

CREATE TABLE skills (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisations,
  code text NOT NULL CHECK (code <> ''),
  name text NOT NULL CHECK (name <> ''),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (organisation_id, code)
);

CREATE TABLE people (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisations,
  staff_number text NOT NULL CHECK (staff_number <> ''),
  given_name text NOT NULL CHECK (given_name <> ''),
  family_name text NOT NULL CHECK (family_name <> ''),
  email text CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  grade_code text NOT NULL REFERENCES grades,
  registration_body text CHECK (registration_body IN ('GMC', 'NMC', 'GDC', 'HCPC')),
  registration_number text,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (organisation_id, staff_number),
  UNIQUE (registration_body, registration_number),
  CHECK ((registration_body IS NULL) = (registration_number IS NULL)),
  CHECK (registration_body <> 'GMC' OR registration_number ~ '^[0-9]{7}$'),
  CHECK (registration_body <> 'NMC' OR registration_number ~ '^[0-9]{2}[A-Z][0-9]{4}[A-Z]$')
);

CREATE TABLE person_skills (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  skill_id uuid NOT NULL REFERENCES skills,
  valid_from date NOT NULL,
  valid_until date,
  version integer NOT NULL DEFAULT 1,
  CHECK (valid_until IS NULL OR valid_until >= valid_from),
  EXCLUDE USING gist (person_id WITH =, skill_id WITH =, daterange(valid_from, valid_until, '[]') WITH &&)
);

CREATE TABLE placements (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL REFERENCES people,
  unit_id uuid NOT NULL REFERENCES units,
  first_date date NOT NULL,
  last_date date,
  wte numeric(4,3) NOT NULL CHECK (wte > 0 AND wte <= 1),
  contract_code text NOT NULL,
  full_time_min_per_week integer NOT NULL CHECK (full_time_min_per_week BETWEEN 1 AND 10080),
  version integer NOT NULL DEFAULT 1,
  CHECK (last_date IS NULL OR last_date >= first_date),
  EXCLUDE USING gist (person_id WITH =, unit_id WITH =, daterange(first_date, last_date, '[]') WITH &&)
);
CREATE INDEX placements_unit ON placements (unit_id, first_date);

CREATE TABLE shift_types (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES units,
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9 _/+-]{0,9}$'),
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('day', 'long-day', 'evening', 'night', 'on-call', 'off')),
  start_min smallint NOT NULL CHECK (start_min BETWEEN 0 AND 1439),
  end_min smallint NOT NULL CHECK (end_min > start_min AND end_min <= start_min + 1500),
  paid_break_min smallint NOT NULL DEFAULT 0 CHECK (paid_break_min >= 0),
  unpaid_break_min smallint NOT NULL DEFAULT 0 CHECK (unpaid_break_min >= 0),
  colour text NOT NULL CHECK (colour ~ '^#[0-9a-f]{6}$'),
  -- Who may work it: any of these grades (none given: every grade), holding all of these skills.
  grade_codes text[] NOT NULL DEFAULT '{}',
  skill_codes text[] NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (unit_id, code),
  CHECK (paid_break_min + unpaid_break_min < end_min - start_min)
);

CREATE TABLE cover_templates (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES units,
  name text NOT NULL CHECK (name <> ''),
  valid_from date NOT NULL,
  valid_until date,
  -- A bank holiday needs the cover of this weekday (0 = Monday); null: of its own weekday.
  bank_holiday_weekday smallint CHECK (bank_holiday_weekday BETWEEN 0 AND 6),
  version integer NOT NULL DEFAULT 1,
  CHECK (valid_until IS NULL OR valid_until >= valid_from),
  EXCLUDE USING gist (unit_id WITH =, daterange(valid_from, valid_until, '[]') WITH &&)
);

CREATE TABLE cover_lines (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  template_id uuid NOT NULL REFERENCES cover_templates ON DELETE CASCADE,
  name text NOT NULL CHECK (name <> ''),
  weekdays smallint[] NOT NULL CHECK (cardinality(weekdays) > 0 AND weekdays <@ '{0,1,2,3,4,5,6}'::smallint[]),
  shift_type_ids uuid[] NOT NULL CHECK (cardinality(shift_type_ids) > 0),
  -- The filter: any of the grades, or the minimum grade and above in its family; all of the skills; registered or not.
  grade_codes text[] NOT NULL DEFAULT '{}',
  minimum_grade_code text REFERENCES grades,
  skill_codes text[] NOT NULL DEFAULT '{}',
  registered boolean,
  measure text NOT NULL CHECK (measure IN ('count', 'share')),
  minimum smallint CHECK (minimum >= 0),
  target smallint CHECK (target >= 0),
  maximum smallint CHECK (maximum >= 0),
  min_share numeric(4,3) CHECK (min_share > 0 AND min_share <= 1),
  under_minimum_weight integer NOT NULL DEFAULT 1000 CHECK (under_minimum_weight >= 0),
  under_target_weight integer NOT NULL DEFAULT 20 CHECK (under_target_weight >= 0),
  over_maximum_weight integer NOT NULL DEFAULT 50 CHECK (over_maximum_weight >= 0),
  position smallint NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  CHECK (measure <> 'count' OR (minimum IS NOT NULL AND target IS NOT NULL AND min_share IS NULL)),
  CHECK (measure <> 'share' OR (min_share IS NOT NULL AND minimum IS NULL AND target IS NULL AND maximum IS NULL)),
  CHECK (target >= minimum),
  CHECK (maximum >= target)
);

CREATE TABLE cover_exceptions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  cover_line_id uuid NOT NULL REFERENCES cover_lines ON DELETE CASCADE,
  date date NOT NULL,
  minimum smallint NOT NULL CHECK (minimum >= 0),
  target smallint NOT NULL,
  maximum smallint,
  reason text NOT NULL CHECK (reason <> ''),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (cover_line_id, date),
  CHECK (target >= minimum),
  CHECK (maximum >= target)
);

CREATE TABLE availability_entries (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL REFERENCES people,
  kind text NOT NULL CHECK (kind IN ('cannot', 'rather-not', 'would-like')),
  first_date date NOT NULL,
  last_date date NOT NULL,
  -- Empty: every weekday.
  weekdays smallint[] NOT NULL DEFAULT '{}' CHECK (weekdays <@ '{0,1,2,3,4,5,6}'::smallint[]),
  -- Null: any shift.
  shift_kind text CHECK (shift_kind IN ('day', 'long-day', 'evening', 'night', 'on-call')),
  weight smallint NOT NULL DEFAULT 10 CHECK (weight BETWEEN 1 AND 100),
  note text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CHECK (last_date >= first_date)
);
CREATE INDEX availability_person ON availability_entries (person_id, first_date);

CREATE TABLE absences (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL REFERENCES people,
  kind text NOT NULL CHECK (kind IN ('annual-leave', 'study-leave', 'parental-leave', 'sickness', 'other')),
  first_date date NOT NULL,
  last_date date NOT NULL,
  state text NOT NULL DEFAULT 'approved' CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn')),
  -- Restricted: never leaves the leave module but for those who decide.
  reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CHECK (last_date >= first_date),
  EXCLUDE USING gist (person_id WITH =, daterange(first_date, last_date, '[]') WITH &&) WHERE (state = 'approved')
);

CREATE TABLE bank_holidays (
  nation text NOT NULL CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland')),
  date date NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (nation, date)
);

CREATE TABLE accounts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid UNIQUE REFERENCES people,
  email text NOT NULL CHECK (email = lower(email) AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  display_name text NOT NULL CHECK (display_name <> ''),
  password_hash text,
  is_demo boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  failed_sign_ins integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (email)
);

CREATE TABLE account_roles (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('staff', 'coordinator', 'supervisor', 'hr', 'director-of-medical-education', 'guardian', 'auditor', 'admin')),
  -- Coordinators and supervisors have their role in a unit; the others in the organisation.
  unit_id uuid REFERENCES units,
  CHECK ((role IN ('coordinator', 'supervisor')) = (unit_id IS NOT NULL))
);
CREATE UNIQUE INDEX account_roles_once ON account_roles (account_id, role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'));

CREATE TABLE sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts,
  token_hash bytea NOT NULL UNIQUE,
  csrf_hash bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  user_agent text NOT NULL DEFAULT ''
);
CREATE INDEX sessions_account ON sessions (account_id) WHERE ended_at IS NULL;

CREATE TABLE idempotency_keys (
  account_id uuid NOT NULL REFERENCES accounts,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
  request_hash bytea NOT NULL,
  status smallint,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, key)
);

CREATE TABLE rotas (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES units,
  name text NOT NULL CHECK (name <> ''),
  first_date date NOT NULL,
  last_date date NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'closed')),
  -- Number of the newest published version; 0 before the first.
  published_version integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CHECK (last_date >= first_date AND last_date < first_date + 371),
  CHECK ((state = 'draft') = (published_version = 0)),
  EXCLUDE USING gist (unit_id WITH =, daterange(first_date, last_date, '[]') WITH &&)
);

CREATE TABLE assignments (
  -- The UID of its calendar event; its version is the event's SEQUENCE.
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  rota_id uuid NOT NULL REFERENCES rotas,
  person_id uuid NOT NULL REFERENCES people,
  shift_type_id uuid NOT NULL REFERENCES shift_types,
  date date NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
  pinned boolean NOT NULL DEFAULT false,
  source text NOT NULL CHECK (source IN ('fill', 'manual', 'import', 'swap', 'claim')),
  -- A legal breach that a coordinator took upon themselves knowingly.
  override_reason text,
  version integer NOT NULL DEFAULT 1,
  CHECK (ends_at > starts_at),
  CONSTRAINT one_shift_a_day UNIQUE (rota_id, person_id, date) DEFERRABLE INITIALLY IMMEDIATE,
  CONSTRAINT nobody_in_two_places EXCLUDE USING gist (person_id WITH =, during WITH &&) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX assignments_rota ON assignments (rota_id, date);

CREATE FUNCTION assignment_inside_rota() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rotas r JOIN shift_types s ON s.unit_id = r.unit_id
                 WHERE r.id = NEW.rota_id AND s.id = NEW.shift_type_id
                   AND NEW.date BETWEEN r.first_date AND r.last_date) THEN
    RAISE EXCEPTION 'assignment % is outside its rota''s dates or uses another unit''s shift type', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_inside_rota';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_inside_rota BEFORE INSERT OR UPDATE ON assignments
  FOR EACH ROW EXECUTE FUNCTION assignment_inside_rota();

CREATE TABLE rota_versions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  rota_id uuid NOT NULL REFERENCES rotas,
  number integer NOT NULL CHECK (number > 0),
  published_at timestamptz NOT NULL,
  published_by uuid NOT NULL REFERENCES accounts,
  UNIQUE (rota_id, number)
);

-- What was published, word for word; never changed afterwards.
CREATE TABLE published_assignments (
  rota_version_id uuid NOT NULL REFERENCES rota_versions,
  assignment_id uuid NOT NULL,
  sequence integer NOT NULL,
  person_id uuid NOT NULL REFERENCES people,
  date date NOT NULL,
  shift_code text NOT NULL,
  shift_name text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (rota_version_id, assignment_id)
);

CREATE TABLE fills (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  rota_id uuid NOT NULL REFERENCES rotas,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'stopping', 'done', 'stopped', 'failed')),
  seconds integer NOT NULL CHECK (seconds BETWEEN 1 AND 3600),
  seed integer NOT NULL,
  requested_by uuid NOT NULL REFERENCES accounts,
  requested_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  -- A worker that runs it says so again and again; a sweep retakes a fill whose worker has fallen silent.
  heartbeat_at timestamptz,
  attempts smallint NOT NULL DEFAULT 0,
  finished_at timestamptz,
  objective double precision,
  hard_violations integer,
  unfilled integer,
  lower_bound double precision,
  -- The best rota so far: [{personId, shiftTypeId, date}].
  best jsonb,
  applied boolean NOT NULL DEFAULT false,
  error text,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX one_fill_a_rota ON fills (rota_id) WHERE state IN ('queued', 'running', 'stopping');

CREATE TABLE fill_events (
  fill_id uuid NOT NULL REFERENCES fills ON DELETE CASCADE,
  seq integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  payload jsonb NOT NULL,
  PRIMARY KEY (fill_id, seq)
);

-- The outbox: a mail is a row first, written in the transaction that wants it.
CREATE TABLE mails (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  -- One mail a person and occasion, however often it is asked for.
  dedupe_key text NOT NULL UNIQUE,
  person_id uuid REFERENCES people,
  to_address text NOT NULL,
  subject text NOT NULL,
  text_body text NOT NULL,
  html_body text NOT NULL,
  calendar text,
  message_id text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'handed-over', 'failing', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  handed_over_at timestamptz,
  last_error text
);
CREATE INDEX mails_due ON mails (next_attempt_at) WHERE state IN ('queued', 'failing');

CREATE TABLE audit_chains (
  chain text PRIMARY KEY,
  last_seq bigint NOT NULL,
  last_hash bytea NOT NULL
);

CREATE TABLE audit_entries (
  -- A unit's id, or the organisation's for what belongs to no unit.
  chain text NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  detail jsonb NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (chain, seq)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER published_append_only BEFORE UPDATE OR DELETE ON published_assignments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER published_no_truncate BEFORE TRUNCATE ON published_assignments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
