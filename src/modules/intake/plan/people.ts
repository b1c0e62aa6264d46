import { groupBy } from '../../../common/group-by.js';
import { type CellProblem } from '../sheet/field-values.js';
import { type PersonRow } from '../sheet/person-rows.js';
import { type Identifiers, type PlacementRow } from '../sheet/placement-rows.js';
import { Draft } from './draft.js';
import { Identities, sameForename, sameSurname } from './identities.js';
import {
  type FieldChange,
  FORENAMES_UNKNOWN,
  type NewPerson,
  type PersonChange,
  type StandingPerson,
} from './plan-types.js';

/** A row of the people sheet while it is looked at. */
export interface PersonDraft {
  readonly source: PersonRow;
  readonly who: string | null;
  readonly problems: CellProblem[];
}

/** Everybody whom the sheets name, and what each row says of them. */
export class People {
  readonly drafts: readonly Draft[];
  readonly personDrafts: readonly PersonDraft[];
  private readonly identities = new Identities();
  private readonly standing = new Map<string, StandingPerson[]>();
  private readonly rowsOf: ReadonlyMap<string | null, Draft[]>;
  private readonly personRowsOf: ReadonlyMap<string | null, PersonDraft[]>;

  constructor(
    placements: readonly PlacementRow[],
    people: readonly PersonRow[],
    known: readonly StandingPerson[],
  ) {
    for (const { ids } of [...known, ...people, ...placements]) this.identities.add(ids);
    for (const person of known) {
      const who = this.identities.personOf(person.ids);
      if (who !== null) this.standing.set(who, [...(this.standing.get(who) ?? []), person]);
    }
    this.drafts = placements.map((source) => {
      const who = this.identities.personOf(source.ids);
      return new Draft(source, who, this.standingOf(who));
    });
    this.personDrafts = people.map((source) => ({
      source,
      who: this.identities.personOf(source.ids),
      problems: [...source.problems],
    }));
    this.rowsOf = groupBy(this.drafts, ({ who }) => who);
    this.personRowsOf = groupBy(this.personDrafts, ({ who }) => who);
  }

  standingOf(who: string | null): StandingPerson | null {
    return this.standing.get(who ?? '')?.[0] ?? null;
  }

  /** Refuses every row of a person of whom the sheets, or the sheets and what stands here, say two things. */
  refuseContradictions(): void {
    for (const [who, clash] of this.identities.clashes()) {
      this.refuseAll(
        who,
        'GMC Number',
        (ids) => ids.gmc ?? ids.tisPerson ?? '',
        `These rows name one person by ${clash}; correct the numbers.`,
      );
    }
    for (const [who, [one, other]] of this.standing) {
      if (one === undefined || other === undefined) continue;
      const names = [one, other]
        .map(({ familyName, givenName }) => `${familyName}, ${givenName}`)
        .join(' and ');
      this.refuseAll(
        who,
        'GMC Number',
        (ids) => ids.gmc ?? ids.tisPerson ?? '',
        `These numbers belong to two people here: ${names}. Correct the numbers, or what stands here.`,
      );
    }
    for (const [who, rows] of this.rowsOf) if (who !== null) this.refuseNames(who, rows);
  }

  private refuseNames(who: string, rows: readonly Draft[]): void {
    const named = [
      ...rows.map(({ source }) => source),
      ...(this.personRowsOf.get(who) ?? []).map(({ source }) => source),
    ];
    const first = named.find(({ surname }) => surname !== null);
    const own = first?.surname ?? null;
    if (first === undefined || own === null) return;
    const other = named.find(({ surname }) => surname !== null && !sameSurname(surname, own));
    if (other !== undefined) {
      const names = `row ${first.row} says ${own}, row ${other.row} says ${other.surname}`;
      this.refuseAll(
        who,
        'Surname',
        (_, surname) => surname ?? '',
        `Two people with one number: ${names}. Correct the number or the name.`,
      );
      return;
    }
    const standing = this.standingOf(who);
    if (standing === null || sameSurname(standing.familyName, own)) return;
    const forenames = named.find((each) => each.forenames !== null)?.forenames ?? null;
    if (forenames !== null && sameForename(forenames, standing.givenName)) return;
    this.refuseAll(
      who,
      'Surname',
      (_, surname) => surname ?? '',
      `This number belongs to ${standing.familyName}, ${standing.givenName} here. Correct the number; or, if the name has changed, change it there or upload the people sheet, too.`,
    );
  }

  private refuseAll(
    who: string,
    column: string,
    valueOf: (ids: Identifiers, surname: string | null) => string,
    message: string,
  ): void {
    for (const draft of this.rowsOf.get(who) ?? []) {
      draft.refuse(column, valueOf(draft.source.ids, draft.source.surname), message);
    }
    for (const { source, problems } of this.personRowsOf.get(who) ?? []) {
      problems.push({ column, value: valueOf(source.ids, source.surname), message });
    }
  }

