import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, invalid, notFound } from '../../common/domain-error.js';
import { groupBy } from '../../common/group-by.js';
import { decodeCursor, toPage } from '../../common/paging.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitsService } from '../units/units.service.js';
import { type GradeEntity } from './grade.entity.js';
import { type HeldSkill, PeopleRepository } from './people.repository.js';
import {
  type PeopleQuery,
  personView,
  type PersonDto,
  type PersonInput,
  type PersonPage,
} from './person.dto.js';
import { type PersonEntity } from './person.entity.js';
import { type PlacementEntity } from './placement.entity.js';
import { type SkillEntity } from './skill.entity.js';

/** Somebody who is placed in a unit, with all that a rota needs of them. */
export interface PlacedPerson {
  readonly person: PersonEntity;
  readonly grade: GradeEntity;
  /** Placements in the unit that touch the days asked for, earliest first. */
  readonly placements: readonly PlacementEntity[];
  /** Every skill with its dates, expired ones included. */
  readonly skills: readonly HeldSkill[];
}

/** People, their placements and skills. */
@Injectable()
export class PeopleService implements OnModuleInit {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('person', async (id) => {
      const [person] = await this.repository.people([id]);
      if (person === undefined) return null;
      return { personId: person.id, unitIds: (await this.unitIdsOf([id])).get(id) ?? [] };
    });
  }

  /** Units in which each of the people has a placement that has not ended. */
  async unitIdsOf(personIds: readonly string[]): Promise<Map<string, string[]>> {
    const today = this.clock.today();
    const placements = await this.repository.placements(personIds);
    const lasting = placements.filter(({ lastDate }) => lastDate === null || lastDate >= today);
    const byPerson = groupBy(lasting, ({ personId }) => personId);
    return new Map([...byPerson].map(([id, own]) => [id, own.map(({ unitId }) => unitId)]));
  }

  /** The audit chain of what belongs to a person. @throws DomainError `not-found` */
  async organisationIdOf(personId: string, tx?: Transaction): Promise<string> {
    const [person] = await this.repository.people([personId], tx);
    if (person === undefined) throw notFound('person', personId);
    return person.organisationId;
  }

  /**
   * Whom a query by person or unit is about: the person, those placed in the unit on any of the days, or both at once.
   *
   * @throws DomainError `invalid-input` when neither is given
   */
  async idsFor(
    { personId, unitId }: { readonly personId?: string; readonly unitId?: string },
    from: string,
    to: string,
  ): Promise<string[]> {
    if (unitId === undefined) {
      if (personId !== undefined) return [personId];
      throw invalid({ path: 'unitId', message: 'unitId or personId is missing: say whose it should be.' });
    }
    const placements = await this.repository.placementsInUnit(unitId, from, to);
    const ids = new Set(placements.map((placement) => placement.personId));
    return [...ids].filter((id) => personId === undefined || id === personId);
  }

  /** @param unitIds only people placed in one of these; null: everybody, placed or not */
  async list({ on, cursor, limit }: PeopleQuery, unitIds: readonly string[] | null): Promise<PersonPage> {
    const after = decodeCursor(cursor, ['string', 'string', 'string']) as string[] | null;
    const filter = unitIds === null ? null : { unitIds, from: on ?? this.clock.today(), until: on ?? null };
    const people = await this.repository.page(filter, after, limit + 1);
    const views = await this.views(people);
    return toPage(
      views,
      limit,
      ({ familyName, givenName, id }) => [familyName, givenName, id],
      (view) => view,
    );
  }

  /** Those of the people whom there are, by family name. */
  async byIds(ids: readonly string[], tx?: Transaction): Promise<PersonEntity[]> {
    return this.repository.people(ids, tx);
  }

  /** Who has the staff number, or else the mail address, if just one person has it. */
  async idOf(
    known: { readonly staffNumber: string | null; readonly email: string },
    tx: Transaction,
  ): Promise<string | null> {
    return this.repository.idOf(known, tx);
  }

  /** @throws DomainError `not-found` */
  async get(id: string, tx?: Transaction): Promise<PersonDto> {
    const [view] = await this.views(await this.repository.people([id], tx), tx);
    if (view === undefined) throw notFound('person', id);
    return view;
  }

  async create(input: PersonInput, actor: Actor): Promise<PersonDto> {
    return this.transactions.run(async (tx) => {
      await this.assertPerson(input, tx);
      const { id: organisationId } = await this.units.onlyOrganisation(tx);
      const person = await this.repository.savePerson({ ...input, organisationId }, tx);
      await this.log(tx, person, actor, 'person-created', { ...input });
      return personView(person, [], []);
    });
  }

  /** @throws DomainError `stale-version`, `not-found` */
  async change(id: string, version: number, input: PersonInput, actor: Actor): Promise<PersonDto> {
    return this.transactions.run(async (tx) => {
      const person = await this.repository.lockPerson(id, tx);
      if (person === null) throw notFound('person', id);
      if (person.version !== version) assertVersion(version, person.version, await this.get(id, tx));
      await this.assertPerson(input, tx);
      const changes = changesOf<PersonInput>(person, input);
      const saved = await this.repository.savePerson(Object.assign(person, input), tx);
      await this.log(tx, saved, actor, 'person-changed', { changes });
      return this.get(id, tx);
    });
  }

  private async assertPerson(input: PersonInput, tx: Transaction): Promise<void> {
    const grades = await this.repository.grades(tx);
    if (!grades.some(({ code }) => code === input.gradeCode)) {
      throw invalid({
        path: 'gradeCode',
        message: `"${input.gradeCode}" is not a grade; GET /api/v1/grades lists them.`,
      });
    }
    assertRegistration(input);
  }

  private async views(people: readonly PersonEntity[], tx?: Transaction): Promise<PersonDto[]> {
    const ids = people.map(({ id }) => id);
    const skills = groupBy(await this.repository.heldSkills(ids, tx), ({ personId }) => personId);
    const placements = groupBy(await this.repository.placements(ids, tx), ({ personId }) => personId);
    return people.map((person) =>
      personView(person, skills.get(person.id) ?? [], placements.get(person.id) ?? []),
    );
  }

  private async log(
    tx: Transaction,
    person: PersonEntity,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: person.organisationId,
      actor,
      action,
      subjectType: 'person',
      subjectId: person.id,
      detail,
    });
  }

  /** Everybody placed in a unit on any day from `from` to `to` (ISO dates, both included), by family name. */
  async placedInUnit(unitId: string, from: string, to: string, tx?: Transaction): Promise<PlacedPerson[]> {
    const placements = await this.repository.placementsInUnit(unitId, from, to, tx);
    const ids = [...new Set(placements.map(({ personId }) => personId))];
    const people = await this.repository.people(ids, tx);
    const skills = groupBy(await this.repository.heldSkills(ids, tx), ({ personId }) => personId);
    const grades = new Map((await this.repository.grades(tx)).map((grade) => [grade.code, grade]));
    const placementsOf = groupBy(placements, ({ personId }) => personId);
    return people.map((person) => ({
      person,
      grade: knownGrade(grades, person),
      placements: placementsOf.get(person.id) ?? [],
      skills: skills.get(person.id) ?? [],
    }));
  }

  /** By family and seniority. */
  async grades(tx?: Transaction): Promise<GradeEntity[]> {
    return this.repository.grades(tx);
  }

  /** @param organisationId left out: of every organisation. */
  async skills(organisationId?: string, tx?: Transaction): Promise<SkillEntity[]> {
    return this.repository.skills(organisationId, tx);
  }
}

function knownGrade(grades: ReadonlyMap<string, GradeEntity>, person: PersonEntity): GradeEntity {
  const grade = grades.get(person.gradeCode);
  if (grade === undefined) throw new Error(`grade ${person.gradeCode} has vanished`);
  return grade;
}

const REGISTRATION: Readonly<Record<string, { readonly form: RegExp; readonly example: string }>> = {
  GMC: { form: /^\d{7}$/, example: 'seven digits, 7012345' },
  NMC: { form: /^\d{2}[A-Z]\d{4}[A-Z]$/, example: '12A3456B' },
};

function assertRegistration({ registrationBody: body, registrationNumber: number }: PersonInput): void {
  if ((body === null) !== (number === null)) {
    throw invalid({
      path: body === null ? 'registrationBody' : 'registrationNumber',
      message: 'A registration needs both its body and its number; give both, or null for both.',
    });
  }
  const expected = REGISTRATION[body ?? ''];
  if (expected === undefined || number === null || expected.form.test(number)) return;
  throw invalid({
    path: 'registrationNumber',
    message: `"${number}" is not a number of the ${body}; write it as ${expected.example}.`,
  });
}
