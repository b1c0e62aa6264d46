import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Mails that keep what they are about until they are sent; who was told of which open shift; what people want to be mailed. */
export class OpenShiftMails1764021600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A mail has its words, or what is needed to write them; never both.
      ALTER TABLE mails ADD COLUMN facts jsonb,
        ALTER COLUMN text_body DROP NOT NULL,
        ALTER COLUMN html_body DROP NOT NULL,
        ADD CONSTRAINT mail_has_words_or_facts CHECK ((facts IS NULL) = (text_body IS NOT NULL)
          AND (text_body IS NULL) = (html_body IS NULL)),
        -- One click there stops mails of this kind (RFC 8058); null for those that cannot be stopped.
        ADD COLUMN stop_url text;
      CREATE INDEX mails_undelivered ON mails (person_id) WHERE state IN ('failing', 'failed');

      -- Whoever has none has the defaults.
      CREATE TABLE mail_preferences (
        person_id uuid PRIMARY KEY REFERENCES people,
        -- Open shifts, at most one mail a day unless one begins before the next.
        offers boolean NOT NULL DEFAULT true,
        digest_at_min integer NOT NULL DEFAULT 1020 CHECK (digest_at_min BETWEEN 0 AND 1439),
        reminders boolean NOT NULL DEFAULT true,
        reminder_hours integer NOT NULL DEFAULT 24 CHECK (reminder_hours BETWEEN 1 AND 72),
        -- The same twice: no quiet hours.
        quiet_from_min integer NOT NULL DEFAULT 1320 CHECK (quiet_from_min BETWEEN 0 AND 1439),
        quiet_to_min integer NOT NULL DEFAULT 420 CHECK (quiet_to_min BETWEEN 0 AND 1439),
        -- Stands in mails; whoever knows it can stop mails, and nothing else.
        stop_token uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
        version integer NOT NULL DEFAULT 1
      );

      -- Nobody is told twice of the same open shift.
      CREATE TABLE vacancy_offers (
        vacancy_id uuid NOT NULL REFERENCES vacancies,
        person_id uuid NOT NULL REFERENCES people,
        offered_at timestamptz NOT NULL,
        PRIMARY KEY (vacancy_id, person_id)
      );
      CREATE INDEX vacancy_offers_person ON vacancy_offers (person_id, offered_at);

      -- When somebody's open shifts were last looked through, whether or not there was any for them.
      CREATE TABLE offer_digests (
        person_id uuid PRIMARY KEY REFERENCES people,
        looked_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE offer_digests, vacancy_offers, mail_preferences;
      DROP INDEX mails_undelivered;
      -- Words that were never written cannot be sent by what came before.
      DELETE FROM mails WHERE text_body IS NULL;
      ALTER TABLE mails DROP CONSTRAINT mail_has_words_or_facts, DROP COLUMN facts, DROP COLUMN stop_url,
        ALTER COLUMN text_body SET NOT NULL, ALTER COLUMN html_body SET NOT NULL;
    `);
  }
}
