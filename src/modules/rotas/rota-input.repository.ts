import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type RuleOverride } from '../../../solver/rules/index.js';
import { type Transaction } from '../../database/transactions.js';
import { AbsenceEntity } from '../leave/absence.entity.js';
import { AvailabilityEntryEntity } from '../availability/availability-entry.entity.js';
import { CoverExceptionEntity } from '../demand/cover-exception.entity.js';
import { CoverLineEntity } from '../demand/cover-line.entity.js';
import { CoverTemplateEntity } from '../demand/cover-template.entity.js';
import { ShiftTypeEntity } from '../demand/shift-type.entity.js';
import { GradeEntity } from '../people/grade.entity.js';
import { PersonEntity } from '../people/person.entity.js';
import { PlacementEntity } from '../people/placement.entity.js';
import { SkillEntity } from '../people/skill.entity.js';
import { UnitRuleOverrideEntity } from '../units/unit-rule-override.entity.js';
import { addDays } from './problem/rota-clock.js';
import {
  type CoverTemplateInput,
  type PersonInput,
  type RotaInput,
  type SkillInput,
  type WorkInput,
} from './problem/rota-input.js';
import { type RotaEntity } from './rota.entity.js';

/** The longest look back of a rule: average hours over 26 weeks. */
const HISTORY_DAYS = 26 * 7;
/** Work that begins after the rota still needs rest before it. */
const AFTERMATH_DAYS = 14;

interface Place {
  organisationId: string;
  unitName: string;
  nation: string;
  timeZone: string;
}

/**
 * Reads all that a rota is made of through the one transaction it is given, so that the parts agree with each other
 * and with the locks that the transaction holds.
 */
@Injectable()
export class RotaInputRepository {
  /** Makes a transaction that has not read yet see one moment only. */
  async freeze(tx: Transaction): Promise<void> {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  }

  /** @param onlyPeople reads these people alone; everybody who belongs to the rota when left out. */
  async load(tx: Transaction, rota: RotaEntity, onlyPeople?: readonly string[]): Promise<RotaInput> {
    const place = await this.place(tx, rota.unitId);
    const personIds = onlyPeople ?? (await this.personIds(tx, rota));
    return {
      rota,
      unitName: place.unitName,
      timeZone: place.timeZone,
      bankHolidays: await this.bankHolidays(tx, rota, place),
      shiftTypes: await tx.find(ShiftTypeEntity, {
        where: { unitId: rota.unitId },
        order: { startMin: 'ASC', endMin: 'ASC', code: 'ASC' },
      }),
      grades: await tx.find(GradeEntity),
      skillCodes: await this.skillCodes(tx, place.organisationId),
      people: await this.people(tx, rota, personIds),
      everybody: onlyPeople === undefined,
      templates: await this.templates(tx, rota),
      overrides: await this.overrides(tx, rota),
    };
  }

  private async place(tx: Transaction, unitId: string): Promise<Place> {
    const rows = await tx.query<Place[]>(
      `SELECT o.id AS "organisationId", u.name AS "unitName", o.nation, o.time_zone AS "timeZone"
         FROM units u JOIN organisations o ON o.id = u.organisation_id WHERE u.id = $1`,
      [unitId],
    );
    if (rows[0] === undefined) throw new Error(`unit ${unitId} is gone`);
    return rows[0];
  }

