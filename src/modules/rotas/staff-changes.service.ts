import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { groupBy } from '../../common/group-by.js';
import { conflict, invalid } from '../../common/domain-error.js';
import { together, type Transaction, Transactions } from '../../database/transactions.js';
import { Amendments } from './amendments.service.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { type AssignmentChange, coverLosses, type CoverLoss, judgeChanges } from './problem/changed-input.js';
import { type ChangeVerdict } from './problem/judge.js';
import { dateInWords, shiftInstants } from './problem/rota-clock.js';
import { type RotaInput } from './problem/rota-input.js';
import {
  asSeen,
  assertLegal,
  type HandOver,
  newAssignment,
  type NewShift,
  type Release,
  type WantedChange,
  withLoans,
  withoutReasons,
} from './problem/staff-change.js';
import { type PublishedShift } from './publication/publication-diff.js';
import { assertPublished } from './publication/unpublished.js';
import { RotaDoor } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';

export { assertLegal, SMALLEST_WTE } from './problem/staff-change.js';
export type { ChangeVerdict, CoverLoss, HandOver, NewShift, Release, WantedChange };

/** What a wanted change would do, under the locks of the transaction. */
export interface JudgedChange {
  readonly rotas: readonly RotaEntity[];
  readonly inputs: readonly RotaInput[];
  readonly changes: readonly AssignmentChange[];
  readonly verdict: ChangeVerdict;
  /** Cover lines that it leaves shorter than they are. */
  readonly losses: readonly CoverLoss[];
  /** What is published of everybody of the inputs, by rota. */
  readonly published: ReadonlyMap<string, readonly PublishedShift[]>;
}

/** A judged change as it is to be made. */
export interface MadeChange {
  readonly judged: JudgedChange;
  readonly request: ChangeRequest;
}

/** In whose name a change is made, and what is remembered and told of it. */
export interface ChangeRequest {
  readonly actor: Actor;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail?: Record<string, unknown>;
  /** A sentence for the mails. */
  readonly why: string;
  /** Why a coordinator lets a breach or a shortage stand; null for staff, who cannot. */
  readonly overrideReason: string | null;
}

/**
 * Changes of published rotas that staff ask for: swaps, shifts given away, open shifts claimed, also over several rotas and units at
 * once. They go through the door like a coordinator's edits, and are published and mailed at once.
 */
@Injectable()
export class StaffChanges {
  constructor(
    private readonly door: RotaDoor,
    private readonly assignments: AssignmentsRepository,
    private readonly amendments: Amendments,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Locks rotas and people, in the order in which everybody locks them.
   *
   * @throws DomainError 409 `rota-closed`, `rota-not-published`
   */
  async open(tx: Transaction, rotaIds: Iterable<string>, personIds: Iterable<string>): Promise<RotaEntity[]> {
    const rotas = await this.door.openWith(tx, rotaIds, personIds);
    const draft = rotas.find(({ state }) => state !== 'published');
    if (draft !== undefined) {
      throw conflict(
        'rota-not-published',
        `"${draft.name}" is not published yet; until then its shifts are the coordinator's alone.`,
      );
    }
    return rotas;
  }

  /**
   * What a change would do.
   *
   * @param rotas opened, with the people locked.
   * @throws DomainError 409 `shift-changed`, `shift-started`, `rota-being-edited`
   */
  async judge(tx: Transaction, rotas: readonly RotaEntity[], wanted: WantedChange): Promise<JudgedChange> {
    const { releases = [] } = wanted;
    const personIds = [
      ...releases.map(({ personId }) => personId),
      ...wanted.handOvers.flatMap(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId]),
      ...wanted.newShifts.map(({ personId }) => personId),
    ];
    const inputs: RotaInput[] = [];
    const published = new Map<string, PublishedShift[]>();
    const isAddition = wanted.handOvers.length + releases.length === 0;
    for (const rota of rotas) {
      const [[input], known] = await together([
        isAddition
          ? this.door.readForAdditions(tx, [{ rota, personIds }])
          : together([this.door.read(tx, rota, personIds)]),
        this.amendments.published(tx, rota.id, [...new Set(personIds)]),
      ]);
      inputs.push(withLoans(input!, wanted.newShifts));
      published.set(rota.id, known);
    }
    const changes = [
      ...(await this.handedOver(tx, wanted)),
      ...(await this.released(tx, releases)),
      ...wanted.newShifts.map((shift) => ({
        before: null,
        after: newAssignment(shift, inputs, wanted.source),
      })),
    ];
    this.assertAhead(changes);
    assertPublished(inputs, published);
    const verdict = withoutReasons(judgeChanges(inputs, changes));
    const losses = await this.losses(tx, rotas, inputs, changes);
    return { rotas, inputs, changes, verdict, losses, published };
  }

