import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CapacityDto } from './dto/capacity.dto.js';
import { ComplianceDto } from './dto/compliance.dto.js';
import { GapsDto } from './dto/gaps.dto.js';
import { MendsDto, MendsQuery } from './dto/mends.dto.js';
import { JudgementService } from './judgement.service.js';
import { MendsService } from './mends.service.js';
import { ROTA_EDITORS, ROTA_READERS } from './rota-access.js';

@ApiTags('Rotas')
@Controller('rotas/:rotaId')
export class JudgementController {
  constructor(
    private readonly judgement: JudgementService,
    private readonly mending: MendsService,
  ) {}

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

  /** Changes of a person's own shifts that would end breaches around a day, each judged as a whole. */
  @Get('mends')
  @Access(ROTA_EDITORS)
  @ApiOkResponse({ type: MendsDto })
  async mends(@Param('rotaId') rotaId: string, @Query() query: MendsQuery): Promise<MendsDto> {
    return this.mending.mends(rotaId, query);
  }
}
