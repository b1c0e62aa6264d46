import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { ROLES } from '../../common/role.js';
import { AnalyseTemplateBody, TemplateAnalysisDto } from './template-analysis.dto.js';
import { TemplateAnalysisService } from './template-analysis.service.js';

@ApiTags('Compliance')
@Controller('templates')
export class TemplatesController {
  constructor(private readonly templates: TemplateAnalysisService) {}

  /** Judges the lines of a rota template. Anybody may check their own; nothing is kept. Every fault is told at once. */
  @Post('analysis')
  @HttpCode(HttpStatus.OK)
  @Access({ roles: ROLES, target: { from: 'body', name: 'unitId', optional: true } })
  @ApiOkResponse({ type: TemplateAnalysisDto })
  async analyse(@Body() body: AnalyseTemplateBody): Promise<TemplateAnalysisDto> {
    return this.templates.analyse(body);
  }
}
