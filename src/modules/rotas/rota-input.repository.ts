import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type RuleOverride } from '../../../solver/rules/index.js';
import { groupBy } from '../../common/group-by.js';
import { type Transaction } from '../../database/transactions.js';
import { CoverExceptionEntity } from '../demand/cover-exception.entity.js';
import { CoverLineEntity } from '../demand/cover-line.entity.js';
import { CoverTemplateEntity } from '../demand/cover-template.entity.js';
import { addDays } from './problem/rota-clock.js';
import {
  type CoverTemplateInput,
  type PersonInput,
  type RotaInput,
  type WorkInput,
} from './problem/rota-input.js';
import { type RotaEntity } from './rota.entity.js';

/** The longest look back of a rule: average hours over 26 weeks. */
const HISTORY_DAYS = 26 * 7;
/** Work that begins after the rota still needs rest before it. */
const AFTERMATH_DAYS = 14;

/** What a rota's unit brings to it, whoever works there. */
interface Frame {
  readonly unitName: string;
  readonly timeZone: string;
  readonly bankHolidays: readonly { readonly date: string; readonly name: string }[];
  readonly shiftTypes: RotaInput['shiftTypes'];
  readonly grades: RotaInput['grades'];
  readonly skillCodes: readonly string[];
  /** By the day from which they hold. */
  readonly overrides: readonly (RuleOverride & { readonly ruleCode: string })[];
  /** Some cover line asks for a share of people: one more person may then leave it short. */
  readonly hasShares: boolean;
}

// One question instead of six: a claim is answered under locks that others wait for.
const FRAME = `
  SELECT u.name AS "unitName", o.time_zone AS "timeZone",
    (SELECT coalesce(json_agg(json_build_object('date', b.date::text, 'name', b.name)), '[]') FROM bank_holidays b
      WHERE b.nation = o.nation AND b.date BETWEEN $2 AND $3) AS "bankHolidays",
    (SELECT coalesce(json_agg(json_build_object('id', t.id, 'code', t.code, 'name', t.name, 'kind', t.kind,
        'startMin', t.start_min, 'endMin', t.end_min, 'paidBreakMin', t.paid_break_min,
        'unpaidBreakMin', t.unpaid_break_min, 'colour', t.colour, 'gradeCodes', t.grade_codes,
        'skillCodes', t.skill_codes, 'active', t.active, 'onCallEstimate', t.on_call_estimate) ORDER BY t.start_min, t.end_min, t.code), '[]')
       FROM shift_types t WHERE t.unit_id = u.id) AS "shiftTypes",
    (SELECT coalesce(json_agg(json_build_object('code', g.code, 'name', g.name, 'family', g.family, 'rank', g.rank,
        'registered', g.registered)), '[]') FROM grades g) AS grades,
    (SELECT coalesce(json_agg(k.code), '[]') FROM skills k WHERE k.organisation_id = o.id) AS "skillCodes",
    (SELECT coalesce(json_agg(json_build_object('ruleCode', r.rule_code, 'parameters', r.parameters, 'reason', r.reason,
        'approvedBy', r.approved_by) ORDER BY r.effective_from), '[]')
       FROM unit_rule_overrides r WHERE r.unit_id = u.id AND r.effective_from <= $4
        AND coalesce(r.effective_until, $4) >= $4) AS overrides,
    EXISTS (SELECT FROM cover_lines l JOIN cover_templates c ON c.id = l.template_id
             WHERE c.unit_id = u.id AND l.measure = 'share') AS "hasShares"
    FROM units u JOIN organisations o ON o.id = u.organisation_id WHERE u.id = $1`;

