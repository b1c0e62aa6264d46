import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, IdField, InstantField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type IntakeEntity } from './intake.entity.js';
import { type StoredRow } from './intakes.repository.js';
import { ROW_STATES, type RowState } from './plan/plan-types.js';

const COUNT = { min: 0, max: 1_000_000 };
const STATES = ['checked', 'applied', 'discarded'] as const;
const KINDS = ['in-post', 'hold', 'recruit', 'out-of-programme', 'parental-leave'] as const;

export class IntakeUpload {
  @ApiProperty({ type: 'string', format: 'binary', description: 'Placements, as CSV or .xlsx.' })
  sheet: unknown;

  @ApiProperty({
    type: 'string',
    format: 'binary',
    required: false,
    description: 'People with forenames and addresses, joined by GMC number or TIS person id.',
  })
  people?: unknown;

  @ApiProperty({
    type: 'string',
    enum: ['true', 'false'],
    required: false,
    default: 'true',
    description: '`true`: the sheet lists every placement of its posts, so what it does not list is removed.',
  })
  complete?: string;
}

export class UploadFields {
  @OneOfField(['true', 'false'], { optional: true })
  complete: 'true' | 'false' = 'true';
}

export class RowCountsDto {
  @IntField(COUNT)
  added: number;

  @IntField(COUNT)
  changed: number;

  @IntField(COUNT)
  removed: number;

  @IntField(COUNT)
  unchanged: number;

  @IntField(COUNT)
  refused: number;
}

export class UnmappedPostsDto {
  @TextField({ description: 'How the numbers of these posts begin.' })
  postPrefix: string;

  @ApiProperty({ type: [String] })
  sites: string[];

  @ApiProperty({ type: [String] })
  specialties: string[];

  @IntField(COUNT)
  rows: number;
}

export class IntakeDto {
  @IdField()
  id: string;

  @ApiProperty({ enum: STATES, description: '`checked`: a dry run, nothing is changed.' })
  state: (typeof STATES)[number];

  @ApiProperty({ type: [String] })
  fileNames: string[];

  @BooleanField()
  complete: boolean;

  @ApiProperty({ type: RowCountsDto })
  placements: RowCountsDto;

  @ApiProperty({ type: RowCountsDto })
  people: RowCountsDto;

  @IntField({ ...COUNT, description: 'Rows of HOLD and RECRUIT.' })
  gaps: number;

  @IntField({ ...COUNT, description: 'People without a mail address, who have to be asked for it.' })
  addressMissing: number;

  @ApiProperty({ type: [String] })
  notes: string[];

  @ApiProperty({ type: [UnmappedPostsDto], description: 'Posts that belong to no unit yet.' })
  unmapped: UnmappedPostsDto[];

  @InstantField()
  createdAt: string;

  @InstantField({ description: 'When it was compared with what stands here last.' })
  checkedAt: string;

  @InstantField({ nullable: true })
  closedAt: string | null;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class IntakePage extends PageOf(IntakeDto) {}

export class CellProblemDto {
  @ApiProperty()
  column: string;

  @ApiProperty()
  value: string;

  @ApiProperty({ description: 'What is wrong, and the way out.' })
  message: string;
}

export class FieldChangeDto {
  @ApiProperty()
  field: string;

  @ApiProperty({ type: String, nullable: true })
  from: string | null;

  @ApiProperty({ type: String, nullable: true })
  to: string | null;
}

export class IntakeRowDto {
  @IntField(COUNT)
  position: number;

  @ApiProperty({ enum: ['placements', 'people'] })
  sheet: 'placements' | 'people';

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'As a spreadsheet counts; null: not in the sheet.',
  })
  row: number | null;

  @ApiProperty({ enum: ROW_STATES })
  state: RowState;

  @ApiProperty({ type: String, nullable: true, description: 'Null: a gap, or it cannot be read.' })
  name: string | null;

  @ApiProperty({ type: String, nullable: true })
  post: string | null;

  @ApiProperty({ enum: KINDS, type: String, nullable: true })
  kind: (typeof KINDS)[number] | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  from: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  to: string | null;

  @ApiProperty({ type: String, nullable: true })
  unitName: string | null;

  @ApiProperty({ type: String, nullable: true, description: "Of the unit's rota." })
  line: string | null;

  @ApiProperty()
  addressMissing: boolean;

  @ApiProperty({ type: [CellProblemDto] })
  problems: CellProblemDto[];

  @ApiProperty({ type: [String] })
  notes: string[];

  @ApiProperty({ type: [FieldChangeDto] })
  changes: FieldChangeDto[];
}

export class IntakeRowPage extends PageOf(IntakeRowDto) {}

export class IntakeRowsQuery extends PageQuery {
  @OneOfField([...ROW_STATES, 'changes'], {
    optional: true,
    description: '`changes`: all but the unchanged.',
  })
  state?: RowState | 'changes';
}

export class IntakeSheetQuery {
  @OneOfField(['csv', 'xlsx'], { optional: true })
  format: 'csv' | 'xlsx' = 'csv';

  @OneOfField(['placements', 'people'], { optional: true })
  sheet: 'placements' | 'people' = 'placements';
}

export class IntakeApprovalBody {
  @IntField({ ...COUNT, description: 'How many rows stay out: of both sheets, as the dry run says.' })
  refused: number;

  @IntField({ ...COUNT, description: 'How many placements are removed, as the dry run says.' })
  removed: number;
}

export function intakeView(intake: Omit<IntakeEntity, 'sheets'>): IntakeDto {
  const { id, state, fileNames, complete, summary, createdAt, checkedAt, closedAt, version } = intake;
  const { placements, people, gaps, addressMissing, notes, unmapped } = summary;
  return {
    id,
    state,
    fileNames,
    complete,
    placements,
    people,
    gaps,
    addressMissing,
    notes: [...notes],
    unmapped: unmapped.map((each) => ({
      ...each,
      sites: [...each.sites],
      specialties: [...each.specialties],
    })),
    createdAt: createdAt.toISOString(),
    checkedAt: checkedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    version,
  };
}

export function rowView(row: StoredRow): IntakeRowDto {
  return {
    ...row,
    problems: [...row.problems],
    notes: [...row.notes],
    changes: [...row.changes],
  };
}
