import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The trust's own directories, which keep sign-ins over SCIM 2.0. */
export class Scim1764043200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scim_directories (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL CHECK (name <> ''),
        -- The directory holds the token; here is its SHA-256 alone.
        token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
        created_by uuid NOT NULL REFERENCES accounts,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz,
        revoked_by uuid REFERENCES accounts,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT directory_of_one_token UNIQUE (token_hash),
        CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
      );
      CREATE UNIQUE INDEX one_directory_a_name ON scim_directories (lower(name)) WHERE revoked_at IS NULL;

      -- What a directory says of an account. An account has at most one directory.
      CREATE TABLE scim_users (
        account_id uuid PRIMARY KEY REFERENCES accounts,
        directory_id uuid NOT NULL REFERENCES scim_directories,
        external_id text CHECK (external_id <> ''),
        user_name text NOT NULL CHECK (user_name <> ''),
        given_name text NOT NULL DEFAULT '',
        family_name text NOT NULL DEFAULT '',
        employee_number text CHECK (employee_number <> ''),
        active boolean NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        -- The directory has removed it; the account is closed and waits for its return.
        deleted_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK (deleted_at IS NULL OR NOT active)
      );
      CREATE UNIQUE INDEX one_user_an_external_id ON scim_users (directory_id, external_id);
      CREATE UNIQUE INDEX one_user_a_user_name ON scim_users (directory_id, lower(user_name)) WHERE deleted_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scim_users, scim_directories');
  }
}
