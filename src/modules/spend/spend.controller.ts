import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { IdParam } from '../../common/params.js';
import { ROTA_READERS } from '../rotas/rota-access.js';
import { SpendDto, SpendQuery } from './spend.dto.js';
import { SpendService } from './spend.service.js';

@ApiTags('Spend')
@Controller('rotas/:rotaId/spend')
export class SpendController {
  constructor(private readonly spends: SpendService) {}

  /** Bank and agency hours and cost of a rota, and before and after a fill, by cover line, week and step. */
  @Get()
  @Access(ROTA_READERS)
  @ApiParam({ name: 'rotaId', format: 'uuid' })
  @ApiOkResponse({ type: SpendDto })
  async spend(@IdParam('rotaId') rotaId: string, @Query() { fillId }: SpendQuery): Promise<SpendDto> {
    return this.spends.spend(rotaId, fillId);
  }
}
