import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertDateOrder } from '../../common/date-range.js';
import { assertVersion, invalid, notFound } from '../../common/domain-error.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type HeldSkill, PeopleRepository } from './people.repository.js';
import { heldSkillView, type HeldSkillDto, type HeldSkillInput } from './person.dto.js';
import { type PersonEntity } from './person.entity.js';

interface SeenSkill {
  readonly personId: string;
  readonly heldSkillId: string;
  readonly version: number;
}

/** What people are trained for, and until when it counts. */
@Injectable()
export class HeldSkillsService {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  async create(personId: string, input: HeldSkillInput, actor: Actor): Promise<HeldSkillDto> {
    assertDateOrder(input.validFrom, input.validUntil, ['validFrom', 'validUntil']);
    return this.transactions.run(async (tx) => {
      const person = await this.person(personId, tx);
      await this.assertSkill(input.skillId, person, tx);
      const id = await this.repository.saveHeldSkill({ ...input, personId }, tx);
      await this.log(tx, person, actor, 'skill-added', id, { ...input });
      return heldSkillView(await this.standing(personId, id, tx));
    });
  }

  async change(seen: SeenSkill, input: HeldSkillInput, actor: Actor): Promise<HeldSkillDto> {
    assertDateOrder(input.validFrom, input.validUntil, ['validFrom', 'validUntil']);
    return this.transactions.run(async (tx) => {
      const person = await this.person(seen.personId, tx);
      const before = await this.lock(seen, tx);
      await this.assertSkill(input.skillId, person, tx);
      const changes = changesOf<HeldSkillInput>(before, input);
      await this.repository.saveHeldSkill({ ...input, id: before.id, personId: seen.personId }, tx);
      await this.log(tx, person, actor, 'skill-changed', before.id, { changes });
      return heldSkillView(await this.standing(seen.personId, before.id, tx));
    });
  }

  async remove(seen: SeenSkill, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const person = await this.person(seen.personId, tx);
      const before = await this.lock(seen, tx);
      await this.repository.removeHeldSkill(before.id, tx);
      await this.log(tx, person, actor, 'skill-removed', before.id, { was: heldSkillView(before) });
    });
  }

  private async person(id: string, tx: Transaction): Promise<PersonEntity> {
    const person = await this.repository.lockPerson(id, tx);
    if (person === null) throw notFound('person', id);
    return person;
  }

  /** The person's row is locked, so that nobody changes their skills meanwhile. */
  private async lock(seen: SeenSkill, tx: Transaction): Promise<HeldSkill> {
    const held = await this.standing(seen.personId, seen.heldSkillId, tx);
    assertVersion(seen.version, held.version, heldSkillView(held));
    return held;
  }

  private async standing(personId: string, id: string, tx: Transaction): Promise<HeldSkill> {
    const held = (await this.repository.heldSkills([personId], tx)).find((each) => each.id === id);
    if (held === undefined) throw notFound('skill of this person', id);
    return held;
  }

  private async assertSkill(skillId: string, person: PersonEntity, tx: Transaction): Promise<void> {
    const known = await this.repository.skills(person.organisationId, tx);
    if (known.some(({ id }) => id === skillId)) return;
    throw invalid({
      path: 'skillId',
      message: `"${skillId}" is not a skill of this organisation; GET /api/v1/skills lists them.`,
    });
  }

  private async log(
    tx: Transaction,
    person: PersonEntity,
    actor: Actor,
    action: string,
    subjectId: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: person.organisationId,
      actor,
      action,
      subjectType: 'person-skill',
      subjectId,
      detail: { personId: person.id, ...detail },
    });
  }
}