  /**
   * What each of several people would do who take on a shift of their unit's rotas: read once, judged one by one.
   *
   * @param rotas opened, with the people locked; each takes one shift.
   * @returns in the order of the shifts.
   * @throws DomainError as `judge`
   */
  async judgeEach(
    tx: Transaction,
    rotas: readonly RotaEntity[],
    shifts: readonly NewShift[],
    source: WantedChange['source'],
  ): Promise<JudgedChange[]> {
    const byRota = groupBy(shifts, ({ rotaId }) => rotaId);
    const asked = rotas.flatMap((rota) => {
      const personIds = byRota.get(rota.id)?.map(({ personId }) => personId) ?? [];
      return personIds.length === 0 ? [] : [{ rota, personIds }];
    });
    const [inputs, known] = await together([
      this.door.readForAdditions(tx, asked),
      together(asked.map(async ({ rota, personIds }) => this.amendments.published(tx, rota.id, personIds))),
    ]);
    const published = new Map(asked.map(({ rota }, k) => [rota.id, known[k]!]));
    assertPublished(inputs, published);
    const judged: JudgedChange[] = [];
    for (const shift of shifts) {
      const k = asked.findIndex(({ rota }) => rota.id === shift.rotaId);
      const own = { rotas: [asked[k]!.rota], inputs: [inputs[k]!] };
      const changes = [{ before: null, after: newAssignment(shift, own.inputs, source) }];
      this.assertAhead(changes);
      const verdict = withoutReasons(judgeChanges(own.inputs, changes));
      const losses = await this.losses(tx, own.rotas, own.inputs, changes);
      judged.push({ ...own, changes, verdict, losses, published });
    }
    return judged;
  }

  /** What each of some open shifts would do to a person who took that one; nothing is locked, nothing changed. */
  async preview(shifts: readonly NewShift[]): Promise<ChangeVerdict[]> {
    return this.transactions.run(async (tx) => {
      const inputs = new Map<string, RotaInput>();
      const verdicts: ChangeVerdict[] = [];
      for (const shift of shifts) {
        const key = `${shift.rotaId} ${shift.personId}`;
        const known = inputs.get(key) ?? (await this.door.look(tx, shift.rotaId, [shift.personId]));
        inputs.set(key, known);
        const input = withLoans(known, [shift]);
        const after = newAssignment(shift, [input], 'claim');
        verdicts.push(withoutReasons(judgeChanges([input], [{ before: null, after }])));
      }
      return verdicts;
    });
  }

  /**
   * When a shift of a type begins and ends on a date of an opened rota.
   *
   * @throws DomainError 400 for a date outside the rota or a shift type that is not its unit's, 409 `shift-started`
   */
  async timesOf(
    tx: Transaction,
    rota: RotaEntity,
    { shiftTypeId, date }: { readonly shiftTypeId: string; readonly date: string },
  ): Promise<{ startsAt: Date; endsAt: Date }> {
    const input = await this.door.read(tx, rota, []);
    if (date < rota.firstDate || date > rota.lastDate) {
      const message = `${date} is outside the rota "${rota.name}": choose a date from ${rota.firstDate} to ${rota.lastDate}.`;
      throw invalid({ path: 'date', message });
    }
    const type = input.shiftTypes.find(
      ({ id, kind, active }) => id === shiftTypeId && active && kind !== 'off',
    );
    if (type === undefined) {
      const message = `${shiftTypeId} is not a shift that is worked in ${input.unitName} now.`;
      throw invalid({ path: 'shiftTypeId', message });
    }
    const times = shiftInstants(date, type, input.timeZone);
    if (times.startsAt > this.clock.now()) return times;
    throw conflict('shift-started', `The shift of ${dateInWords(date)} has begun already.`);
  }

