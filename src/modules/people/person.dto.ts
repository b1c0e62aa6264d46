import { ApiProperty } from '@nestjs/swagger';
import {
  BooleanField,
  DateField,
  DecimalField,
  EmailField,
  IdField,
  IntField,
  OneOfField,
  TextField,
} from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { CONTRACT_CODES } from './contract-codes.js';
import { type GradeEntity } from './grade.entity.js';
import { type HeldSkill } from './people.repository.js';
import { type PersonEntity } from './person.entity.js';
import { type Engagement, ENGAGEMENTS, type PlacementEntity } from './placement.entity.js';
import { type SkillEntity } from './skill.entity.js';

const VERSION = { min: 1, max: 2_147_483_647 };
const BODIES = ['GMC', 'NMC', 'GDC', 'HCPC'] as const;

export class PersonInput {
  @TextField({ max: 40 })
  staffNumber: string;

  @TextField({ max: 100 })
  givenName: string;

  @TextField({ max: 100 })
  familyName: string;

  @EmailField({ nullable: true, description: 'Null: nothing can be mailed.' })
  email: string | null;

  @TextField({ max: 40 })
  gradeCode: string;

  @OneOfField(BODIES, { nullable: true })
  registrationBody: (typeof BODIES)[number] | null;

  @TextField({ max: 20, nullable: true, description: 'GMC: seven digits; NMC: 12A3456B.' })
  registrationNumber: string | null;
}

export class PlacementInput {
  @IdField()
  unitId: string;

  @DateField()
  firstDate: string;

  @DateField({ nullable: true, description: 'Last day; null: open-ended.' })
  lastDate: string | null;

  @DecimalField({ min: 0.001, max: 1, decimals: 3, description: 'Whole time equivalent: 1 is full time.' })
  wte: number;

  @OneOfField(CONTRACT_CODES, { description: 'The rule pack.' })
  contractCode: string;

  @IntField({ min: 1, max: 10_080, description: 'Minutes a week at full time.' })
  fullTimeMinPerWeek: number;

  @OneOfField(ENGAGEMENTS, {
    optional: true,
    description:
      '`bank` and `agency` staff are not planned by fills; open shifts go out to them later than to the unit.',
  })
  engagement: Engagement = 'substantive';
}

export class PlacementDto extends PlacementInput {
  @IdField()
  id: string;

  @IntField(VERSION)
  version: number;
}

export class HeldSkillInput {
  @IdField()
  skillId: string;

  @DateField()
  validFrom: string;

  @DateField({ nullable: true, description: 'Last day; null: does not expire.' })
  validUntil: string | null;
}

export class HeldSkillDto extends HeldSkillInput {
  @IdField()
  id: string;

  @TextField()
  code: string;

  @IntField(VERSION)
  version: number;
}

export class PersonDto extends PersonInput {
  @IdField()
  id: string;

  @ApiProperty({ type: [HeldSkillDto] })
  skills: HeldSkillDto[];

  @ApiProperty({ type: [PlacementDto] })
  placements: PlacementDto[];

  @IntField(VERSION)
  version: number;
}

export class PersonPage extends PageOf(PersonDto) {}

export class PeopleQuery extends PageQuery {
  @IdField({ optional: true, description: 'Only people placed in this unit.' })
  unitId?: string;

  @DateField({ optional: true, description: 'Placed on this day; without it: placed now or later.' })
  on?: string;
}

const FAMILIES = ['doctor', 'nurse', 'support', 'other'] as const;

export class GradeInput {
  @TextField({ max: 40 })
  code: string;

  @TextField({ max: 120 })
  name: string;

  @OneOfField(FAMILIES)
  family: (typeof FAMILIES)[number];

  @IntField({ min: 0, max: 1000, description: 'Seniority inside the family; higher is more senior.' })
  rank: number;

  @BooleanField({ description: 'Counts as registered staff in a skill mix.' })
  registered: boolean;
}

export class GradePage extends PageOf(GradeInput) {}

export class SkillInput {
  @TextField({ max: 20 })
  code: string;

  @TextField({ max: 120 })
  name: string;
}

export class SkillDto extends SkillInput {
  @IdField()
  id: string;

  @IntField(VERSION)
  version: number;
}

export class SkillPage extends PageOf(SkillDto) {}

export function gradeView({ code, name, family, rank, registered }: GradeEntity): GradeInput {
  return { code, name, family, rank, registered };
}

export function skillView({ id, code, name, version }: SkillEntity): SkillDto {
  return { id, code, name, version };
}

export function placementView(placement: PlacementEntity): PlacementDto {
  const { id, unitId, firstDate, lastDate, wte, contractCode, fullTimeMinPerWeek, engagement, version } =
    placement;
  return { id, unitId, firstDate, lastDate, wte, contractCode, fullTimeMinPerWeek, engagement, version };
}

export function heldSkillView({
  id,
  skillId,
  code,
  validFrom,
  validUntil,
  version,
}: HeldSkill): HeldSkillDto {
  return { id, skillId, code, validFrom, validUntil, version };
}

export function personView(
  person: PersonEntity,
  skills: readonly HeldSkill[],
  placements: readonly PlacementEntity[],
): PersonDto {
  const { id, staffNumber, givenName, familyName, email, gradeCode, version } = person;
  const { registrationBody, registrationNumber } = person;
  return {
    id,
    staffNumber,
    givenName,
    familyName,
    email,
    gradeCode,
    registrationBody,
    registrationNumber,
    skills: skills.map(heldSkillView),
    placements: placements.map(placementView),
    version,
  };
}
