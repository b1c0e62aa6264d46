import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { conflict } from '../../common/domain-error.js';
import { Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitsService } from '../units/units.service.js';
import { type GradeEntity } from './grade.entity.js';
import { PeopleRepository } from './people.repository.js';
import { gradeView, type GradeInput, type SkillInput } from './person.dto.js';
import { type SkillEntity } from './skill.entity.js';

/** Grades and skills: what people are described with. */
@Injectable()
export class ReferenceService {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  /** @throws DomainError `already-exists` */
  async createGrade(input: GradeInput, actor: Actor): Promise<GradeEntity> {
    return this.transactions.run(async (tx) => {
      const standing = (await this.repository.grades(tx)).find(({ code }) => code === input.code);
      if (standing !== undefined) {
        throw conflict('already-exists', `There is a grade "${input.code}" already.`, gradeView(standing));
      }
      const grade = await this.repository.insertGrade(input, tx);
      const { id: chain } = await this.units.onlyOrganisation(tx);
      await this.audit.append(tx, {
        chain,
        actor,
        action: 'grade-created',
        subjectType: 'grade',
        subjectId: grade.code,
        detail: { ...input },
      });
      return grade;
    });
  }

  async createSkill(input: SkillInput, actor: Actor): Promise<SkillEntity> {
    return this.transactions.run(async (tx) => {
      const { id: organisationId } = await this.units.onlyOrganisation(tx);
      const skill = await this.repository.insertSkill({ ...input, organisationId }, tx);
      await this.audit.append(tx, {
        chain: organisationId,
        actor,
        action: 'skill-created',
        subjectType: 'skill',
        subjectId: skill.id,
        detail: { ...input },
      });
      return skill;
    });
  }
}
