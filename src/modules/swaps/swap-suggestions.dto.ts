import { ApiProperty } from '@nestjs/swagger';
import { type Level } from '../../../solver/model/index.js';
import { IdField, IntField, OneOfField } from '../../common/fields.js';
import { SwapPersonDto } from './swap.dto.js';

const WAYS = ['give-away', 'direct', 'chain'] as const;
type Way = (typeof WAYS)[number];

export class SuggestionsQuery {
  @IdField({ description: 'The shift to be handed on.' })
  assignmentId: string;

  @IntField({ min: 1, max: 200, optional: true, query: true, description: 'So many are told, best first.' })
  limit = 20;

  @OneOfField(WAYS, { optional: true, description: 'Only ways of this kind; left out: all.' })
  kind?: Way;
}

export class SuggestionHopDto {
  @ApiProperty({ format: 'uuid' })
  assignmentId: string;

  @ApiProperty({
    format: 'uuid',
    description: 'Of the shift; it may be another one than that of the offered shift.',
  })
  unitId: string;

  @ApiProperty()
  unitName: string;

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

  @ApiProperty({ type: SwapPersonDto })
  from: SwapPersonDto;

  @ApiProperty({ type: SwapPersonDto })
  to: SwapPersonDto;
}

export class RuleNoteDto {
  @ApiProperty()
  rule: string;

  @ApiProperty({ enum: ['hard', 'soft', 'advisory'] })
  level: Level;

  @ApiProperty()
  message: string;
}

export class PersonEffectDto extends SwapPersonDto {
  @ApiProperty({ description: 'What soft rules cost this person more; negative: less.' })
  rules: number;

  @ApiProperty({ description: 'The same of fair shares of nights, weekends and bank holidays.' })
  fairness: number;

  @ApiProperty({ description: 'The same of their wishes.' })
  requests: number;

  @ApiProperty({ type: [RuleNoteDto] })
  introduced: RuleNoteDto[];

  @ApiProperty({ type: [RuleNoteDto] })
  resolved: RuleNoteDto[];
}

export class SuggestionDto {
  @ApiProperty({ enum: WAYS })
  kind: Way;

  @ApiProperty({ description: 'Everything together: less is better, below 0 the rota gains.' })
  cost: number;

  @ApiProperty()
  cover: number;

  @ApiProperty({
    type: [SuggestionHopDto],
    description: 'The offered shift first; their assignmentIds in this order make a proposal.',
  })
  hops: SuggestionHopDto[];

  @ApiProperty({ type: [PersonEffectDto] })
  effects: PersonEffectDto[];
}

export class RuledOutReasonDto {
  @ApiProperty()
  rule: string;

  @ApiProperty()
  message: string;
}

export class RuledOutDto extends SwapPersonDto {
  @ApiProperty({ type: [RuledOutReasonDto] })
  reasons: RuledOutReasonDto[];
}

export class SuggestionsDto {
  @ApiProperty({ type: 'integer', description: 'How many legal ways there are, of the kind asked for.' })
  total: number;

  @ApiProperty({ type: [SuggestionDto], description: 'Best first.' })
  options: SuggestionDto[];

  @ApiProperty({ type: [RuledOutDto], description: 'Who can take it in no way of any kind, and why.' })
  ruledOut: RuledOutDto[];
}
