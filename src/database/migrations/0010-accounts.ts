import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Invitations and forgotten passwords, second steps, the trust's own sign-in, and how a session came to be. */
export class Accounts1764014400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE accounts
        ADD COLUMN provider_issuer text,
        ADD COLUMN provider_subject text,
        ADD CONSTRAINT one_account_a_provider_subject UNIQUE (provider_issuer, provider_subject),
        ADD CHECK ((provider_issuer IS NULL) = (provider_subject IS NULL));

      ALTER TABLE sessions
        ADD COLUMN method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'provider')),
        ADD COLUMN provider_session text;
      CREATE INDEX sessions_provider ON sessions (provider_session) WHERE ended_at IS NULL;

      -- Links that set a password: the first one, or a new one for one that was forgotten.
      CREATE TABLE password_links (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts,
        purpose text NOT NULL CHECK (purpose IN ('activation', 'reset')),
        -- The mail holds the secret until it is handed over; here is its SHA-256 alone.
        token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        -- Another link has taken its place, or the account does not need it any more.
        ended_at timestamptz,
        CONSTRAINT link_of_one_secret UNIQUE (token_hash),
        CHECK (expires_at > created_at),
        CHECK (used_at IS NULL OR ended_at IS NULL)
      );
      CREATE UNIQUE INDEX one_open_link_an_account ON password_links (account_id)
        WHERE used_at IS NULL AND ended_at IS NULL;
      CREATE INDEX password_links_account ON password_links (account_id, created_at);

      CREATE FUNCTION password_link_is_used_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.used_at IS NOT NULL OR OLD.ended_at IS NOT NULL THEN
          RAISE EXCEPTION 'link % is over', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'link_is_over';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER password_link_is_used_once BEFORE UPDATE ON password_links
        FOR EACH ROW EXECUTE FUNCTION password_link_is_used_once();

      -- A mail that is sent, or never will be, forgets the secret of its link.
      CREATE FUNCTION mail_forgets_its_secret() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.text_body := regexp_replace(NEW.text_body, '(/set-password#)[A-Za-z0-9_-]+', '\\1***', 'g');
        NEW.html_body := regexp_replace(NEW.html_body, '(/set-password#)[A-Za-z0-9_-]+', '\\1***', 'g');
        RETURN NEW;
      END $$;
      CREATE TRIGGER mail_forgets_its_secret BEFORE UPDATE ON mails
        FOR EACH ROW WHEN (NEW.kind = 'password-link' AND NEW.state IN ('handed-over', 'failed'))
        EXECUTE FUNCTION mail_forgets_its_secret();

      -- Whoever asks for a new password is answered before anybody looks whether there is such an account.
      CREATE TABLE password_reset_requests (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL,
        requested_at timestamptz NOT NULL
      );

      -- Codes of an authenticator app.
      CREATE TABLE second_steps (
        account_id uuid PRIMARY KEY REFERENCES accounts,
        secret bytea NOT NULL CHECK (length(secret) >= 16),
        created_at timestamptz NOT NULL,
        -- Null: shown, and not yet proved by a code.
        confirmed_at timestamptz,
        -- The half minute whose code was used last; no code of it or of an earlier one counts again.
        last_step bigint NOT NULL DEFAULT 0
      );
      CREATE FUNCTION second_step_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.secret = OLD.secret AND NEW.last_step < OLD.last_step THEN
          RAISE EXCEPTION 'a code was used again' USING ERRCODE = 'check_violation', CONSTRAINT = 'code_used_once';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER second_step_moves_on BEFORE UPDATE ON second_steps
        FOR EACH ROW EXECUTE FUNCTION second_step_moves_on();

      CREATE TABLE recovery_codes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts,
        code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
        created_at timestamptz NOT NULL,
        used_at timestamptz,
        UNIQUE (account_id, code_hash)
      );

      -- Sign-ins that have gone to the trust's provider and have not come back.
      CREATE TABLE provider_sign_ins (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        state_hash bytea NOT NULL UNIQUE CHECK (length(state_hash) = 32),
        browser_hash bytea NOT NULL CHECK (length(browser_hash) = 32),
        nonce text NOT NULL,
        code_verifier text NOT NULL,
        return_to text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );

      -- Logout tokens that the provider has sent; none counts twice.
      CREATE TABLE provider_logouts (
        issuer text NOT NULL,
        token_id text NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (issuer, token_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE provider_logouts, provider_sign_ins, recovery_codes, second_steps, password_reset_requests, password_links;
      DROP TRIGGER mail_forgets_its_secret ON mails;
      DROP FUNCTION password_link_is_used_once, mail_forgets_its_secret, second_step_moves_on;
      ALTER TABLE sessions DROP COLUMN method, DROP COLUMN provider_session;
      ALTER TABLE accounts DROP COLUMN provider_issuer, DROP COLUMN provider_subject;
    `);
  }
}
