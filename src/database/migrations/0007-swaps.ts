import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Shifts that staff hand to each other, and what a unit lets them do without asking. */
export class Swaps1764003600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Within these limits a legal swap of a unit's shifts is applied at once; beyond them its coordinator decides.
      CREATE TABLE change_limits (
        unit_id uuid PRIMARY KEY REFERENCES units,
        swaps_automatic boolean NOT NULL DEFAULT true,
        swap_notice_hours smallint NOT NULL DEFAULT 24 CHECK (swap_notice_hours BETWEEN 0 AND 8760),
        same_grade_only boolean NOT NULL DEFAULT false,
        soft_breaches_allowed boolean NOT NULL DEFAULT true,
        -- Of one person in 28 days; null: any number.
        swaps_a_person smallint CHECK (swaps_a_person > 0),
        version integer NOT NULL DEFAULT 1
      );

      CREATE TABLE swaps (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- The unit of the first shift.
        unit_id uuid NOT NULL REFERENCES units,
        requested_by uuid NOT NULL REFERENCES people,
        kind text NOT NULL CHECK (kind IN ('give-away', 'pool', 'direct', 'chain')),
        state text NOT NULL DEFAULT 'proposed'
          CHECK (state IN ('proposed', 'accepted', 'applied', 'refused', 'withdrawn', 'expired')),
        note text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL,
        -- When the first of its shifts begins.
        expires_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_reason text CHECK (closed_reason IN ('declined', 'coordinator', 'shift-changed', 'overtaken', 'answered')),
        decision_reason text NOT NULL DEFAULT '',
        -- Units whose coordinator has still to decide, and why they are asked.
        awaiting_unit_ids uuid[] NOT NULL DEFAULT '{}',
        approval_reasons text[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        CHECK ((closed_at IS NULL) = (state IN ('proposed', 'accepted'))),
        CHECK (state <> 'applied' OR cardinality(awaiting_unit_ids) = 0)
      );
      CREATE INDEX swaps_live ON swaps (expires_at) WHERE state IN ('proposed', 'accepted');
      CREATE INDEX swaps_unit ON swaps (unit_id, created_at);

      CREATE TABLE swap_legs (
        swap_id uuid NOT NULL REFERENCES swaps,
        position smallint NOT NULL CHECK (position BETWEEN 0 AND 2),
        -- An assignment may be removed later; what was proposed stays on record.
        assignment_id uuid NOT NULL,
        rota_id uuid NOT NULL REFERENCES rotas,
        unit_id uuid NOT NULL REFERENCES units,
        shift_type_id uuid NOT NULL REFERENCES shift_types,
        date date NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        from_person_id uuid NOT NULL REFERENCES people,
        -- Null: whoever takes it from the pool.
        to_person_id uuid REFERENCES people,
        -- The version of the assignment that was handed over.
        applied_version integer,
        PRIMARY KEY (swap_id, position),
        CONSTRAINT a_shift_once_in_a_swap UNIQUE (swap_id, assignment_id),
        CHECK (to_person_id <> from_person_id),
        CHECK (applied_version IS NULL OR to_person_id IS NOT NULL),
        -- A shift as it stands is handed over by one swap at most.
        CONSTRAINT one_swap_a_version UNIQUE (assignment_id, applied_version)
      );

      CREATE TABLE swap_parties (
        swap_id uuid NOT NULL REFERENCES swaps,
        person_id uuid NOT NULL REFERENCES people,
        answer text NOT NULL DEFAULT 'asked' CHECK (answer IN ('asked', 'accepted', 'declined')),
        answered_at timestamptz,
        PRIMARY KEY (swap_id, person_id),
        CHECK ((answer = 'asked') = (answered_at IS NULL))
      );
      CREATE INDEX swap_parties_person ON swap_parties (person_id);

      -- A swap that somebody offers for a shift in the pool.
      CREATE TABLE pool_offers (
        swap_id uuid PRIMARY KEY REFERENCES swaps,
        pool_id uuid NOT NULL REFERENCES swaps,
        CHECK (swap_id <> pool_id)
      );
      CREATE INDEX pool_offers_pool ON pool_offers (pool_id);

      CREATE TABLE swap_approvals (
        swap_id uuid NOT NULL REFERENCES swaps,
        unit_id uuid NOT NULL REFERENCES units,
        account_id uuid NOT NULL REFERENCES accounts,
        at timestamptz NOT NULL,
        reason text NOT NULL DEFAULT '',
        PRIMARY KEY (swap_id, unit_id)
      );

      -- What is over stays over, and nothing is applied that somebody has not agreed to.
      CREATE FUNCTION swap_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state NOT IN ('proposed', 'accepted') THEN
          RAISE EXCEPTION 'swap % is %', OLD.id, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'swap_is_over';
        END IF;
        IF NEW.state = 'applied' AND (
             EXISTS (SELECT FROM swap_parties WHERE swap_id = NEW.id AND answer <> 'accepted')
             OR EXISTS (SELECT FROM swap_legs WHERE swap_id = NEW.id AND applied_version IS NULL)) THEN
          RAISE EXCEPTION 'swap % lacks an answer', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'swap_needs_everybody';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER swap_moves_forward BEFORE UPDATE ON swaps
        FOR EACH ROW EXECUTE FUNCTION swap_moves_forward();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE swap_approvals, pool_offers, swap_parties, swap_legs, swaps, change_limits;
      DROP FUNCTION swap_moves_forward;
    `);
  }
}
