import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type RuleOverride } from '../../../solver/rules/index.js';
import { groupBy } from '../../common/group-by.js';
import { together, type Transaction } from '../../database/transactions.js';
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

// One question instead of six for each rota: claims are answered under locks that others wait for.
const FRAME = `
  SELECT u.name AS "unitName", o.time_zone AS "timeZone",
    (SELECT coalesce(json_agg(json_build_object('date', b.date::text, 'name', b.name)), '[]') FROM bank_holidays b
      WHERE b.nation = o.nation AND b.date BETWEEN asked.history_from AND asked.last_date) AS "bankHolidays",
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
       FROM unit_rule_overrides r WHERE r.unit_id = u.id AND r.effective_from <= asked.first_date
        AND coalesce(r.effective_until, asked.first_date) >= asked.first_date) AS overrides,
    EXISTS (SELECT FROM cover_lines l JOIN cover_templates c ON c.id = l.template_id
             WHERE c.unit_id = u.id AND l.measure = 'share') AS "hasShares"
    FROM unnest($1::uuid[], $2::date[], $3::date[], $4::date[])
         WITH ORDINALITY AS asked (unit_id, history_from, first_date, last_date, place)
    JOIN units u ON u.id = asked.unit_id JOIN organisations o ON o.id = u.organisation_id ORDER BY asked.place`;

const PEOPLE = `
  SELECT asked.place, json_build_object('id', p.id, 'givenName', p.given_name, 'familyName', p.family_name, 'email', p.email,
      'gradeCode', p.grade_code) AS person,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'unitId', x.unit_id, 'firstDate', x.first_date::text,
        'lastDate', x.last_date::text, 'wte', x.wte, 'contractCode', x.contract_code,
        'fullTimeMinPerWeek', x.full_time_min_per_week, 'engagement', x.engagement) ORDER BY x.first_date, x.id), '[]')
       FROM placements x WHERE x.person_id = p.id AND x.first_date <= asked.last_date
        AND coalesce(x.last_date, asked.last_date) >= asked.first_date) AS placements,
    (SELECT coalesce(json_agg(json_build_object('code', k.code, 'validFrom', h.valid_from::text,
        'validUntil', h.valid_until::text) ORDER BY k.code, h.valid_from), '[]')
       FROM person_skills h JOIN skills k ON k.id = h.skill_id WHERE h.person_id = p.id) AS skills,
    (SELECT coalesce(json_agg(json_build_object('kind', x.kind, 'firstDate', x.first_date::text,
        'lastDate', x.last_date::text) ORDER BY x.first_date, x.id), '[]')
       FROM absences x WHERE x.person_id = p.id AND x.state = 'approved' AND x.first_date <= asked.last_date
        AND x.last_date >= asked.first_date) AS absences,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'kind', x.kind, 'firstDate', x.first_date::text,
        'lastDate', x.last_date::text, 'weekdays', x.weekdays, 'shiftKind', x.shift_kind, 'weight', x.weight)
        ORDER BY x.id), '[]')
       FROM availability_entries x WHERE x.person_id = p.id AND x.first_date <= asked.last_date
        AND x.last_date >= asked.first_date) AS availability
    FROM unnest($1::uuid[], $2::date[], $3::date[], $4::int[]) AS asked (person_id, first_date, last_date, place)
    JOIN people p ON p.id = asked.person_id ORDER BY p.family_name, p.given_name, p.id`;

const WORK = `
  SELECT asked.place, a.id, a.person_id AS "personId", a.rota_id AS "rotaId", s.unit_id AS "unitId", u.name AS "unitName",
         a.shift_type_id AS "shiftTypeId", s.code, s.kind, s.unpaid_break_min AS "unpaidBreakMin",
         (s.on_call_estimate->>'workMin')::int AS "estimatedMin",
         a.date::text AS date, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.pinned, a.version,
         a.override_reason AS "overrideReason"
    FROM unnest($1::uuid[], $2::date[], $3::date[], $4::int[]) AS asked (person_id, first_date, last_date, place)
    JOIN assignments a ON a.person_id = asked.person_id AND a.date BETWEEN asked.first_date AND asked.last_date
    JOIN shift_types s ON s.id = a.shift_type_id JOIN units u ON u.id = s.unit_id
   ORDER BY a.starts_at, a.id`;

/** Some people of a rota. */
export interface OfRota {
  readonly rota: RotaInput['rota'];
  readonly personIds: readonly string[];
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
  async load(tx: Transaction, rota: RotaInput['rota'], onlyPeople?: readonly string[]): Promise<RotaInput> {
    const [frame] = await this.frames(tx, [rota]);
    const personIds = onlyPeople ?? (await this.personIds(tx, rota));
    const [people] = await this.people(tx, [{ rota, personIds }]);
    return composed(rota, frame!, people!, await this.templates(tx, rota), onlyPeople === undefined);
  }

