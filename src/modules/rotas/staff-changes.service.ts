import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict, invalid } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { Amendments } from './amendments.service.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { assignmentView } from './dto/assignment.dto.js';
import { type AssignmentChange, coverLosses, type CoverLoss, judgeChanges } from './problem/changed-input.js';
import { type ChangeVerdict } from './problem/judge.js';
import { dateInWords, shiftInstants } from './problem/rota-clock.js';
import { type RotaInput } from './problem/rota-input.js';
import {
  assertLegal,
  type HandOver,
  newAssignment,
  type NewShift,
  type WantedChange,
  withLoans,
  withoutReasons,
} from './problem/staff-change.js';
import { hasUnpublishedWork } from './publication/unpublished.js';
import { RotaDoor } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';

export { assertLegal, SMALLEST_WTE } from './problem/staff-change.js';
export type { ChangeVerdict, CoverLoss, HandOver, NewShift, WantedChange };

/** What a wanted change would do, under the locks of the transaction. */
export interface JudgedChange {
  readonly rotas: readonly RotaEntity[];
  readonly inputs: readonly RotaInput[];
  readonly changes: readonly AssignmentChange[];
  readonly verdict: ChangeVerdict;
  /** Cover lines that it leaves shorter than they are. */
  readonly losses: readonly CoverLoss[];
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
    const rotas = await this.door.openAll(tx, rotaIds);
    const draft = rotas.find(({ state }) => state !== 'published');
    if (draft !== undefined) {
      throw conflict(
        'rota-not-published',
        `"${draft.name}" is not published yet; until then its shifts are the coordinator's alone.`,
      );
    }
    await this.door.lockPeople(tx, personIds);
    return rotas;
  }

  /**
   * What a change would do.
   *
   * @param rotas opened, with the people locked.
   * @throws DomainError 409 `shift-changed`, `shift-started`, `rota-being-edited`
   */
  async judge(tx: Transaction, rotas: readonly RotaEntity[], wanted: WantedChange): Promise<JudgedChange> {
    const personIds = [
      ...wanted.handOvers.flatMap(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId]),
      ...wanted.newShifts.map(({ personId }) => personId),
    ];
    const inputs: RotaInput[] = [];
    for (const rota of rotas) {
      const input =
        wanted.handOvers.length === 0
          ? await this.door.readForAdditions(tx, rota, personIds)
          : await this.door.read(tx, rota, personIds);
      inputs.push(withLoans(input, wanted.newShifts));
    }
    const changes = [
      ...(await this.handedOver(tx, wanted)),
      ...wanted.newShifts.map((shift) => ({
        before: null,
        after: newAssignment(shift, inputs, wanted.source),
      })),
    ];
    this.assertAhead(changes);
    await this.assertPublished(tx, inputs);
    const verdict = withoutReasons(judgeChanges(inputs, changes));
    return { rotas, inputs, changes, verdict, losses: await this.losses(tx, rotas, inputs, changes) };
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
    await this.door.apply(tx, judged.rotas, changes, request);
    const occasions: (string | null)[] = [];
    for (const rota of judged.rotas) {
      const input = judged.inputs.find((each) => each.rota.id === rota.id)!;
      const own = changes.filter(({ before, after }) => (before ?? after)?.rotaId === rota.id);
      const { actor, why } = request;
      occasions.push(await this.amendments.publish(tx, { rota, input, changes: own, actor, why }));
    }
    return occasions;
  }

  async wake(occasions: readonly (string | null)[]): Promise<void> {
    await this.amendments.wake(occasions);
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
      const before = rows.find(({ id }) => id === assignmentId);
      if (before?.personId !== fromPersonId) {
        throw conflict(
          'shift-changed',
          'This shift has changed meanwhile: it was taken away or belongs to somebody else now. Look at the rota again.',
          before === undefined ? null : assignmentView(before),
        );
      }
      const after = { ...before, personId: toPersonId, pinned: true, source, overrideReason: null };
      return { before, after };
    });
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

  /** What is judged is what stands; what people know is what was published. Nobody swaps what they do not know of. */
  private async assertPublished(tx: Transaction, inputs: readonly RotaInput[]): Promise<void> {
    for (const input of inputs) {
      const personIds = input.people.map(({ person }) => person.id);
      const published = await this.amendments.published(tx, input.rota.id, personIds);
      const found = input.people.find((each) => hasUnpublishedWork(input, each, published));
      if (found === undefined) continue;
      const { givenName, familyName } = found.person;
      throw conflict(
        'rota-being-edited',
        `The coordinator is changing ${givenName} ${familyName}'s shifts in "${input.rota.name}" and has not published that yet; try again when they have.`,
      );
    }
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
