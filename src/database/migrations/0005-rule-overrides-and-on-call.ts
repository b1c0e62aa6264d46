import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A unit's own setting of a rule may end, and an on-call shift may have an estimate of what is to be expected of it. */
export class RuleOverridesAndOnCall1763866800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE unit_rule_overrides
        -- Last day; null: until it is withdrawn. What has begun is ended, not removed: rotas were judged by it.
        ADD COLUMN effective_until date,
        ADD CONSTRAINT unit_rule_overrides_dates_check CHECK (effective_until >= effective_from);

      ALTER TABLE shift_types
        -- The prospective estimate of an on-call period: {workMin, enhancedMin, episodes, restMin, longestRestMin}. Minutes of work,
        -- those of them at enhanced hours, calls a day, rest in each 24 h, and its longest piece between 22:00 and 07:00.
        ADD COLUMN on_call_estimate jsonb,
        ADD CONSTRAINT shift_types_on_call_estimate_check CHECK (on_call_estimate IS NULL OR (
          kind = 'on-call'
          AND (on_call_estimate->>'workMin')::int BETWEEN 0 AND end_min - start_min
          AND (on_call_estimate->>'enhancedMin')::int BETWEEN 0 AND (on_call_estimate->>'workMin')::int
          AND (on_call_estimate->>'episodes')::numeric >= 0
          AND (on_call_estimate->>'restMin')::int BETWEEN 0 AND 1440
          AND (on_call_estimate->>'longestRestMin')::int BETWEEN 0 AND (on_call_estimate->>'restMin')::int) IS TRUE)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE unit_rule_overrides DROP COLUMN effective_until;
      ALTER TABLE shift_types DROP COLUMN on_call_estimate`);
  }
}
