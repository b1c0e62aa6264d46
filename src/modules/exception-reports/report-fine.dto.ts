import { ApiProperty } from '@nestjs/swagger';
import { IntField, OneOfField, TextField } from '../../common/fields.js';
import { type Breach, BREACHES } from './fine-terms.js';
import { type Evidence } from './terms.js';

const MINUTES = { min: 0, max: 10_080 };
const HOURLY = { min: 0, max: 100_000 };
const PENCE = { min: 0, max: 2_147_483_647 };
const VERSION = { min: 1, max: 2_147_483_647 };

export class ReportFineInput {
  @OneOfField(BREACHES)
  breach: Breach;

  @IntField({ ...MINUTES, description: 'Minutes beyond the limit; 0 takes the fine back.' })
  breachMin: number;

  @IntField({ ...HOURLY, description: 'Pence of the whole fine for an hour.' })
  hourlyPence: number;

  @IntField({ ...HOURLY, description: 'Of these what goes to the doctor; the rest goes to the guardian.' })
  doctorHourlyPence: number;

  @TextField({ max: 300, description: 'Where the rates stand, such as the pay circular and its annex.' })
  source: string;
}

export class ReportFineDto extends ReportFineInput {
  @IntField(VERSION)
  number: number;

  @IntField(PENCE)
  finePence: number;

  @IntField(PENCE)
  doctorPence: number;

  @IntField(PENCE)
  guardianPence: number;

  @ApiProperty({ format: 'date-time' })
  setAt: string;
}

export class ToldBreachDto {
  @ApiProperty({ enum: BREACHES })
  breach: Breach;

  @IntField(MINUTES)
  breachMin: number;
}

export class BreachTermDto {
  @ApiProperty({ enum: BREACHES })
  breach: Breach;

  @ApiProperty()
  words: string;

  @ApiProperty({ enum: ['C', 'M'] })
  evidence: Evidence;

  @ApiProperty()
  source: string;
}

export class ReportFinesDto {
  @IntField({ ...VERSION, description: 'For If-Match.' })
  version: number;

  @ApiProperty({ type: [ReportFineDto], description: 'That count, by breach.' })
  fines: ReportFineDto[];

  @ApiProperty({ type: [ToldBreachDto], description: 'What the times of the report tell by themselves.' })
  told: ToldBreachDto[];

  @ApiProperty({ type: [BreachTermDto] })
  breaches: BreachTermDto[];
}

export class QuarterFinesDto {
  @ApiProperty({ example: '2026-Q1' })
  quarter: string;

  @IntField({ min: 0, max: 1_000_000 })
  fines: number;

  @IntField(PENCE)
  finePence: number;

  @IntField(PENCE)
  doctorPence: number;

  @IntField(PENCE)
  guardianPence: number;
}

export class FinesSummaryDto {
  @ApiProperty({ type: [QuarterFinesDto], description: 'Quarters in which there were any, newest first.' })
  quarters: QuarterFinesDto[];
}
