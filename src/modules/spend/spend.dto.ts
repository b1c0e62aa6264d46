import { ApiProperty } from '@nestjs/swagger';
import { IdField } from '../../common/fields.js';
import { SPEND_STEPS, type SpendItem, type SpendStep } from './spend-of-rota.js';

export class SpendQuery {
  @IdField({ optional: true, description: 'A fill that was applied; left out: the last one.' })
  fillId?: string;
}

export class SpendSumDto {
  @ApiProperty({
    enum: SPEND_STEPS,
    description:
      '`uncovered`: places below the minimum that nobody works, as they would cost from bank or agency.',
  })
  step: SpendStep;

  @ApiProperty({ type: 'integer' })
  places: number;

  @ApiProperty({ type: 'integer' })
  workMin: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: the unit has not said what it costs.' })
  pence: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Of uncovered places: at the dearest step.' })
  mostPence: number | null;
}

export class SpendOfLineDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null: on no line of the cover.',
  })
  lineId: string | null;

  @ApiProperty()
  lineName: string;

  @ApiProperty({ type: [SpendSumDto] })
  steps: SpendSumDto[];
}

export class SpendOfWeekDto {
  @ApiProperty({ format: 'date', description: 'Its Monday.' })
  weekFrom: string;

  @ApiProperty({ type: [SpendSumDto] })
  steps: SpendSumDto[];
}

export class SpendStateDto {
  @ApiProperty({ type: [SpendSumDto], description: 'Every step, in the order in which shifts go out.' })
  steps: SpendSumDto[];

  @ApiProperty({ type: [SpendOfLineDto] })
  lines: SpendOfLineDto[];

  @ApiProperty({ type: [SpendOfWeekDto] })
  weeks: SpendOfWeekDto[];
}

export class SpendRateDto {
  @ApiProperty({ enum: ['other-units', 'bank', 'agency'] })
  step: Exclude<SpendStep, 'uncovered'>;

  @ApiProperty({ type: 'integer' })
  hourlyPence: number;
}

export class SpendFillDto {
  @ApiProperty({ format: 'uuid' })
  fillId: string;

  @ApiProperty({ format: 'date-time' })
  appliedAt: string;
}

export class SpendDto {
  @ApiProperty({ format: 'uuid' })
  rotaId: string;

  @ApiProperty({ type: [SpendRateDto], description: "What an hour costs by the unit's steps." })
  rates: SpendRateDto[];

  @ApiProperty({ type: [SpendFillDto], description: 'Those that were applied, newest first.' })
  fills: SpendFillDto[];

  @ApiProperty({ type: SpendFillDto, nullable: true, description: 'The one that is compared.' })
  fill: SpendFillDto | null;

  @ApiProperty({ type: SpendStateDto, nullable: true, description: 'Before that fill.' })
  before: SpendStateDto | null;

  @ApiProperty({ type: SpendStateDto, nullable: true, description: 'Straight after it.' })
  after: SpendStateDto | null;

  @ApiProperty({ type: SpendStateDto })
  now: SpendStateDto;
}

export function stateView(items: readonly SpendItem[]): SpendStateDto {
  const lineNames = new Map(items.map(({ lineId, lineName }) => [lineId, lineName]));
  const weeks = [...new Set(items.map(({ weekFrom }) => weekFrom))].toSorted();
  return {
    steps: sums(items),
    lines: [...lineNames]
      .map(([lineId, lineName]) => ({
        lineId,
        lineName,
        steps: sums(items.filter((each) => each.lineId === lineId)),
      }))
      .toSorted((a, b) => a.lineName.localeCompare(b.lineName)),
    weeks: weeks.map((weekFrom) => ({
      weekFrom,
      steps: sums(items.filter((each) => each.weekFrom === weekFrom)),
    })),
  };
}

function sums(items: readonly SpendItem[]): SpendSumDto[] {
  return SPEND_STEPS.map((step) => {
    const own = items.filter((each) => each.step === step);
    return {
      step,
      places: own.reduce((sum, { places }) => sum + places, 0),
      workMin: own.reduce((sum, { workMin }) => sum + workMin, 0),
      pence: total(own.map(({ pence }) => pence)),
      mostPence: total(own.map(({ mostPence }) => mostPence)),
    };
  });
}

/** One sum that nobody knows leaves the whole unknown. */
function total(all: readonly (number | null)[]): number | null {
  return all.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0);
}
