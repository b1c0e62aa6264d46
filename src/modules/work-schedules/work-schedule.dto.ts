import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField, IntField, OneOfField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type ScheduleContent } from './content/schedule-content.js';

const NUMBER = { min: 1, max: 1_000_000 };

export const DOCUMENT_FORMATS = ['html', 'pdf'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** What issuing would do, or has done, for a doctor. */
export const ISSUE_OUTCOMES = ['new', 'changed', 'unchanged', 'impossible'] as const;
export type IssueOutcome = (typeof ISSUE_OUTCOMES)[number];

export class WorkSchedulesQuery extends PageQuery {
  @IdField()
  unitId: string;

  @DateField({ description: 'Of everybody who is placed in the unit on that day.' })
  on: string;
}

export class IssueWorkSchedulesBody {
  @IdField()
  unitId: string;

  @DateField({ description: 'For those who are placed in the unit on that day.' })
  on: string;

  @IdField({ optional: true, nullable: true, description: 'By whose first day the notice counts.' })
  rotationId?: string | null;

  @IdField({
    optional: true,
    list: { min: 1, max: 500, unique: true },
    description: 'For these doctors alone; left out: for all.',
  })
  personIds?: string[];
}

export class ScheduleChangeDto {
  @ApiProperty({ example: 'Hours, Average weekly hours' })
  what: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: nothing was said of it.' })
  before: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null: nothing is said of it any more.' })
  after: string | null;
}

export class DoctorScheduleDto {
  @IdField()
  personId: string;

  @ApiProperty()
  displayName: string;

  @DateField()
  firstDate: string;

  @DateField({ nullable: true })
  lastDate: string | null;

  @ApiProperty({ description: 'Without an address nobody is told that a schedule was issued.' })
  hasAddress: boolean;

  @IdField({ nullable: true, description: 'Null: none has been issued.' })
  scheduleId: string | null;

  @IntField({ ...NUMBER, nullable: true })
  number: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  issuedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acknowledgedAt: string | null;

  @OneOfField(ISSUE_OUTCOMES, { description: 'What issuing now would do.' })
  outcome: IssueOutcome;

  @ApiProperty({ type: [ScheduleChangeDto], description: 'From the version that was issued last.' })
  changes: ScheduleChangeDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Why none can be made, and the way out.' })
  reason: string | null;
}

export class DoctorSchedulePage extends PageOf(DoctorScheduleDto) {}

export class IssuedScheduleDto {
  @IdField()
  personId: string;

  @OneOfField(ISSUE_OUTCOMES)
  outcome: IssueOutcome;

  @IdField({ nullable: true })
  scheduleId: string | null;

  @IntField({ ...NUMBER, nullable: true })
  number: number | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

export class IssuedSchedulesDto {
  @ApiProperty({ type: [IssuedScheduleDto] })
  doctors: IssuedScheduleDto[];

  @ApiProperty({ type: 'integer', description: 'Mails that tell of a new version.' })
  mails: number;
}

export class ScheduleVersionDto {
  @IntField(NUMBER)
  number: number;

  @ApiProperty({ format: 'date-time' })
  issuedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acknowledgedAt: string | null;

  @ApiProperty({ type: [ScheduleChangeDto] })
  changes: ScheduleChangeDto[];

  @ApiProperty({ description: 'SHA-256 of what it says, in hexadecimal.' })
  contentHash: string;
}

export class WorkScheduleDto {
  @IdField()
  id: string;

  @IdField()
  personId: string;

  @IdField()
  unitId: string;

  @ApiProperty()
  unitName: string;

  @DateField()
  firstDate: string;

  @DateField({ nullable: true })
  lastDate: string | null;

  @ApiProperty({ type: [ScheduleVersionDto], description: 'Newest first.' })
  versions: ScheduleVersionDto[];

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class WorkSchedulePage extends PageOf(WorkScheduleDto) {}

export class VersionQuery {
  @IntField({ ...NUMBER, optional: true, query: true, description: 'The newest if left out.' })
  number?: number;
}

export class DocumentQuery extends VersionQuery {
  @OneOfField(DOCUMENT_FORMATS)
  format: DocumentFormat;
}

export class DocumentColumnDto {
  @ApiProperty()
  title: string;

  @ApiProperty()
  numeric: boolean;
}

export class DocumentBlockDto {
  @ApiProperty({ type: String, nullable: true, description: 'Of a paragraph.' })
  text: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a table.' })
  caption: string | null;

  @ApiProperty({ type: [DocumentColumnDto] })
  columns: DocumentColumnDto[];

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'The first cell of each row is its header.',
  })
  rows: string[][];
}

export class DocumentSectionDto {
  @ApiProperty()
  heading: string;

  @ApiProperty({ type: [DocumentBlockDto] })
  blocks: DocumentBlockDto[];
}

export class ScheduleDocumentDto {
  @ApiProperty()
  title: string;

  @ApiProperty()
  lead: string;

  @ApiProperty({ type: [DocumentSectionDto] })
  sections: DocumentSectionDto[];
}

export class ScheduleContentDto {
  @IdField()
  scheduleId: string;

  @IntField(NUMBER)
  number: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Hours to a hundredth, money in pence.',
  })
  content: ScheduleContent;

  @ApiProperty({
    type: ScheduleDocumentDto,
    description: 'The same in words, as the page and the PDF have it.',
  })
  document: ScheduleDocumentDto;
}
