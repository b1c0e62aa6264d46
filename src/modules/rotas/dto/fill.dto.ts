import { ApiProperty } from '@nestjs/swagger';
import { DateField, IntField, OneOfField } from '../../../common/fields.js';
import { type FillEntity, type FillKeep, type FillState } from '../fill.entity.js';

const FILL_STATES: FillState[] = ['queued', 'running', 'stopping', 'done', 'stopped', 'failed'];
const LONGEST_SECONDS = 600;
const DEFAULT_SECONDS = 30;
const DEFAULT_REPAIR_SECONDS = 5;
const LARGEST_SEED = 2_147_483_647;
const KEEPS: FillKeep[] = ['pinned', 'all', 'most'];

export class StartFillBody {
  @IntField({ min: 1, max: LONGEST_SECONDS, optional: true, description: 'Time limit. Default 30.' })
  seconds: number = DEFAULT_SECONDS;

  @IntField({
    min: 0,
    max: LARGEST_SEED,
    optional: true,
    description: 'The same seed searches in the same order.',
  })
  seed?: number;

  @OneOfField(['pinned', 'all'], {
    optional: true,
    description: 'Which shifts stay where they are: the pinned ones (default), or all that are there.',
  })
  keep: 'pinned' | 'all' = 'pinned';

  @IntField({
    min: 1,
    max: LARGEST_SEED,
    optional: true,
    description:
      'Steps of the solver after which it ends before its time; with one thread the result then repeats.',
  })
  work?: number;
}

export class StartRepairBody {
  @IntField({ min: 1, max: LONGEST_SECONDS, optional: true, description: 'Time limit. Default 5.' })
  seconds: number = DEFAULT_REPAIR_SECONDS;

  @IntField({
    min: 0,
    max: LARGEST_SEED,
    optional: true,
    description: 'The same seed searches in the same order.',
  })
  seed?: number;

  @DateField({ optional: true, description: 'Days before this one stay as they stand. Default: today.' })
  fromDate?: string;
}

/** A shift that a repair gave, took or changed. */
export class FillChangeDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: a day off.' })
  fromShiftTypeId: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: a day off.' })
  toShiftTypeId: string | null;

  @ApiProperty({ description: 'They cannot work it any more; nobody is asked to change.' })
  lost: boolean;
}

export class FillDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  rotaId: string;

  @ApiProperty({ enum: FILL_STATES })
  state: FillState;

  @ApiProperty({ type: 'integer' })
  seconds: number;

  @ApiProperty({ type: 'integer' })
  seed: number;

  @ApiProperty({ enum: KEEPS, description: '`most` is a repair.' })
  keep: FillKeep;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Limit in steps of the solver.' })
  work: number | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Of a repair: days before this one stay as they stand.',
  })
  fromDate: string | null;

  @ApiProperty({
    type: [FillChangeDto],
    nullable: true,
    description: 'What an applied repair changed; null for a fill.',
  })
  changes: FillChangeDto[] | null;

  @ApiProperty({ format: 'date-time' })
  requestedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Lower is better; comparable at equal hardViolations.',
  })
  objective: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  hardViolations: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'People short of minimum cover.' })
  unfilled: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'No rota can be better; null: no proof yet.' })
  lowerBound: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed, or ended before its time.' })
  error: string | null;

  @ApiProperty({ type: 'integer', description: 'Time searched so far.' })
  elapsedMs: number;

  @ApiProperty({ description: 'The best rota stands in the assignments.' })
  applied: boolean;

  @ApiProperty({ type: [String], description: 'What was solved around or left out, in words.' })
  notes: string[];
}

export function fillView(fill: FillEntity): FillDto {
  return {
    id: fill.id,
    rotaId: fill.rotaId,
    state: fill.state,
    seconds: fill.seconds,
    seed: fill.seed,
    keep: fill.keep,
    work: fill.work,
    fromDate: fill.fromDate,
    changes: fill.changes,
    requestedAt: fill.requestedAt.toISOString(),
    startedAt: fill.startedAt?.toISOString() ?? null,
    finishedAt: fill.finishedAt?.toISOString() ?? null,
    objective: fill.objective,
    hardViolations: fill.hardViolations,
    unfilled: fill.unfilled,
    lowerBound: fill.lowerBound,
    error: fill.error,
    elapsedMs: fill.spentMs,
    applied: fill.applied,
    notes: fill.notes,
  };
}