  private async personIds(tx: Transaction, rota: RotaEntity): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT person_id AS id FROM placements
        WHERE unit_id = $1 AND engagement = 'substantive'
          AND daterange(first_date, last_date, '[]') && daterange($2, $3, '[]')
       UNION SELECT person_id FROM assignments WHERE rota_id = $4`,
      [rota.unitId, rota.firstDate, rota.lastDate, rota.id],
    );
    return rows.map(({ id }) => id);
  }

  private async bankHolidays(tx: Transaction, rota: RotaEntity, place: Place): Promise<Map<string, string>> {
    const rows = await tx.query<{ date: string; name: string }[]>(
      `SELECT date::text, name FROM bank_holidays WHERE nation = $1 AND date BETWEEN $2 AND $3`,
      [place.nation, addDays(rota.firstDate, -HISTORY_DAYS), rota.lastDate],
    );
    return new Map(rows.map(({ date, name }) => [date, name]));
  }

  private async skillCodes(tx: Transaction, organisationId: string): Promise<Set<string>> {
    const skills = await tx.findBy(SkillEntity, { organisationId });
    return new Set(skills.map(({ code }) => code));
  }

  private async people(tx: Transaction, rota: RotaEntity, ids: readonly string[]): Promise<PersonInput[]> {
    const personId = In([...ids]);
    const people = await tx.find(PersonEntity, {
      where: { id: personId },
      order: { familyName: 'ASC', givenName: 'ASC', id: 'ASC' },
    });
    const period = [rota.firstDate, rota.lastDate] as const;
    const touches = (row: { firstDate: string; lastDate: string | null }): boolean =>
      row.firstDate <= period[1] && (row.lastDate ?? period[1]) >= period[0];
    const placements = groupByPerson((await tx.findBy(PlacementEntity, { personId })).filter(touches));
    const absences = groupByPerson(
      (await tx.findBy(AbsenceEntity, { personId, state: 'approved' })).filter(touches),
    );
    const availability = groupByPerson(
      (await tx.find(AvailabilityEntryEntity, { where: { personId }, order: { id: 'ASC' } })).filter(touches),
    );
    const skills = groupByPerson(await this.skills(tx, ids));
    const work = groupByPerson(await this.work(tx, rota, ids));
    return people.map((person) => ({
      person,
      placements: placements.get(person.id) ?? [],
      skills: skills.get(person.id) ?? [],
      absences: absences.get(person.id) ?? [],
      availability: availability.get(person.id) ?? [],
      work: work.get(person.id) ?? [],
    }));
  }

  private async skills(
    tx: Transaction,
    ids: readonly string[],
  ): Promise<(SkillInput & { personId: string })[]> {
    return tx.query(
      `SELECT p.person_id AS "personId", s.code, p.valid_from::text AS "validFrom", p.valid_until::text AS "validUntil"
         FROM person_skills p JOIN skills s ON s.id = p.skill_id WHERE p.person_id = ANY($1)
        ORDER BY s.code, p.valid_from`,
      [ids],
    );
  }

  private async work(
    tx: Transaction,
    rota: RotaEntity,
    ids: readonly string[],
  ): Promise<(WorkInput & { personId: string })[]> {
    return tx.query(
      `SELECT a.id, a.person_id AS "personId", a.rota_id AS "rotaId", s.unit_id AS "unitId", u.name AS "unitName",
              a.shift_type_id AS "shiftTypeId", s.code, s.kind, s.unpaid_break_min AS "unpaidBreakMin",
              a.date::text AS date, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.pinned, a.version,
              a.override_reason AS "overrideReason"
         FROM assignments a JOIN shift_types s ON s.id = a.shift_type_id JOIN units u ON u.id = s.unit_id
        WHERE a.person_id = ANY($1) AND a.date BETWEEN $2 AND $3
        ORDER BY a.starts_at, a.id`,
      [ids, addDays(rota.firstDate, -HISTORY_DAYS), addDays(rota.lastDate, AFTERMATH_DAYS)],
    );
  }

  private async templates(tx: Transaction, rota: RotaEntity): Promise<CoverTemplateInput[]> {
    const templates = (await tx.findBy(CoverTemplateEntity, { unitId: rota.unitId })).filter(
      ({ validFrom, validUntil }) =>
        validFrom <= rota.lastDate && (validUntil ?? rota.firstDate) >= rota.firstDate,
    );
    const lines = await tx.find(CoverLineEntity, {
      where: { templateId: In(templates.map(({ id }) => id)) },
      order: { position: 'ASC', name: 'ASC', id: 'ASC' },
    });
    const exceptions = await tx.findBy(CoverExceptionEntity, { coverLineId: In(lines.map(({ id }) => id)) });
    return templates.map((template) => ({
      template,
      lines: lines
        .filter(({ templateId }) => templateId === template.id)
        .map((line) => ({
          line,
          exceptions: exceptions.filter(({ coverLineId }) => coverLineId === line.id),
        })),
    }));
  }

  /** The newest entry of each rule that had begun by the rota's first day. */
  private async overrides(tx: Transaction, rota: RotaEntity): Promise<Record<string, RuleOverride>> {
    const rows = await tx.find(UnitRuleOverrideEntity, {
      where: { unitId: rota.unitId },
      order: { effectiveFrom: 'ASC' },
    });
    const inForce = rows.filter(({ effectiveFrom }) => effectiveFrom <= rota.firstDate);
    return Object.fromEntries(
      inForce.map(({ ruleCode, parameters, reason, approvedBy }) => [
        ruleCode,
        { parameters, reason, approvedBy },
      ]),
    );
  }
}

function groupByPerson<T extends { personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.personId);
    if (group === undefined) groups.set(row.personId, [row]);
    else group.push(row);
  }
  return groups;
}
