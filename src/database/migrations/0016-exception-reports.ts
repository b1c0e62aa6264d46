import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Reports of doctors about work and training that was not as planned, withheld from those who supervise and plan. */
export class ExceptionReports1764036000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REPORTS);
    await runner.query(STAYS_AS_RAISED);
    await runner.query(EVENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE exception_report_events, exception_reports;
      DROP FUNCTION exception_report_stays_as_raised, exception_report_is_withheld;
    `);
  }
}

const REPORTS = `
  CREATE TABLE exception_reports (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisations,
    person_id uuid NOT NULL REFERENCES people,
    unit_id uuid NOT NULL REFERENCES units,
    kind text NOT NULL CHECK (kind IN ('hours', 'pattern', 'missed-break', 'support', 'education')),
    -- Nobody can send a report elsewhere.
    route text NOT NULL GENERATED ALWAYS AS
      (CASE kind WHEN 'education' THEN 'director-of-medical-education' ELSE 'hr' END) STORED,
    immediate_safety_concern boolean NOT NULL,
    date date NOT NULL,
    -- Not a reference: the shift may be taken off the rota later.
    assignment_id uuid,
    planned_starts_at timestamptz,
    planned_ends_at timestamptz,
    actual_starts_at timestamptz,
    actual_ends_at timestamptz,
    missed_break_min smallint CHECK (missed_break_min BETWEEN 1 AND 240),
    extra_min smallint NOT NULL CHECK (extra_min BETWEEN 0 AND 2880),
    what_happened text NOT NULL CHECK (what_happened <> ''),
    choice text CHECK (choice IN ('time-off', 'pay')),
    raised_at timestamptz NOT NULL,
    raised_on date NOT NULL,
    act_by date NOT NULL CHECK (act_by >= raised_on),
    state text NOT NULL DEFAULT 'submitted'
      CHECK (state IN ('submitted', 'approved', 'refused', 'escalated', 'withdrawn')),
    escalated_at timestamptz,
    escalation_reason text NOT NULL DEFAULT '',
    decided_by uuid REFERENCES accounts,
    decided_at timestamptz,
    decided_on date,
    compensation text CHECK (compensation IN ('time-off', 'pay')),
    compensated_min smallint NOT NULL DEFAULT 0,
    decision_reason text NOT NULL DEFAULT '',
    safety_reason text NOT NULL DEFAULT '',
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT exception_raised_in_time CHECK (raised_on BETWEEN date AND date + 28),
    CHECK ((planned_starts_at IS NULL) = (planned_ends_at IS NULL)),
    CHECK (planned_ends_at > planned_starts_at),
    CHECK ((actual_starts_at IS NULL) = (actual_ends_at IS NULL)),
    CHECK (actual_ends_at > actual_starts_at),
    CHECK ((choice IS NULL) = (extra_min = 0)),
    CHECK ((state IN ('approved', 'refused')) <= (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
    CHECK (state <> 'escalated' OR escalated_at IS NOT NULL),
    CONSTRAINT doctors_choice_stands CHECK (
      state <> 'approved' OR choice IS NOT DISTINCT FROM compensation
      OR (compensation = 'time-off' AND safety_reason <> '')),
    CHECK ((compensation IS NULL) = (compensated_min = 0)),
    CHECK (compensated_min BETWEEN 0 AND extra_min),
    CONSTRAINT less_than_asked_needs_a_reason CHECK (
      decision_reason <> '' OR NOT (state = 'refused' OR (state = 'approved' AND compensated_min < extra_min)))
  );
  CREATE UNIQUE INDEX one_report_an_occurrence ON exception_reports (person_id, date, kind)
    WHERE state <> 'withdrawn';
  CREATE INDEX exception_reports_waiting ON exception_reports (act_by, id) WHERE state IN ('submitted', 'escalated');
  CREATE INDEX exception_reports_unit ON exception_reports (unit_id, date);
`;

const STAYS_AS_RAISED = `
  CREATE FUNCTION exception_report_stays_as_raised() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    moves text := OLD.state || ' ' || NEW.state;
    raised text[] := ARRAY['id', 'organisation_id', 'person_id', 'unit_id', 'kind', 'immediate_safety_concern', 'date',
      'assignment_id', 'planned_starts_at', 'planned_ends_at', 'actual_starts_at', 'actual_ends_at', 'missed_break_min',
      'extra_min', 'what_happened', 'choice', 'raised_at', 'raised_on'];
    kept text;
  BEGIN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'report % stays on record', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'exception_report_stays';
    END IF;
    FOREACH kept IN ARRAY raised LOOP
      IF to_jsonb(OLD) -> kept IS DISTINCT FROM to_jsonb(NEW) -> kept THEN
        RAISE EXCEPTION 'report % stays as it was raised', OLD.id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'exception_report_stays';
      END IF;
    END LOOP;
    IF moves NOT IN ('submitted approved', 'submitted refused', 'submitted escalated', 'submitted withdrawn',
                     'refused escalated', 'escalated approved', 'escalated refused', 'escalated withdrawn')
       OR (NEW.state = 'escalated' AND OLD.escalated_at IS NOT NULL) THEN
      RAISE EXCEPTION 'report % is %', OLD.id, OLD.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'exception_report_is_over';
    END IF;
    IF NEW.state IN ('approved', 'refused')
       AND EXISTS (SELECT FROM accounts a WHERE a.id = NEW.decided_by AND a.person_id = NEW.person_id) THEN
      RAISE EXCEPTION 'nobody decides upon their own report'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_decides_their_own_report';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER exception_report_stays_as_raised BEFORE UPDATE OR DELETE ON exception_reports
    FOR EACH ROW EXECUTE FUNCTION exception_report_stays_as_raised();
  CREATE TRIGGER exception_reports_no_truncate BEFORE TRUNCATE ON exception_reports
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const EVENTS = `
  CREATE TABLE exception_report_events (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    report_id uuid NOT NULL REFERENCES exception_reports,
    event text NOT NULL CHECK (event IN ('raised', 'opened', 'withdrawn', 'escalated', 'approved', 'refused')),
    at timestamptz NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts,
    role text NOT NULL CHECK (role IN ('staff', 'hr', 'director-of-medical-education', 'guardian')),
    content jsonb,
    salt bytea,
    CHECK ((event = 'opened') = (content IS NULL)),
    CHECK ((content IS NULL) = (salt IS NULL)),
    CHECK ((event IN ('raised', 'withdrawn', 'escalated')) = (role = 'staff'))
  );
  CREATE INDEX exception_report_events_report ON exception_report_events (report_id, at);
  CREATE TRIGGER exception_report_events_append_only BEFORE UPDATE OR DELETE ON exception_report_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER exception_report_events_no_truncate BEFORE TRUNCATE ON exception_report_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- The reporter, HR or the director of medical education by the kind, the guardian: and of these nobody who also
  -- coordinates or supervises.
  CREATE FUNCTION exception_report_is_withheld() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    report exception_reports;
  BEGIN
    -- Who opened it then may have another role by now.
    IF current_setting('rotawright.restoring', true) = 'on' THEN
      RETURN NEW;
    END IF;
    SELECT * INTO report FROM exception_reports WHERE id = NEW.report_id;
    IF NEW.role = 'staff' THEN
      IF EXISTS (SELECT FROM accounts a WHERE a.id = NEW.account_id AND a.person_id = report.person_id) THEN
        RETURN NEW;
      END IF;
    ELSIF NEW.role IN (report.route, 'guardian')
      AND EXISTS (SELECT FROM account_roles r WHERE r.account_id = NEW.account_id AND r.role = NEW.role)
      AND NOT EXISTS (SELECT FROM account_roles r
                       WHERE r.account_id = NEW.account_id AND r.role IN ('coordinator', 'supervisor')) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'report % is withheld from account %', NEW.report_id, NEW.account_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'exception_report_is_withheld';
  END $$;
  CREATE TRIGGER exception_report_is_withheld BEFORE INSERT ON exception_report_events
    FOR EACH ROW EXECUTE FUNCTION exception_report_is_withheld();
`;