  /** Those who come with a row that is accepted and are not here yet. */
  newPeople(): NewPerson[] {
    return [...this.rowsOf].flatMap(([who, rows]) => {
      const accepted = rows.filter((draft) => draft.accepted !== null && !draft.isGap);
      const first = accepted.toSorted((a, b) => (a.facts!.from < b.facts!.from ? -1 : 1))[0];
      const facts = first?.accepted ?? null;
      if (who === null || first === undefined || facts === null || this.standingOf(who) !== null) return [];
      const told = this.told(who);
      return [
        {
          key: who,
          givenName: told.forenames ?? FORENAMES_UNKNOWN,
          familyName: told.surname ?? first.source.surname ?? '',
          email: told.email,
          gradeCode: facts.gradeCode,
          ids: told.ids,
        },
      ];
    });
  }

  /** What the sheets say anew of people who are here. */
  changesOfPeople(): PersonChange[] {
    const all = new Set([...this.rowsOf.keys(), ...this.personRowsOf.keys()]);
    return [...all].flatMap((who) => {
      const standing = this.standingOf(who);
      if (who === null || standing === null) return [];
      const change = changeOf(standing, this.told(who));
      return change.changes.length > 0 ? [change] : [];
    });
  }

  /** What a row of placements says anew of its person: at the first one, unless the people sheet has a row for it. */
  changesShownAt(draft: Draft): readonly FieldChange[] {
    const { who, person } = draft;
    if (who === null || person === null || draft.accepted === null || this.personRowsOf.has(who)) return [];
    if (this.rowsOf.get(who)?.find(({ accepted }) => accepted !== null) !== draft) return [];
    return changeOf(person, this.told(who)).changes;
  }

  /** True if neither the sheets nor anything here has an address of the person. */
  lacksAddress(who: string | null): boolean {
    if (who === null) return false;
    return (this.standingOf(who)?.email ?? this.told(who).email) === null;
  }

  /** What rows that are not refused say of a person, those of the people sheet first. */
  private told(who: string): Told {
    const rows = [
      ...(this.personRowsOf.get(who) ?? []).filter(({ problems }) => problems.length === 0),
      ...(this.rowsOf.get(who) ?? []).filter(({ refused }) => !refused),
    ].map(({ source }) => source);
    const first = <T>(of: (row: (typeof rows)[number]) => T | null): T | null =>
      rows.map(of).find((value) => value !== null) ?? null;
    return {
      surname: first(({ surname }) => surname),
      forenames: first(({ forenames }) => forenames),
      email: first(({ email }) => email),
      ids: {
        gmc: first(({ ids }) => ids.gmc),
        gdc: first(({ ids }) => ids.gdc),
        publicHealth: first(({ ids }) => ids.publicHealth),
        tisPerson: first(({ ids }) => ids.tisPerson),
      },
    };
  }
}

interface Told {
  readonly surname: string | null;
  readonly forenames: string | null;
  readonly email: string | null;
  readonly ids: Identifiers;
}

function changeOf(standing: StandingPerson, told: Told): PersonChange {
  const changes: FieldChange[] = [];
  const note = (field: string, from: string | null, to: string | null): void => {
    if (from !== to) changes.push({ field, from, to });
  };
  const familyName = told.surname ?? standing.familyName;
  const givenName =
    told.forenames === null ||
    (standing.givenName !== FORENAMES_UNKNOWN && sameForename(told.forenames, standing.givenName))
      ? standing.givenName
      : told.forenames;
  // An address that HR corrected stays until the deanery says another one.
  const isNews = told.email !== null && told.email !== standing.deaneryEmail;
  const email =
    isNews && (standing.email === null || standing.email === standing.deaneryEmail)
      ? told.email
      : standing.email;
  const ids: Identifiers = {
    gmc: standing.ids.gmc ?? told.ids.gmc,
    gdc: standing.ids.gdc ?? told.ids.gdc,
    publicHealth: standing.ids.publicHealth ?? told.ids.publicHealth,
    tisPerson: standing.ids.tisPerson ?? told.ids.tisPerson,
  };
  if (!sameText(familyName, standing.familyName)) note('Surname', standing.familyName, familyName);
  note('Forenames', standing.givenName, givenName);
  note('Email Address', standing.email, email);
  note('GMC Number', standing.ids.gmc, ids.gmc);
  note('GDC Number', standing.ids.gdc, ids.gdc);
  note('Public Health Number', standing.ids.publicHealth, ids.publicHealth);
  note('TIS Person ID', standing.ids.tisPerson, ids.tisPerson);
  const kept = sameText(familyName, standing.familyName) ? standing.familyName : familyName;
  return {
    personId: standing.personId,
    givenName,
    familyName: kept,
    email,
    deaneryEmail: told.email ?? standing.deaneryEmail,
    ids,
    changes,
  };
}

/** TESTONE and Testone are one name. */
function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
