import { Injectable } from '@nestjs/common';
import { invalid, type FieldError } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { PeopleService } from '../people/people.service.js';
import { UnitsService } from '../units/units.service.js';

interface NamedCodes {
  readonly gradeCodes: readonly string[];
  readonly skillCodes: readonly string[];
  readonly minimumGradeCode?: string | null;
}

/** Checks that grades and skills that a demand names exist. */
@Injectable()
export class KnownCodes {
  constructor(
    private readonly people: PeopleService,
    private readonly units: UnitsService,
  ) {}

  /** @throws DomainError `invalid-input`, with an error for each unknown code */
  async assertCodes(unitId: string, codes: NamedCodes, tx: Transaction): Promise<void> {
    const { id: organisationId } = await this.units.organisationOf(unitId, tx);
    const grades = new Set((await this.people.grades(tx)).map(({ code }) => code));
    const skills = new Set((await this.people.skills(organisationId, tx)).map(({ code }) => code));
    const errors: FieldError[] = [
      ...unknownIn('gradeCodes', codes.gradeCodes, grades, 'grades'),
      ...unknownIn('skillCodes', codes.skillCodes, skills, 'skills'),
    ];
    const { minimumGradeCode: minimum = null } = codes;
    if (minimum !== null && !grades.has(minimum)) {
      errors.push({ path: 'minimumGradeCode', message: unknownCode(minimum, 'grades') });
    }
    const [first, ...rest] = errors;
    if (first !== undefined) throw invalid(first, ...rest);
  }
}

function unknownIn(
  path: string,
  codes: readonly string[],
  known: ReadonlySet<string>,
  list: 'grades' | 'skills',
): FieldError[] {
  return codes.flatMap((code, index) =>
    known.has(code) ? [] : [{ path: `${path}[${index}]`, message: unknownCode(code, list) }],
  );
}

function unknownCode(code: string, list: 'grades' | 'skills'): string {
  return `"${code}" is not among the ${list}; GET /api/v1/${list} lists them.`;
}
