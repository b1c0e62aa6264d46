import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CapacityDto } from './dto/capacity.dto.js';
import { ComplianceDto, GapsDto } from './dto/gaps.dto.js';
import { JudgementService } from './judgement.service.js';
import { ROTA_READERS } from './rota-access.js';

@ApiTags('Rotas')
@Controller('rotas/:rotaId')
export class JudgementController {
  constructor(private readonly judgement: JudgementService) {}

  @Get('gaps')
  @Access(ROTA_READERS)
  @ApiOkResponse({ type: GapsDto })
  async gaps(@Param('rotaId') rotaId: string): Promise<GapsDto> {
    return this.judgement.gaps(rotaId);
  }

  /** Whether these people's hours, grades and skills can meet the demand at all, before any rota is made. */
  @Get('capacity')
  @Access(ROTA_READERS)
  @ApiOkResponse({ type: CapacityDto })
  async capacity(@Param('rotaId') rotaId: string): Promise<CapacityDto> {
    return this.judgement.capacity(rotaId);
  }

  @Get('compliance')
  @Access(ROTA_READERS)
  @ApiOkResponse({ type: ComplianceDto })
  async compliance(@Param('rotaId') rotaId: string): Promise<ComplianceDto> {
    return this.judgement.compliance(rotaId);
  }
}
