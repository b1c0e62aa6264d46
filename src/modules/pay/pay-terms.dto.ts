import { ApiProperty } from '@nestjs/swagger';
import { payPoints } from '../../../solver/pay/index.js';
import { BooleanField, DateField, IdField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type PayTermEntity } from './pay-term.entity.js';

const CODES = payPoints().map(({ code }) => code);

export class PayTermInput {
  @OneOfField(CODES, { description: 'GET /api/v1/pay-points lists them with their names.' })
  payPoint: string;

  @DateField()
  firstDate: string;

  @DateField({ nullable: true, description: 'Last day; null: open-ended.' })
  lastDate: string | null;

  @BooleanField({ description: 'Has opted out of the average of 48 hours a week.' })
  optedOut: boolean;
}

export class NewPayTerm extends PayTermInput {
  @IdField()
  personId: string;
}

export class PayTermDto extends NewPayTerm {
  @IdField()
  id: string;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class PayTermPage extends PageOf(PayTermDto) {}

export class PayTermsQuery extends PageQuery {
  @IdField()
  personId: string;
}

export class PayPointDto {
  @TextField()
  code: string;

  @TextField()
  name: string;

  @TextField({ description: 'The contract that pays by it.' })
  contractCode: string;
}

export class PayPointList {
  @ApiProperty({ type: [PayPointDto] })
  items: PayPointDto[];
}

export function payTermView(term: PayTermEntity): PayTermDto {
  const { id, personId, payPoint, firstDate, lastDate, optedOut, version } = term;
  return { id, personId, payPoint, firstDate, lastDate, optedOut, version };
}
