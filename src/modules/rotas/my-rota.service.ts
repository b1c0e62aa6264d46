import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import {
  type MyChangesDto,
  type MyChangesQuery,
  type MyShiftDetailDto,
  type MyStandingDto,
  type UnitStandingDto,
} from './dto/my-rota.dto.js';
import { type DatedShift, MyRotaRepository, type OwnRota } from './my-rota.repository.js';
import { myShiftView, shiftView } from './publication-reader.service.js';
import { type PersonNotice, diffPublications } from './publication/publication-diff.js';
import { PublicationsRepository } from './publications.repository.js';
import { addDays, workedMin } from './problem/rota-clock.js';
import { type RotaInput } from './problem/rota-input.js';
import { typedShifts, unitShares } from './problem/unit-share.js';
import { nextWeekendOff } from './problem/weekend-off.js';
import { RotaInputRepository } from './rota-input.repository.js';
import { RotasRepository } from './rotas.repository.js';

const MS_PER_MINUTE = 60_000;
const DAYS_PER_WEEK = 7;
/** So far ahead somebody looks for a weekend off. */
const DAYS_AHEAD = 400;

/** What the published rotas come to for one person: what changed, where they stand, whom they work with. */
@Injectable()
export class MyRotaService {
  constructor(
    private readonly own: MyRotaRepository,
    private readonly publications: PublicationsRepository,
    private readonly rotas: RotasRepository,
    private readonly inputs: RotaInputRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What was published later than the reader has seen. @throws DomainError 400 for a moment that is still to come */
  async changes({ since, seen = '' }: MyChangesQuery, { personId }: Actor): Promise<MyChangesDto> {
    const now = this.clock.now();
    const at = new Date(since);
    if (at > now) {
      throw invalid({ path: 'since', message: `${since} is still to come; give a moment that has passed.` });
    }
    // Of a publication that is under way while this is read the version is not in `seen`, and its time is later than this.
    const until = new Date(Math.floor(now.getTime() / MS_PER_MINUTE - 1) * MS_PER_MINUTE).toISOString();
    if (personId === null) return { until, seen: '', newRotas: [], changes: changesOf([]) };
    return this.transactions.run(async (tx) => {
      await this.inputs.freeze(tx);
      const today = this.clock.today();
      const known = versionsIn(seen);
      const rotas = await this.own.rotas(tx, personId);
      const before = await this.own.publishedThen(tx, personId, today, { at, versions: known });
      const standing = new Map(rotas.map(({ id, publishedVersion }) => [id, publishedVersion]));
      const after = await this.own.publishedThen(tx, personId, today, { at: now, versions: standing });
      const fresh = rotas.filter(
        ({ id, firstPublishedAt, lastDate }) => !known.has(id) && firstPublishedAt > at && lastDate >= today,
      );
      const others = [...new Set([...before, ...after].map(({ rotaId }) => rotaId))].filter((id) =>
        fresh.every((rota) => rota.id !== id),
      );
      return {
        until,
        seen: rotas
          .filter(({ lastDate }) => lastDate >= today)
          .map(({ id, publishedVersion }) => `${id}:${publishedVersion}`)
          .join(','),
        newRotas: fresh.map((rota) => ({
          ...rotaNames(rota),
          shifts: after.filter(({ rotaId }) => rotaId === rota.id).length,
        })),
        changes: changesOf(others.flatMap((id) => diffPublications(ofRota(before, id), ofRota(after, id)))),
      };
    });
  }

  /** Hours against contract and burdens against the unit's, in the rotas of a day; and the next weekend off. */
  async standing(on: string | undefined, { personId }: Actor): Promise<MyStandingDto> {
    if (personId === null) return { units: [], weekendOff: { saturday: null, publishedUntil: null } };
    return this.transactions.run(async (tx) => {
      await this.inputs.freeze(tx);
      const rotas = (await this.own.rotas(tx, personId)).filter(({ hasPost }) => hasPost);
      const today = this.clock.today(rotas[0]?.timeZone);
      const units: UnitStandingDto[] = [];
      for (const rota of rotasOn(rotas, on ?? today)) units.push(await this.inUnit(tx, rota, personId));
      const shifts = await this.publications.ofPerson(
        personId,
        addDays(today, -1),
        addDays(today, DAYS_AHEAD),
      );
      const zone = rotas[0]?.timeZone ?? 'Europe/London';
      return { units, weekendOff: nextWeekendOff(rotas, shifts, today, zone) };
    });
  }

  /** A shift of one's own with those who work at the same time. @throws DomainError 404 also for somebody else's */
  async shift(assignmentId: string, { personId }: Actor): Promise<MyShiftDetailDto> {
    const row = personId === null ? null : await this.publications.ofPersonById(personId, assignmentId);
    if (row === null) throw notFound('shift of yours', assignmentId);
    const colleagues = await this.own.colleagues(row);
    return {
      shift: myShiftView(row),
      colleagues: colleagues.map(({ startsAt, endsAt, ...rest }) => ({
        ...rest,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      })),
    };
  }

  private async inUnit(tx: Transaction, own: OwnRota, personId: string): Promise<UnitStandingDto> {
    const row = await this.rotas.findRow(own.id, tx);
    if (row === null) throw notFound('rota', own.id);
    const input = await this.inputs.load(tx, row.rota);
    const published = await this.publications.published(tx, own.id);
    const mine = typedShifts(
      input,
      published.filter((shift) => shift.personId === personId),
    );
    return {
      ...rotaNames(own),
      unitId: own.unitId,
      shifts: mine.length,
      workedMin: mine.reduce(
        (sum, { shift, type }) =>
          sum +
          workedMin({
            ...shift,
            unpaidBreakMin: type.unpaidBreakMin,
            estimatedMin: type.onCallEstimate?.workMin ?? null,
          }),
        0,
      ),
      ...owedMin(input, personId),
      shares: unitShares(input, published, personId),
    };
  }
}

/** The versions that `seen` names, by rota. */
function versionsIn(seen: string): Map<string, number> {
  const pairs = seen === '' ? [] : seen.split(',').map((pair) => pair.split(':'));
  return new Map(pairs.map(([rotaId, number]) => [rotaId!, Number(number)]));
}

function ofRota(shifts: readonly DatedShift[], id: string): DatedShift[] {
  return shifts.filter(({ rotaId }) => rotaId === id);
}

function rotaNames({ id, name, unitName, firstDate, lastDate }: OwnRota): {
  rotaId: string;
  rotaName: string;
  unitName: string;
  firstDate: string;
  lastDate: string;
} {
  return { rotaId: id, rotaName: name, unitName, firstDate, lastDate };
}

function changesOf(notices: readonly PersonNotice[]): MyChangesDto['changes'] {
  return {
    added: notices.flatMap(({ added }) => added.map(shiftView)),
    changed: notices.flatMap(({ changed }) =>
      changed.map(({ before, after }) => ({ before: shiftView(before), after: shiftView(after) })),
    ),
    withdrawn: notices.flatMap(({ withdrawn }) => withdrawn.map(shiftView)),
  };
}

/** Of each unit the rota that is worked on a day; or else the next one, or the last. */
function rotasOn(rotas: readonly OwnRota[], on: string): OwnRota[] {
  const unitIds = [...new Set(rotas.map(({ unitId }) => unitId))];
  return unitIds.flatMap((unitId) => {
    const own = rotas.filter((rota) => rota.unitId === unitId);
    return own.find(({ lastDate }) => lastDate >= on) ?? own.at(-1) ?? [];
  });
}

/** What the posts in the rota's unit ask for in its days, and what of it counts as done because of leave. */
function owedMin(input: RotaInput, personId: string): { contractMin: number; awayMin: number } {
  const own = input.people.find(({ person }) => person.id === personId);
  let [contractMin, awayMin] = [0, 0];
  const { unitId, firstDate, lastDate } = input.rota;
  for (let date = firstDate; date <= lastDate; date = addDays(date, 1)) {
    const post = own?.placements.find(
      (placement) =>
        placement.unitId === unitId && placement.firstDate <= date && (placement.lastDate ?? date) >= date,
    );
    if (post === undefined) continue;
    const dayMin = (post.fullTimeMinPerWeek * post.wte) / DAYS_PER_WEEK;
    const away = own?.absences.some((absence) => absence.firstDate <= date && date <= absence.lastDate);
    if (away === true) awayMin += dayMin;
    else contractMin += dayMin;
  }
  return { contractMin: Math.round(contractMin), awayMin: Math.round(awayMin) };
}