  /** People who may work in the unit beside those who belong to the rota: the bank's. */
  async loadBank(tx: Transaction, rota: RotaInput['rota'], known: RotaInput): Promise<PersonInput[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT person_id AS id FROM placements
        WHERE unit_id = $1 AND daterange(first_date, last_date, '[]') && daterange($2, $3, '[]')`,
      [rota.unitId, rota.firstDate, rota.lastDate],
    );
    const belongs = new Set(known.people.map(({ person }) => person.id));
    const ids = rows.map(({ id }) => id).filter((id) => !belongs.has(id));
    return (await this.people(tx, [{ rota, personIds: ids }]))[0]!;
  }

  /**
   * For people who only take on shifts: the demand is left out where one more person can leave no cover line shorter, which is
   * everywhere but where a share of people is asked for.
   */
  async loadForAdditions(tx: Transaction, asked: readonly OfRota[]): Promise<RotaInput[]> {
    const rotas = asked.map(({ rota }) => rota);
    const [frames, people] = await together([this.frames(tx, rotas), this.people(tx, asked)]);
    const inputs: RotaInput[] = [];
    for (const [k, rota] of rotas.entries()) {
      const templates = frames[k]!.hasShares ? await this.templates(tx, rota) : [];
      inputs.push(composed(rota, frames[k]!, people[k]!, templates, false));
    }
    return inputs;
  }

  private async frames(tx: Transaction, rotas: readonly RotaInput['rota'][]): Promise<Frame[]> {
    const frames = await tx.query<Frame[]>(FRAME, [
      rotas.map(({ unitId }) => unitId),
      rotas.map(({ firstDate }) => addDays(firstDate, -HISTORY_DAYS)),
      rotas.map(({ firstDate }) => firstDate),
      rotas.map(({ lastDate }) => lastDate),
    ]);
    if (frames.length < rotas.length) throw new Error('a unit of the rotas is gone');
    return frames;
  }

  private async personIds(tx: Transaction, rota: RotaInput['rota']): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT person_id AS id FROM placements
        WHERE unit_id = $1 AND engagement = 'substantive'
          AND daterange(first_date, last_date, '[]') && daterange($2, $3, '[]')
       UNION SELECT person_id FROM assignments WHERE rota_id = $4`,
      [rota.unitId, rota.firstDate, rota.lastDate, rota.id],
    );
    return rows.map(({ id }) => id);
  }

  /** By name, for each of the rotas. */
  private async people(tx: Transaction, asked: readonly OfRota[]): Promise<PersonInput[][]> {
    const [rows, all] = await together([
      tx.query<(Omit<PersonInput, 'work'> & OfPlace)[]>(PEOPLE, spans(asked, 0, 0)),
      tx.query<(WorkInput & OfPlace & { personId: string })[]>(
        WORK,
        spans(asked, -HISTORY_DAYS, AFTERMATH_DAYS),
      ),
    ]);
    const work = groupBy(all, ({ place, personId }) => `${place} ${personId}`);
    const people = groupBy(rows, ({ place }) => place);
    return asked.map((_, place) =>
      (people.get(place) ?? []).map((row) => ({ ...row, work: work.get(`${place} ${row.person.id}`) ?? [] })),
    );
  }

  private async templates(tx: Transaction, rota: RotaInput['rota']): Promise<CoverTemplateInput[]> {
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

/** Which of the rotas that were asked for a row is for. */
interface OfPlace {
  readonly place: number;
}

/** Each person with the days from before the first of their rota to after the last, and which rota it is. */
function spans(asked: readonly OfRota[], beforeDays: number, afterDays: number): unknown[] {
  const each = asked.flatMap(({ rota, personIds }, place) => personIds.map((id) => ({ id, rota, place })));
  return [
    each.map(({ id }) => id),
    each.map(({ rota }) => addDays(rota.firstDate, beforeDays)),
    each.map(({ rota }) => addDays(rota.lastDate, afterDays)),
    each.map(({ place }) => place),
  ];
}

function composed(
  rota: RotaInput['rota'],
  { unitName, timeZone, shiftTypes, grades, bankHolidays, skillCodes, overrides }: Frame,
  people: readonly PersonInput[],
  templates: readonly CoverTemplateInput[],
  everybody: boolean,
): RotaInput {
  return {
    rota,
    unitName,
    timeZone,
    bankHolidays: new Map(bankHolidays.map(({ date, name }) => [date, name])),
    shiftTypes,
    grades,
    skillCodes: new Set(skillCodes),
    people,
    everybody,
    templates,
    // The newest entry of each rule that was in force on the rota's first day.
    overrides: Object.fromEntries(overrides.map(({ ruleCode, ...override }) => [ruleCode, override])),
  };
}