const PEOPLE = `
  SELECT json_build_object('id', p.id, 'givenName', p.given_name, 'familyName', p.family_name, 'email', p.email,
      'gradeCode', p.grade_code) AS person,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'unitId', x.unit_id, 'firstDate', x.first_date::text,
        'lastDate', x.last_date::text, 'wte', x.wte, 'contractCode', x.contract_code,
        'fullTimeMinPerWeek', x.full_time_min_per_week, 'engagement', x.engagement) ORDER BY x.first_date, x.id), '[]')
       FROM placements x WHERE x.person_id = p.id AND x.first_date <= $3 AND coalesce(x.last_date, $3) >= $2) AS placements,
    (SELECT coalesce(json_agg(json_build_object('code', k.code, 'validFrom', h.valid_from::text,
        'validUntil', h.valid_until::text) ORDER BY k.code, h.valid_from), '[]')
       FROM person_skills h JOIN skills k ON k.id = h.skill_id WHERE h.person_id = p.id) AS skills,
    (SELECT coalesce(json_agg(json_build_object('kind', x.kind, 'firstDate', x.first_date::text,
        'lastDate', x.last_date::text) ORDER BY x.first_date, x.id), '[]')
       FROM absences x WHERE x.person_id = p.id AND x.state = 'approved' AND x.first_date <= $3 AND x.last_date >= $2) AS absences,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'kind', x.kind, 'firstDate', x.first_date::text,
        'lastDate', x.last_date::text, 'weekdays', x.weekdays, 'shiftKind', x.shift_kind, 'weight', x.weight)
        ORDER BY x.id), '[]')
       FROM availability_entries x WHERE x.person_id = p.id AND x.first_date <= $3 AND x.last_date >= $2) AS availability
    FROM people p WHERE p.id = ANY($1) ORDER BY p.family_name, p.given_name, p.id`;

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
    const frame = await this.frame(tx, rota);
    return this.compose(tx, rota, frame, onlyPeople, await this.templates(tx, rota));
  }

  /**
   * For people who only take on shifts: the demand is left out where one more person can leave no cover line shorter, which is
   * everywhere but where a share of people is asked for.
   */
  async loadForAdditions(
    tx: Transaction,
    rota: RotaEntity,
    onlyPeople: readonly string[],
  ): Promise<RotaInput> {
    const frame = await this.frame(tx, rota);
    return this.compose(tx, rota, frame, onlyPeople, frame.hasShares ? await this.templates(tx, rota) : []);
  }

  private async compose(
    tx: Transaction,
    rota: RotaEntity,
    frame: Frame,
    onlyPeople: readonly string[] | undefined,
    templates: CoverTemplateInput[],
  ): Promise<RotaInput> {
    const { unitName, timeZone, shiftTypes, grades, bankHolidays, skillCodes, overrides } = frame;
    return {
      rota,
      unitName,
      timeZone,
      bankHolidays: new Map(bankHolidays.map(({ date, name }) => [date, name])),
      shiftTypes,
      grades,
      skillCodes: new Set(skillCodes),
      people: await this.people(tx, rota, onlyPeople ?? (await this.personIds(tx, rota))),
      everybody: onlyPeople === undefined,
      templates,
      // The newest entry of each rule that was in force on the rota's first day.
      overrides: Object.fromEntries(overrides.map(({ ruleCode, ...override }) => [ruleCode, override])),
    };
  }

  private async frame(tx: Transaction, rota: RotaEntity): Promise<Frame> {
    const historyFrom = addDays(rota.firstDate, -HISTORY_DAYS);
    const [frame] = await tx.query<Frame[]>(FRAME, [rota.unitId, historyFrom, rota.lastDate, rota.firstDate]);
    if (frame === undefined) throw new Error(`unit ${rota.unitId} is gone`);
    return frame;
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

  private async people(tx: Transaction, rota: RotaEntity, ids: readonly string[]): Promise<PersonInput[]> {
    const rows = await tx.query<Omit<PersonInput, 'work'>[]>(PEOPLE, [ids, rota.firstDate, rota.lastDate]);
    const work = groupBy(await this.work(tx, rota, ids), ({ personId }) => personId);
    return rows.map((row) => ({ ...row, work: work.get(row.person.id) ?? [] }));
  }

  private async work(
    tx: Transaction,
    rota: RotaEntity,
    ids: readonly string[],
  ): Promise<(WorkInput & { personId: string })[]> {
    return tx.query(
      `SELECT a.id, a.person_id AS "personId", a.rota_id AS "rotaId", s.unit_id AS "unitId", u.name AS "unitName",
              a.shift_type_id AS "shiftTypeId", s.code, s.kind, s.unpaid_break_min AS "unpaidBreakMin",
              (s.on_call_estimate->>'workMin')::int AS "estimatedMin",
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
}