  /**
   * Makes a judged change: rota, audit, new version, mails.
   *
   * @returns the occasions to wake the mails with, after the commit.
   * @throws DomainError 409 `breaks-a-rule`, `leaves-too-few`
   */
  async make(tx: Transaction, judged: JudgedChange, request: ChangeRequest): Promise<(string | null)[]> {
    assertLegal(judged, request.overrideReason);
    const changes = judged.changes.map(({ before, after }) => ({
      before,
      after: after === null ? null : { ...after, overrideReason: request.overrideReason },
    }));
    const occasions: (string | null)[] = [];
    await this.door.apply(tx, judged.rotas, changes, request, async () => {
      for (const rota of judged.rotas) {
        const input = judged.inputs.find((each) => each.rota.id === rota.id)!;
        const own = changes.filter(({ before, after }) => (before ?? after)?.rotaId === rota.id);
        const { actor, why } = request;
        const before = judged.published.get(rota.id)!;
        occasions.push(await this.amendments.publish(tx, { rota, input, changes: own, actor, why, before }));
      }
    });
    return occasions;
  }

  /**
   * Makes changes of one unit that were judged together, each of one rota, a version of its own with its own mails.
   *
   * @returns the occasions of each.
   * @throws DomainError as `make`; then none of them is made.
   */
  async makeEach(tx: Transaction, made: readonly MadeChange[]): Promise<(string | null)[]> {
    for (const { judged, request } of made) assertLegal(judged, request.overrideReason);
    let occasions: (string | null)[] = [];
    const parts = made.map(({ judged, request: entry }) => {
      return { rota: judged.rotas[0]!, changes: judged.changes, entry };
    });
    await this.door.applyEach(tx, parts, async () => {
      occasions = await this.amendments.publishEach(tx, made.map(amendmentOf));
    });
    return occasions;
  }

  /** Waits until what was decided ahead of the disk is on it. */
  async written(): Promise<void> {
    return this.transactions.written();
  }

  wake(occasions: readonly (string | null)[]): void {
    this.amendments.wake(occasions);
  }

  private async handedOver(
    tx: Transaction,
    { handOvers, source }: WantedChange,
  ): Promise<AssignmentChange[]> {
    const rows = await this.assignments.byIds(
      tx,
      handOvers.map(({ assignmentId }) => assignmentId),
    );
    return handOvers.map(({ assignmentId, fromPersonId, toPersonId }) => {
      const before = asSeen(rows, assignmentId, fromPersonId);
      const after = { ...before, personId: toPersonId, pinned: true, source, overrideReason: null };
      return { before, after };
    });
  }

  private async released(tx: Transaction, releases: readonly Release[]): Promise<AssignmentChange[]> {
    const rows = await this.assignments.byIds(
      tx,
      releases.map(({ assignmentId }) => assignmentId),
    );
    return releases.map(({ assignmentId, personId }) => ({
      before: asSeen(rows, assignmentId, personId),
      after: null,
    }));
  }

  private assertAhead(changes: readonly AssignmentChange[]): void {
    const now = this.clock.now();
    const begun = changes
      .map(({ before, after }) => (before ?? after)!)
      .find(({ startsAt }) => startsAt <= now);
    if (begun === undefined) return;
    throw conflict(
      'shift-started',
      `The shift of ${dateInWords(begun.date)} has begun already; only the coordinator can change it now.`,
    );
  }

  private async losses(
    tx: Transaction,
    rotas: readonly RotaEntity[],
    inputs: readonly RotaInput[],
    changes: readonly AssignmentChange[],
  ): Promise<CoverLoss[]> {
    const losses: CoverLoss[] = [];
    for (const rota of rotas) {
      const input = inputs.find((each) => each.rota.id === rota.id)!;
      if (input.templates.length === 0) continue;
      const known = coverLosses(input, changes) ?? coverLosses(await this.door.readAll(tx, rota), changes);
      losses.push(...(known ?? []));
    }
    return losses;
  }
}

/** Of a change of one rota. */
function amendmentOf({ judged: { rotas, inputs, changes, published }, request }: MadeChange) {
  const rota = rotas[0]!;
  const { actor, why } = request;
  return { rota, input: inputs[0]!, changes, actor, why, before: published.get(rota.id)! };
}
