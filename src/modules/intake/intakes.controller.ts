import {
  Body,
  Controller,
  Get,
  Header,
  Post,
  Query,
  Res,
  StreamableFile,
  UploadedFiles,
  UseInterceptors,
} from '@nestjs/common';
import { FileFieldsInterceptor } from '@nestjs/platform-express';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { type Response } from 'express';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { invalid } from '../../common/domain-error.js';
import { IfMatch, WithEtag } from '../../common/if-match.js';
import { PageQuery } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { Moves, ReadsOne, Removes } from '../../common/routes.js';
import { IntakeApprovalService } from './intake-approval.service.js';
import {
  IntakeApprovalBody,
  IntakeDto,
  IntakePage,
  IntakeRowPage,
  IntakeRowsQuery,
  IntakeSheetQuery,
  IntakeUpload,
  UploadFields,
} from './intake.dto.js';
import { IntakesService, type UploadedFile } from './intakes.service.js';
import { SHEET_LIMITS } from './sheet/sheet-table.js';

const HR: AccessRule = { roles: ['hr'] };
const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Received {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Files are kept in memory, and no more of them is taken than the limit. */
const ReceiveSheets = (): MethodDecorator =>
  UseInterceptors(
    FileFieldsInterceptor(
      [
        { name: 'sheet', maxCount: 1 },
        { name: 'people', maxCount: 1 },
      ],
      { limits: { fileSize: SHEET_LIMITS.bytes, files: 2, fields: 5, fieldSize: 1000, parts: 10 } },
    ),
  );

@ApiTags('Intake')
@Controller('intakes')
export class IntakesController {
  constructor(
    private readonly intakes: IntakesService,
    private readonly approval: IntakeApprovalService,
  ) {}

  /** Uploads sheets of the deanery and says what they would change; nothing is changed by it. */
  @Post()
  @Access(HR)
  @ReceiveSheets()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: IntakeUpload })
  @ApiCreatedResponse({ type: IntakeDto })
  @WithEtag()
  async upload(
    @UploadedFiles() files: { sheet?: Received[]; people?: Received[] } | undefined,
    @Body() fields: UploadFields,
    @CurrentActor() actor: Actor,
  ): Promise<IntakeDto> {
    const received = [...(files?.sheet ?? []), ...(files?.people ?? [])];
    if (received.length === 0) {
      throw invalid({ path: 'sheet', message: 'sheet is missing: send the file as the form field "sheet".' });
    }
    return this.intakes.upload(received.map(uploaded), fields.complete === 'true', actor);
  }

  /** Newest first. */
  @Get()
  @Access(HR)
  @ApiOkResponse({ type: IntakePage })
  async list(@Query() { cursor, limit }: PageQuery): Promise<IntakePage> {
    return this.intakes.list(cursor, limit);
  }

  @ReadsOne(':id', IntakeDto)
  @Access(HR)
  async get(@IdParam('id') id: string): Promise<IntakeDto> {
    return this.intakes.get(id);
  }

  /** What becomes of each row, with everything that is wrong with those that are refused. */
  @Get(':id/rows')
  @Access(HR)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: IntakeRowPage })
  async rows(@IdParam('id') id: string, @Query() query: IntakeRowsQuery): Promise<IntakeRowPage> {
    return this.intakes.rows(id, query);
  }

  /** The sheet as it was uploaded, with result and reason beside each row. */
  @Get(':id/sheet')
  @Access(HR)
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProduces(CSV, XLSX)
  @ApiOkResponse({
    content: {
      [CSV]: { schema: { type: 'string' } },
      [XLSX]: { schema: { type: 'string', format: 'binary' } },
    },
  })
  async sheet(
    @IdParam('id') id: string,
    @Query() { sheet, format }: IntakeSheetQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, content } = await this.intakes.sheet(id, sheet, format);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return new StreamableFile(content, { type: format === 'csv' ? `${CSV}; charset=utf-8` : XLSX });
  }

  /** Compares the sheet with what stands now, for example after posts were given units. */
  @Moves(':id/check', IntakeDto)
  @Access(HR)
  async check(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<IntakeDto> {
    return this.intakes.check(id, version, actor);
  }

  /** Applies what the dry run showed, in one transaction. Refused rows stay out; their number is confirmed. */
  @Moves(':id/approval', IntakeDto)
  @Access(HR)
  async approve(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: IntakeApprovalBody,
    @CurrentActor() actor: Actor,
  ): Promise<IntakeDto> {
    return this.approval.approve(id, version, body, actor);
  }

  /** Ends a dry run; the sheet is forgotten. */
  @Removes(':id')
  @Access(HR)
  async discard(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.intakes.discard(id, version, actor);
  }
}

/** Names of files are only shown. */
function uploaded({ originalname, buffer }: Received): UploadedFile {
  const name = originalname.replaceAll(/\p{Control}|\p{Surrogate}/gu, '').slice(-200);
  return { name: name === '' ? 'without a name' : name, bytes: buffer };
}
