/** A shift as somebody works it. */
export interface ModelShift {
  readonly id: string;
  readonly rotaId: string;
  readonly personId: string;
  readonly shiftTypeId: string;
  readonly date: string;
  readonly override: boolean;
}

/** A breach that somebody let stand: whoever took a shift away was told of it, or there was a reason for a shift that is gone. */
export interface LetStand {
  readonly personId: string;
  /** Null: whichever the reason was for, where that was not told. */
  readonly rule: string | null;
  readonly fromDate: string;
  readonly toDate: string;
}

/** What an operation did, as whoever asked for it was told. */
export type Effect =
  | {
      readonly kind: 'put';
      readonly shift: ModelShift;
      readonly told: boolean;
      /** What its reason, if it has one, lets stand. */
      readonly breaks: readonly LetStand[];
    }
  | {
      readonly kind: 'removed';
      readonly id: string;
      readonly told: boolean;
      readonly breaks: readonly LetStand[];
    }
  | {
      readonly kind: 'handed-over';
      readonly id: string;
      readonly from: string;
      readonly to: string;
      readonly override: boolean;
    }
  | { readonly kind: 'won'; readonly shift: Omit<ModelShift, 'id'> }
  | { readonly kind: 'published'; readonly rotaId: string };

const ORDER: readonly Effect['kind'][] = ['published', 'put', 'removed', 'handed-over', 'won'];

/** What stands and what is published, by what people were told alone; it knows nothing of the database. */
export class Model {
  readonly standing = new Map<string, ModelShift>();
  readonly published = new Map<string, ModelShift>();
  /** Won, but nobody was told under which id. */
  readonly unnamed: Omit<ModelShift, 'id'>[] = [];
  readonly letStand: LetStand[] = [];
  /** What the reasons of standing shifts let stand, by shift; unknown for those that were won or handed over. */
  private readonly reasons = new Map<string, readonly LetStand[]>();

  /**
   * Operations that ran at the same time: those that touch the same shift can only have succeeded in the order edits, hand-overs, as an
   * edit wants to have seen the last version.
   */
  apply(effects: readonly Effect[]): string[] {
    const faults: string[] = [];
    for (const effect of effects.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
      const fault = this.applyOne(effect);
      if (fault !== null) faults.push(fault);
    }
    return faults;
  }

  /** A shift of the database that the model has not heard of: it is one that was won, or out of nowhere. */
  name(shift: ModelShift): boolean {
    const k = this.unnamed.findIndex(
      ({ rotaId, personId, shiftTypeId, date }) =>
        rotaId === shift.rotaId &&
        personId === shift.personId &&
        shiftTypeId === shift.shiftTypeId &&
        date === shift.date,
    );
    if (k < 0) return false;
    this.unnamed.splice(k, 1);
    this.standing.set(shift.id, shift);
    this.tell(shift);
    return true;
  }

  private applyOne(effect: Effect): string | null {
    switch (effect.kind) {
      case 'put':
        this.put(effect);
        return null;
      case 'removed':
        return this.remove(effect);
      case 'handed-over':
        return this.handOver(effect);
      case 'won':
        this.unnamed.push(effect.shift);
        return null;
      case 'published':
        this.publishWhole(effect.rotaId);
        return null;
    }
  }

  private remove({ id, told, breaks }: Effect & { kind: 'removed' }): string | null {
    this.leave(id, null);
    this.letStand.push(...breaks);
    if (!this.standing.delete(id)) return `${id} was removed, but it did not stand`;
    if (told) this.published.delete(id);
    return null;
  }

  private put({ shift, told, breaks }: Effect & { kind: 'put' }): void {
    this.leave(shift.id, shift);
    const before = this.standing.get(shift.id);
    if (shift.override && (before?.override !== true || this.reasons.has(shift.id))) {
      this.reasons.set(shift.id, [...(this.reasons.get(shift.id) ?? []), ...breaks]);
    }
    this.standing.set(shift.id, shift);
    if (told) this.tell(shift);
  }

  /** What a shift's reason let stand stays so when its person no longer works it: the rest of the breach may be there already. */
  private leave(id: string, now: ModelShift | null): void {
    const was = this.standing.get(id);
    if (was === undefined || (now?.personId === was.personId && now.date === was.date && now.override))
      return;
    const { personId, date, override } = was;
    const known = this.reasons.get(id);
    this.reasons.delete(id);
    if (!override || (now?.personId === personId && now.date === date)) return;
    this.letStand.push(...(known ?? [{ personId, rule: null, fromDate: date, toDate: date }]));
  }

  private handOver({ id, from, to, override }: Effect & { kind: 'handed-over' }): string | null {
    const shift = this.standing.get(id);
    if (shift?.personId !== from) return `${id} was handed on by ${from}, whose it was not`;
    const now = { ...shift, personId: to, override };
    this.leave(id, now);
    this.standing.set(id, now);
    this.tell(now);
    return null;
  }

  private tell(shift: ModelShift): void {
    for (const other of this.published.values()) {
      const isCell =
        other.rotaId === shift.rotaId && other.personId === shift.personId && other.date === shift.date;
      if (isCell && other.id !== shift.id) this.published.delete(other.id);
    }
    this.published.set(shift.id, shift);
  }

  private publishWhole(rotaId: string): void {
    for (const { id, rotaId: own } of [...this.published.values()])
      if (own === rotaId) this.published.delete(id);
    for (const shift of this.standing.values())
      if (shift.rotaId === rotaId) this.published.set(shift.id, shift);
  }
}
