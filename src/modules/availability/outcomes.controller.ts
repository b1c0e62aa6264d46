import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { OutcomeListDto, OutcomeQuery } from './outcome.dto.js';
import { OutcomesService } from './outcomes.service.js';

@ApiTags('Availability')
@Controller('availability/outcomes')
export class OutcomesController {
  constructor(private readonly outcomes: OutcomesService) {}

  /** What published rotas made of each request of a person, day by day, and why. */
  @Get()
  @Access({
    roles: ['staff', 'coordinator'],
    target: { from: 'query', name: 'personId', kind: 'person' },
    staff: 'own',
  })
  @ApiOkResponse({ type: OutcomeListDto })
  async list(@Query() query: OutcomeQuery): Promise<OutcomeListDto> {
    return this.outcomes.list(query);
  }
}
