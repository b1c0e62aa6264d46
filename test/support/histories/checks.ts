import { JudgementService } from '../../../src/modules/rotas/judgement.service.js';
import { auditFaults } from '../audit-chains.js';
import { type Model, type ModelShift } from './model.js';
import { type World } from './world.js';

interface Row extends ModelShift {
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The shifts of the world as the database has them. */
export async function standingRows({ db, units }: World): Promise<Row[]> {
  return db.query<Row[]>(
    `SELECT id, rota_id AS "rotaId", person_id AS "personId", shift_type_id AS "shiftTypeId", date::text AS date,
            override_reason IS NOT NULL AS override, version, starts_at AS "startsAt", ends_at AS "endsAt"
       FROM assignments WHERE rota_id = ANY($1)`,
    [units.map(({ rotaId }) => rotaId)],
  );
}

/** Nothing lost, nothing doubled, nobody in two places: what stands is what people were told. */
export function faultsOfStanding(model: Model, rows: readonly Row[]): string[] {
  const faults: string[] = [];
  for (const row of rows) {
    const known = model.standing.get(row.id);
    if (known === undefined) {
      if (!model.name(row)) faults.push(`${inWords(row)} stands, and nobody was told of it`);
    } else if (inWords(known) !== inWords(row))
      faults.push(`${inWords(row)} stands, and told was ${inWords(known)}`);
  }
  const ids = new Set(rows.map(({ id }) => id));
  for (const shift of model.standing.values())
    if (!ids.has(shift.id)) faults.push(`${inWords(shift)} is lost`);
  for (const shift of model.unnamed)
    faults.push(`${shift.personId} was told of a shift on ${shift.date} that is nowhere`);
  const byStart = rows.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const [k, row] of byStart.entries()) {
    const clash = byStart
      .slice(k + 1)
      .find((other) => other.personId === row.personId && other.startsAt < row.endsAt);
    if (clash !== undefined) faults.push(`${row.personId} is in two places on ${row.date} and ${clash.date}`);
  }
  return faults;
}

/** What is published is what people were told of, and no more. */
export async function faultsOfPublished({ db, units }: World, model: Model): Promise<string[]> {
  const faults: string[] = [];
  const rows = await db.query<{ id: string; rotaId: string; personId: string; date: string }[]>(
    `SELECT assignment_id AS id, rota_id AS "rotaId", person_id AS "personId", date::text AS date
       FROM published_now WHERE rota_id = ANY($1)`,
    [units.map(({ rotaId }) => rotaId)],
  );
  const words = ({ id, rotaId, personId, date }: Omit<ModelShift, 'shiftTypeId' | 'override'>): string =>
    [id, rotaId, personId, date].join(' ');
  const shown = rows.map(words).toSorted();
  const told = [...model.published.values()].map(words).toSorted();
  for (const each of shown)
    if (!told.includes(each)) faults.push(`${each} is published, and nobody was told`);
  for (const each of told) if (!shown.includes(each)) faults.push(`${each} was told, and is not published`);
  if (new Set(rows.map(({ id }) => id)).size < rows.length) faults.push('a shift is published twice');
  return faults;
}

interface AuditedChange {
  readonly id: string;
  readonly after: { personId: string; shiftTypeId: string; date: string; overrideReason?: string } | null;
}

/** The chains are whole, and whoever replays them has the rotas. */
export async function faultsOfAudit(
  { connection, db, units }: World,
  rows: readonly Row[],
): Promise<string[]> {
  const faults: string[] = [];
  const replayed = new Map<string, string>();
  for (const { unitId, rotaId } of units) {
    const found = await auditFaults(connection, [unitId]);
    faults.push(...found.map((fault) => `audit of ${unitId}: ${JSON.stringify(fault)}`));
    const entries = await db.query<{ rotaId: string; changes: AuditedChange[] }[]>(
      `SELECT detail->>'rotaId' AS "rotaId", detail->'changes' AS changes FROM audit_entries
        WHERE chain = $1 AND detail ? 'changes' AND detail->>'rotaId' = $2 ORDER BY seq`,
      [unitId, rotaId],
    );
    for (const { changes } of entries) {
      for (const { id, after } of changes) {
        if (after === null) replayed.delete(id);
        else
          replayed.set(id, inWords({ id, rotaId, ...after, override: after.overrideReason !== undefined }));
      }
    }
  }
  const standing = rows.map(inWords).toSorted();
  const audited = [...replayed.values()].toSorted();
  if (standing.join() !== audited.join()) {
    const differ = [
      ...standing.filter((each) => !audited.includes(each)),
      ...audited.filter((each) => !standing.includes(each)),
    ];
    faults.push(`replaying the audit gives another rota: ${differ.join(', ')}`);
  }
  return faults;
}

const REST_MIN = 11 * 60;
const MS_PER_MINUTE = 60_000;

/** The rest of 11 hours between shifts, by a hand of its own: nobody is short of it whom nobody let be. */
export function faultsOfRest(rows: readonly Row[]): string[] {
  const byStart = rows.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return byStart.flatMap((row, k) => {
    const next = byStart.slice(k + 1).find(({ personId }) => personId === row.personId);
    if (next === undefined || row.override || next.override) return [];
    const restMin = (next.startsAt.getTime() - row.endsAt.getTime()) / MS_PER_MINUTE;
    return restMin >= REST_MIN ? [] : [`${row.personId} has ${restMin} min of rest before ${next.date}`];
  });
}

/** Every hard breach was knowingly let stand, by a shift of its window or when a shift was taken away, or came with an absence. */
export async function faultsOfRules(
  { app, units }: World,
  rows: readonly Row[],
  { letStand }: Model,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { rotaId } of units) {
    const { violations } = await app.get(JudgementService).compliance(rotaId);
    for (const { level, personId, rule, fromDate, toDate, message } of violations) {
      if (level !== 'hard' || rule === 'rota.blocked') continue;
      const byShift = rows.some(
        (row) => row.personId === personId && row.override && row.date >= fromDate && row.date <= toDate,
      );
      const before = letStand.some(
        (known) =>
          known.personId === personId &&
          (known.rule ?? rule) === rule &&
          known.fromDate <= toDate &&
          known.toDate >= fromDate,
      );
      if (!byShift && !before)
        faults.push(`${rotaId} ${personId} ${rule} ${fromDate} to ${toDate}: ${message}`);
    }
  }
  return faults;
}

function inWords({ id, rotaId, personId, shiftTypeId, date, override }: ModelShift): string {
  return [id, rotaId, personId, shiftTypeId, date, override ? 'overridden' : 'legal'].join(' ');
}
