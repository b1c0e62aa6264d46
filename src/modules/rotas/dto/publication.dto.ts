import { ApiProperty } from '@nestjs/swagger';
import { DateField, TextField } from '../../../common/fields.js';
import { PageOf } from '../../../common/paging.js';

export class PublishBody {
  @TextField({
    optional: true,
    max: 500,
    description: 'Needed where hard rules are broken without a reason: why it is published all the same.',
  })
  acknowledgeViolations?: string;
}

export class WithoutAddressDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;
}

export class PublicationDto {
  @ApiProperty({ type: 'integer', description: 'Number of the version that is published now.' })
  version: number;

  @ApiProperty({ type: 'integer', description: 'The version of the rota for the next If-Match.' })
  rotaVersion: number;

  @ApiProperty({ type: 'integer' })
  mailsQueued: number;

  @ApiProperty({
    type: [WithoutAddressDto],
    description: 'They should have been told, but nobody knows their address.',
  })
  withoutAddress: WithoutAddressDto[];
}

export class PublishedShiftDto {
  @ApiProperty({ format: 'uuid' })
  assignmentId: string;

  @ApiProperty({ type: 'integer', description: 'SEQUENCE of its calendar event.' })
  sequence: number;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty()
  shiftCode: string;

  @ApiProperty()
  shiftName: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;
}

export class ChangedShiftDto {
  @ApiProperty({ type: PublishedShiftDto })
  before: PublishedShiftDto;

  @ApiProperty({ type: PublishedShiftDto })
  after: PublishedShiftDto;
}

export class ChangesDto {
  @ApiProperty({ type: [PublishedShiftDto] })
  added: PublishedShiftDto[];

  @ApiProperty({ type: [ChangedShiftDto] })
  changed: ChangedShiftDto[];

  @ApiProperty({ type: [PublishedShiftDto] })
  withdrawn: PublishedShiftDto[];
}

export class RecipientDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ type: String, nullable: true })
  email: string | null;

  @ApiProperty()
  subject: string;

  @ApiProperty()
  text: string;

  @ApiProperty()
  html: string;

  @ApiProperty({ type: [PublishedShiftDto] })
  shifts: PublishedShiftDto[];

  @ApiProperty({ type: ChangesDto })
  changes: ChangesDto;
}

export class PreviewDto {
  @ApiProperty({ type: 'integer', description: 'The number that the version would get.' })
  version: number;

  @ApiProperty({ type: 'integer', description: 'The version of the rota that this shows: for If-Match.' })
  rotaVersion: number;

  @ApiProperty({ type: 'integer', description: 'How many would be told, over all pages.' })
  recipientCount: number;

  @ApiProperty({ type: [RecipientDto] })
  recipients: RecipientDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Give it as cursor to get the next page.' })
  nextCursor: string | null;

  @ApiProperty({
    type: [WithoutAddressDto],
    description: 'They would be told, but nobody knows their address.',
  })
  withoutAddress: WithoutAddressDto[];

  @ApiProperty({
    type: [WithoutAddressDto],
    description: 'Placed in the unit, without a shift: they get no mail.',
  })
  withoutShifts: WithoutAddressDto[];
}

export class RotaVersionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer' })
  number: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Number of the whole version of which it changes something; null for a whole version.',
  })
  amends: number | null;

  @ApiProperty({ format: 'date-time' })
  publishedAt: string;

  @ApiProperty({ format: 'uuid', description: 'Account.' })
  publishedBy: string;
}

export class RotaVersionPage extends PageOf(RotaVersionDto) {}

export class RotaMailDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', description: 'Number of the published version that it tells of.' })
  version: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  personId: string | null;

  @ApiProperty()
  toAddress: string;

  @ApiProperty()
  subject: string;

  @ApiProperty({ enum: ['queued', 'handed-over', 'failing', 'failed'] })
  state: 'queued' | 'handed-over' | 'failing' | 'failed';

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  handedOverAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  lastError: string | null;
}

export class RotaMailPage extends PageOf(RotaMailDto) {}

export class MyRotaQuery {
  @DateField()
  from: string;

  @DateField({ description: 'Inclusive; at most 371 days after `from`.' })
  to: string;
}

export class MyShiftDto extends PublishedShiftDto {
  @ApiProperty({ format: 'uuid' })
  rotaId: string;

  @ApiProperty()
  rotaName: string;

  @ApiProperty({ type: 'integer' })
  rotaVersion: number;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty()
  unitName: string;
}

export class MyRotaDto {
  @ApiProperty({ type: [MyShiftDto] })
  items: MyShiftDto[];
}
