import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { firstSchemaSql } from './0001-first-schema.sql.js';

export class FirstSchema1763769600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(firstSchemaSql);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('the first schema has nothing to go back to: restore a backup instead'));
  }
}
