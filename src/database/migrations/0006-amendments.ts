import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Versions that say only what changed since the one before: a swap or a claim need not publish the whole rota again. */
export class Amendments1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The whole version that this one amends; its own number for a whole one.
      ALTER TABLE rota_versions ADD COLUMN base_number integer;
      UPDATE rota_versions SET base_number = number;
      ALTER TABLE rota_versions ALTER COLUMN base_number SET NOT NULL,
        ADD CONSTRAINT amends_an_earlier_version CHECK (base_number BETWEEN 1 AND number);

      -- In an amendment: the shift is nobody's any more.
      ALTER TABLE published_assignments ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
      CREATE INDEX published_assignments_shift ON published_assignments (assignment_id);
      CREATE INDEX published_assignments_person ON published_assignments (person_id, date);

      -- What is published of each rota: its newest whole version with its amendments.
      CREATE VIEW published_now AS
        SELECT p.*, r.id AS rota_id, r.published_version AS rota_version
          FROM published_assignments p
          JOIN rota_versions v ON v.id = p.rota_version_id
          JOIN rotas r ON r.id = v.rota_id
          JOIN rota_versions newest ON newest.rota_id = r.id AND newest.number = r.published_version
         WHERE v.number >= newest.base_number AND v.number <= newest.number AND NOT p.withdrawn
           AND NOT EXISTS (
             SELECT FROM published_assignments later JOIN rota_versions w ON w.id = later.rota_version_id
              WHERE later.assignment_id = p.assignment_id AND w.rota_id = r.id
                AND w.number > v.number AND w.number <= newest.number);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW published_now;
      DROP INDEX published_assignments_person, published_assignments_shift;
      ALTER TABLE published_assignments DROP COLUMN withdrawn;
      ALTER TABLE rota_versions DROP COLUMN base_number;
    `);
  }
}
