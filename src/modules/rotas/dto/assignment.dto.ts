import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, DateField, IdField, TextField } from '../../../common/fields.js';
import { PageOf } from '../../../common/paging.js';
import { type AssignmentEntity } from '../assignment.entity.js';
import { VerdictDto } from './violation.dto.js';

export class AssignmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  rotaId: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ format: 'uuid' })
  shiftTypeId: string;

  @ApiProperty({ format: 'date', description: 'The day on which it starts.' })
  date: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ format: 'date-time' })
  endsAt: string;

  @ApiProperty({ description: 'A fill leaves it where it is.' })
  pinned: boolean;

  @ApiProperty({ enum: ['fill', 'manual', 'import', 'swap', 'claim', 'line'] })
  source: AssignmentEntity['source'];

  @ApiProperty({ type: String, nullable: true, description: 'Why a breach was knowingly let stand.' })
  overrideReason: string | null;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export function assignmentView(row: AssignmentEntity): AssignmentDto {
  return {
    id: row.id,
    rotaId: row.rotaId,
    personId: row.personId,
    shiftTypeId: row.shiftTypeId,
    date: row.date,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    pinned: row.pinned,
    source: row.source,
    overrideReason: row.overrideReason,
    version: row.version,
  };
}

export class AssignmentPage extends PageOf(AssignmentDto) {}

const TELL_NOW =
  'In a published rota: true publishes and mails this change at once; otherwise it waits for the next version.';

export class PutAssignmentBody {
  @IdField()
  personId: string;

  @DateField()
  date: string;

  @IdField()
  shiftTypeId: string;

  @BooleanField({
    optional: true,
    description: 'A fill leaves it where it is. Default true: what is set by hand stays.',
  })
  pinned = true;

  @TextField({
    optional: true,
    nullable: true,
    max: 500,
    description: 'Needed where the change breaks a hard rule: why it is made all the same.',
  })
  overrideReason?: string | null;

  @BooleanField({ optional: true, description: TELL_NOW })
  tellNow = false;
}

export class RemoveAssignmentQuery {
  @BooleanField({ optional: true, query: true, description: TELL_NOW })
  tellNow = false;
}

export class ChangedAssignmentDto {
  @ApiProperty({ type: AssignmentDto })
  assignment: AssignmentDto;

  @ApiProperty({ type: VerdictDto })
  violations: VerdictDto;

  @ApiProperty({ type: 'integer', description: 'The version of the rota that the change made.' })
  rotaVersion: number;
}

export class RemovedAssignmentDto {
  @ApiProperty({ type: VerdictDto })
  violations: VerdictDto;

  @ApiProperty({ type: 'integer', description: 'The version of the rota that the change made.' })
  rotaVersion: number;
}
