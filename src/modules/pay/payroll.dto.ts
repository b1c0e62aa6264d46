import { ApiProperty } from '@nestjs/swagger';
import { PAY_ELEMENT_CODES } from '../../../solver/pay/index.js';
import {
  BooleanField,
  DateField,
  IdField,
  InstantField,
  IntField,
  OneOfField,
  TextField,
} from '../../common/fields.js';
import { BASES, type Basis } from './payroll/payroll-input.js';

const PENCE = { min: 0, max: Number.MAX_SAFE_INTEGER };
const DECIMAL = { pattern: /^-?\d+\.\d+$/ };

export class PeriodOfPay {
  @DateField()
  from: string;

  @DateField({ description: 'Last day, at most 400 days after the first.' })
  to: string;

  @OneOfField(BASES, {
    optional: true,
    description:
      '`planned`: the published rotas; `worked` (default): the same with what was entered of them.',
  })
  basis: Basis = 'worked';
}

export class PayrollQuery extends PeriodOfPay {
  @IdField()
  unitId: string;
}

export class ElementSumDto {
  @OneOfField(PAY_ELEMENT_CODES)
  element: string;

  @TextField()
  name: string;

  @IntField(PENCE)
  pence: number;
}

export class PayrollPersonDto {
  @IdField()
  personId: string;

  @TextField()
  staffNumber: string;

  @TextField()
  displayName: string;

  @TextField()
  gradeCode: string;

  @TextField({ list: { max: 100 } })
  contractCodes: string[];

  @TextField({ list: { max: 100 } })
  payPoints: string[];

  @IntField({
    ...PENCE,
    description: 'Minutes of work of the shifts that start in the period, as far as they are known.',
  })
  workMin: number;

  @ApiProperty({ type: [ElementSumDto] })
  elements: ElementSumDto[];

  @IntField({ ...PENCE, description: 'The sum of the elements.' })
  totalPence: number;

  @TextField({
    list: { max: 1000 },
    max: 1000,
    description: 'What could not be paid, or needs to be looked at.',
  })
  notes: string[];
}

export class PayrollDto {
  @IdField()
  unitId: string;

  @DateField()
  from: string;

  @DateField()
  to: string;

  @OneOfField(BASES)
  basis: Basis;

  @ApiProperty({ type: [PayrollPersonDto], description: 'By family name.' })
  people: PayrollPersonDto[];

  @ApiProperty({ type: [ElementSumDto], description: 'Of everybody.' })
  elements: ElementSumDto[];

  @IntField(PENCE)
  totalPence: number;
}

export class LedgerEntryDto {
  @DateField()
  from: string;

  @DateField()
  to: string;

  @TextField({ ...DECIMAL, description: 'To four decimals; sums are taken before rounding.' })
  quantity: string;

  @TextField({ ...DECIMAL, description: 'Pounds for each unit, to four decimals.' })
  rate: string;

  @TextField({ ...DECIMAL, description: 'Pounds, to four decimals; the element is rounded to the penny.' })
  amount: string;

  @TextField({ max: 500, description: 'How quantity and rate came about.' })
  working: string;

  @IdField({
    list: { max: 1000 },
    description: 'Shifts that it comes from, some perhaps outside the period.',
  })
  shiftIds: string[];
}

export class LedgerElementDto extends ElementSumDto {
  @TextField({ description: 'Where in the contract.' })
  clause: string;

  @TextField({ max: 500, description: 'What the clause says.' })
  says: string;

  @TextField()
  source: string;

  @OneOfField(['C', 'Q', 'S', 'M'], { description: 'How well it is sourced; M: not confirmed.' })
  evidence: string;

  @OneOfField(['h', 'week'])
  unit: string;

  @TextField(DECIMAL)
  quantity: string;

  @ApiProperty({ type: [LedgerEntryDto] })
  entries: LedgerEntryDto[];
}

export class EnhancedDto {
  @OneOfField(PAY_ELEMENT_CODES)
  element: string;

  @TextField({ description: 'Part of the clause: `long-night`, `saturday`.' })
  part: string;

  @IntField({ min: 0, max: 10_000 })
  minutes: number;
}

export class PaidShiftDto {
  @IdField({ description: 'Of the assignment, or of the entry of extra work.' })
  id: string;

  @DateField()
  date: string;

  @TextField({ nullable: true, description: 'Null for extra work.' })
  shiftCode: string | null;

  @TextField()
  shiftName: string;

  @InstantField()
  startsAt: string;

  @InstantField()
  endsAt: string;

  @IntField({ min: 0, max: 10_000 })
  unpaidBreakMin: number;

  @IntField({
    min: 0,
    max: 10_000,
    nullable: true,
    description: 'Null: on call, and nobody said how much is work.',
  })
  workMin: number | null;

  @BooleanField({ description: 'What was worked is not what was planned.' })
  changed: boolean;

  @ApiProperty({ type: [EnhancedDto] })
  enhanced: EnhancedDto[];
}

/** Everything that a person's pay is made of. */
export class PersonLedgerDto extends PayrollPersonDto {
  @DateField()
  from: string;

  @DateField()
  to: string;

  @OneOfField(BASES)
  basis: Basis;

  @ApiProperty({ type: [LedgerElementDto] })
  declare elements: LedgerElementDto[];

  @ApiProperty({ type: [PaidShiftDto], description: 'Shifts that start in the period.' })
  shifts: PaidShiftDto[];
}
