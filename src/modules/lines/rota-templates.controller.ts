import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Post,
  Query,
  Res,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { invalid } from '../../common/domain-error.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, Creates, ReadsOne, Removes } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { TemplateAnalysisDto } from '../compliance/template-analysis.dto.js';
import { edits, OF_BODY, OF_QUERY, OF_TEMPLATE, reads } from './lines-access.js';
import {
  NewRotaTemplate,
  RotaTemplateDto,
  RotaTemplateInput,
  RotaTemplateListQuery,
  RotaTemplatePage,
  TemplateDraftInput,
  TemplateFileQuery,
  TemplateNumberQuery,
  TemplateReadingDto,
  TemplateReadingQuery,
  TemplateUpload,
  TemplateUploadFields,
  TemplateVerdictDto,
} from './rota-template.dto.js';
import { RotaTemplatesService } from './rota-templates.service.js';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A template of sixty lines and a year is a tenth of it. */
const MOST_BYTES = 2 * 1024 * 1024;

@ApiTags('Rota templates')
@Controller('templates')
export class RotaTemplatesController {
  constructor(private readonly templates: RotaTemplatesService) {}

  /** Those of a unit, by name. */
  @Get()
  @Access(reads(OF_QUERY))
  @ApiOkResponse({ type: RotaTemplatePage })
  async list(@Query() query: RotaTemplateListQuery): Promise<RotaTemplatePage> {
    return pageOfSmallList(await this.templates.list(query.unitId), query, ({ id }) => id);
  }

  /** Reads a file by the unit's shift types and says what it holds, or every fault of it. Nothing is kept. */
  @Post('readings')
  @HttpCode(HttpStatus.OK)
  @Access(edits(OF_QUERY))
  @UseInterceptors(
    FileInterceptor('lines', {
      limits: { fileSize: MOST_BYTES, files: 1, fields: 5, fieldSize: 1000, parts: 8 },
    }),
  )
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: TemplateUpload })
  @ApiOkResponse({ type: TemplateReadingDto })
  async read(
    @Query() { unitId }: TemplateReadingQuery,
    @UploadedFile() file: { buffer: Buffer } | undefined,
    @Body() fields: TemplateUploadFields,
  ): Promise<TemplateReadingDto> {
    if (file === undefined) {
      throw invalid({ path: 'lines', message: 'lines is missing: send the file as the form field "lines".' });
    }
    return this.templates.read(unitId, file.buffer, {
      offCodes: codesOf(fields.offCodes),
      weekdayCodes: codesOf(fields.weekdayCodes),
    });
  }

  /** What lines would be like that are being drawn, and every rule that they break. Nothing is kept. */
  @Post('verdicts')
  @HttpCode(HttpStatus.OK)
  @Access(edits(OF_BODY))
  @ApiOkResponse({ type: TemplateVerdictDto })
  async judge(@Body() draft: TemplateDraftInput): Promise<TemplateVerdictDto> {
    return this.templates.judge(draft);
  }

  @ReadsOne(':id', RotaTemplateDto)
  @Access(reads(OF_TEMPLATE))
  async get(@IdParam('id') id: string, @Query() { number }: TemplateNumberQuery): Promise<RotaTemplateDto> {
    return this.templates.get(id, number);
  }

  /** What its lines are like, and every rule that they break. */
  @Get(':id/analysis')
  @Access(reads(OF_TEMPLATE))
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: TemplateAnalysisDto })
  async analyse(
    @IdParam('id') id: string,
    @Query() { number }: TemplateNumberQuery,
  ): Promise<TemplateAnalysisDto> {
    return this.templates.analyse(id, number);
  }

  /** As CSV or workbook: what a reading takes. */
  @Get(':id/file')
  @Access(reads(OF_TEMPLATE))
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProduces(CSV, XLSX)
  @ApiOkResponse({
    content: {
      [CSV]: { schema: { type: 'string' } },
      [XLSX]: { schema: { type: 'string', format: 'binary' } },
    },
  })
  async file(
    @IdParam('id') id: string,
    @Query() { number, format }: TemplateFileQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, content } = await this.templates.file(id, number, format);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return new StreamableFile(content, { type: format === 'csv' ? `${CSV}; charset=utf-8` : XLSX });
  }

  @Creates(RotaTemplateDto)
  @Access(edits(OF_BODY))
  async create(@Body() input: NewRotaTemplate, @CurrentActor() actor: Actor): Promise<RotaTemplateDto> {
    return this.templates.create(input, actor);
  }

  /** Other lines are a new version; whoever is allocated to an earlier one stays on it. */
  @Changes(':id', RotaTemplateDto)
  @Access(edits(OF_TEMPLATE))
  async change(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @Body() input: RotaTemplateInput,
    @CurrentActor() actor: Actor,
  ): Promise<RotaTemplateDto> {
    return this.templates.change(id, seen, input, actor);
  }

  /** Removes a template with all its versions, where nobody is allocated to them. */
  @Removes(':id')
  @Access(edits(OF_TEMPLATE))
  async remove(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.templates.remove(id, seen, actor);
  }
}

function codesOf(text: string): string[] {
  return text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}
