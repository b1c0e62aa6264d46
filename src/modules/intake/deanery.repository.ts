import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type PlacementFacts } from './sheet/placement-rows.js';
import {
  type EnteredPlacement,
  type NewPerson,
  type PersonChange,
  type PlanContext,
  type PostMapping,
  type StandingAbsence,
  type StandingPerson,
  type StandingPlacement,
} from './plan/plan-types.js';

/** A placement as it is written: people by their ids. */
export interface PlacementToWrite {
  readonly id: string;
  readonly personId: string | null;
  readonly facts: PlacementFacts;
  readonly unitId: string | null;
  readonly line: string | null;
}

export interface PersonToWrite extends NewPerson {
  readonly id: string;
  readonly staffNumber: string;
}

interface PersonRow extends Omit<StandingPerson, 'ids'> {
  readonly gmc: string | null;
  readonly gdc: string | null;
  readonly publicHealth: string | null;
  readonly tisPerson: string | null;
}

interface PlacementRow extends PlacementFacts {
  readonly id: string;
  readonly personId: string | null;
  readonly unitId: string | null;
  readonly line: string | null;
  readonly absenceId: string | null;
}

const LOCK = 6_013_001;

/** What stands here of what the deanery lists, and how it changes. */
@Injectable()
export class DeaneryRepository {
  /** One sheet at a time is applied, and none is checked meanwhile. */
  async lock(tx: Transaction): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  }

  async context(tx: Transaction, organisationId: string): Promise<PlanContext> {
    const people = await this.people(tx, organisationId);
    return {
      people,
      placements: await this.placements(tx, organisationId),
      entered: await this.entered(tx, organisationId),
      absences: await this.absences(tx, organisationId),
      mappings: await this.mappings(tx, organisationId),
    };
  }

  /** Everybody with a number by which the deanery may know them. */
  private async people(tx: Transaction, organisationId: string): Promise<StandingPerson[]> {
    const rows = await tx.query<PersonRow[]>(
      `SELECT p.id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName", p.email,
              CASE WHEN p.registration_body = 'GMC' THEN p.registration_number END AS gmc,
              coalesce(CASE WHEN p.registration_body = 'GDC' THEN p.registration_number END, d.gdc_number) AS gdc,
              d.public_health_number AS "publicHealth", d.tis_person_id AS "tisPerson", d.email AS "deaneryEmail"
         FROM people p LEFT JOIN deanery_people d ON d.person_id = p.id
        WHERE p.organisation_id = $1 AND (p.registration_body IN ('GMC', 'GDC') OR d.person_id IS NOT NULL)
        ORDER BY p.id`,
      [organisationId],
    );
    return rows.map(({ gmc, gdc, publicHealth, tisPerson, ...rest }) => ({
      ...rest,
      ids: { gmc, gdc, publicHealth, tisPerson },
    }));
  }

  private async placements(tx: Transaction, organisationId: string): Promise<StandingPlacement[]> {
    const rows = await tx.query<PlacementRow[]>(
      `SELECT id, person_id AS "personId", post, first_date::text AS "from", last_date::text AS "to", kind,
              wte_thousandths AS "wteThousandths", grade_code AS "gradeCode", site, specialty,
              tis_placement_id AS "tisPlacement", unit_id AS "unitId", line, absence_id AS "absenceId"
         FROM deanery_placements WHERE organisation_id = $1 ORDER BY first_date, id`,
      [organisationId],
    );
    return rows.map(({ id, personId, unitId, line, absenceId, ...facts }) => {
      return { id, personId, facts, unitId, line, absenceId };
    });
  }

  private async entered(tx: Transaction, organisationId: string): Promise<EnteredPlacement[]> {
    return tx.query<EnteredPlacement[]>(
      `SELECT l.id, l.person_id AS "personId", l.unit_id AS "unitId", l.first_date::text AS "from",
              l.last_date::text AS "to", (l.wte * 1000)::int AS "wteThousandths"
         FROM placements l JOIN people p ON p.id = l.person_id
        WHERE p.organisation_id = $1 AND l.source = 'entered' ORDER BY l.first_date, l.id`,
      [organisationId],
    );
  }

  private async absences(tx: Transaction, organisationId: string): Promise<StandingAbsence[]> {
    return tx.query<StandingAbsence[]>(
      `SELECT a.id, a.person_id AS "personId", a.first_date::text AS "from", a.last_date::text AS "to"
         FROM absences a JOIN people p ON p.id = a.person_id
        WHERE p.organisation_id = $1 AND a.state = 'approved' ORDER BY a.first_date, a.id`,
      [organisationId],
    );
  }

  private async mappings(tx: Transaction, organisationId: string): Promise<PostMapping[]> {
    return tx.query<PostMapping[]>(
      `SELECT m.post_prefix AS "postPrefix", m.sites, m.unit_id AS "unitId", u.name AS "unitName", m.line
         FROM post_mappings m JOIN units u ON u.id = m.unit_id WHERE m.organisation_id = $1 ORDER BY m.post_prefix`,
      [organisationId],
    );
  }

  async insertPeople(
    tx: Transaction,
    organisationId: string,
    people: readonly PersonToWrite[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO people (id, organisation_id, staff_number, given_name, family_name, email, grade_code,
                           registration_body, registration_number)
       SELECT r.id, $1, r."staffNumber", r."givenName", r."familyName", r.email, r."gradeCode",
              CASE WHEN r.ids->>'gmc' IS NOT NULL THEN 'GMC' WHEN r.ids->>'gdc' IS NOT NULL THEN 'GDC' END,
              coalesce(r.ids->>'gmc', r.ids->>'gdc')
         FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "staffNumber" text, "givenName" text, "familyName" text,
                                                 email text, "gradeCode" text, ids jsonb)`,
      [organisationId, JSON.stringify(people)],
    );
    const told = people.map(({ id, email, ids }) => ({ personId: id, deaneryEmail: email, ids }));
    await this.writeNumbers(tx, told);
  }

  async changePeople(tx: Transaction, changes: readonly PersonChange[]): Promise<void> {
    await tx.query(
      `UPDATE people p SET given_name = r."givenName", family_name = r."familyName", email = r.email,
              registration_body = coalesce(p.registration_body, CASE WHEN r.ids->>'gmc' IS NOT NULL THEN 'GMC' END),
              registration_number = coalesce(p.registration_number, r.ids->>'gmc'), version = p.version + 1
         FROM jsonb_to_recordset($1::jsonb) AS r("personId" uuid, "givenName" text, "familyName" text, email text, ids jsonb)
        WHERE p.id = r."personId"`,
      [JSON.stringify(changes)],
    );
    await this.writeNumbers(tx, changes);
  }

  private async writeNumbers(
    tx: Transaction,
    people: readonly Pick<PersonChange, 'personId' | 'deaneryEmail' | 'ids'>[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO deanery_people (person_id, gdc_number, public_health_number, tis_person_id, email)
       SELECT r."personId", r.ids->>'gdc', r.ids->>'publicHealth', r.ids->>'tisPerson', r."deaneryEmail"
         FROM jsonb_to_recordset($1::jsonb) AS r("personId" uuid, "deaneryEmail" text, ids jsonb)
       ON CONFLICT (person_id) DO UPDATE
         SET gdc_number = excluded.gdc_number, public_health_number = excluded.public_health_number,
             tis_person_id = excluded.tis_person_id, email = excluded.email`,
      [JSON.stringify(people)],
    );
  }

  /** Writes placements, new ones and those that stand; each keeps the absence that it has. */
  async writePlacements(
    tx: Transaction,
    organisationId: string,
    placements: readonly PlacementToWrite[],
    now: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO deanery_placements (id, organisation_id, person_id, post, first_date, last_date, kind, wte_thousandths,
                                       grade_code, site, specialty, tis_placement_id, unit_id, line, listed_at)
       SELECT r.id, $1, r."personId", f.post, f."from", f."to", f.kind, f."wteThousandths", f."gradeCode", f.site,
              f.specialty, f."tisPlacement", r."unitId", r.line, $3
         FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "personId" uuid, facts jsonb, "unitId" uuid, line text),
              jsonb_to_record(r.facts) AS f(post text, "from" date, "to" date, kind text, "wteThousandths" int,
                                            "gradeCode" text, site text, specialty text, "tisPlacement" text)
       ON CONFLICT (id) DO UPDATE
         SET post = excluded.post, first_date = excluded.first_date, last_date = excluded.last_date,
             kind = excluded.kind, wte_thousandths = excluded.wte_thousandths, grade_code = excluded.grade_code,
             site = excluded.site, specialty = excluded.specialty,
             tis_placement_id = coalesce(excluded.tis_placement_id, deanery_placements.tis_placement_id),
             unit_id = excluded.unit_id, line = excluded.line`,
      [organisationId, JSON.stringify(placements), now],
    );
  }

  async removePlacements(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM deanery_placements WHERE id = ANY($1)', [ids]);
  }

  async adopt(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(`UPDATE placements SET source = 'deanery', version = version + 1 WHERE id = ANY($1)`, [
      ids,
    ]);
  }

  /** Parental leave is an absence; one that is listed otherwise now is withdrawn. @param placementIds that were written */
  async writeAbsences(tx: Transaction, placementIds: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE absences a SET state = 'withdrawn', version = a.version + 1
         FROM deanery_placements d
        WHERE d.id = ANY($1) AND a.id = d.absence_id AND a.state = 'approved'
          AND (d.kind <> 'parental-leave' OR (d.first_date, d.last_date) <> (a.first_date, a.last_date))`,
      [placementIds],
    );
    await tx.query(
      `WITH wanted AS (
         SELECT d.id, d.person_id, d.first_date, d.last_date, gen_random_uuid() AS absence_id
           FROM deanery_placements d LEFT JOIN absences a ON a.id = d.absence_id AND a.state = 'approved'
          WHERE d.id = ANY($1) AND d.kind = 'parental-leave' AND a.id IS NULL
       ), entered AS (
         INSERT INTO absences (id, person_id, kind, first_date, last_date, state)
         SELECT absence_id, person_id, 'parental-leave', first_date, last_date, 'approved' FROM wanted RETURNING id
       )
       UPDATE deanery_placements d SET absence_id = w.absence_id
         FROM wanted w JOIN entered e ON e.id = w.absence_id WHERE d.id = w.id`,
      [placementIds],
    );
  }

  async withdrawAbsences(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE absences SET state = 'withdrawn', version = version + 1 WHERE id = ANY($1) AND state = 'approved'`,
      [ids],
    );
  }

  /** The grade of people follows their placement from the day on which it begins. @returns how many changed. */
  async followGrades(tx: Transaction, today: string): Promise<number> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE people p SET grade_code = d.grade_code, version = p.version + 1
         FROM (SELECT DISTINCT ON (person_id) person_id, grade_code FROM deanery_placements
                WHERE kind = 'in-post' AND $1::date BETWEEN first_date AND last_date
                ORDER BY person_id, wte_thousandths DESC, first_date DESC, id) d
        WHERE p.id = d.person_id AND p.grade_code <> d.grade_code RETURNING p.id`,
      [today],
    );
    return rows.length;
  }
}
