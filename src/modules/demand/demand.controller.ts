import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, unitsAskedFor, type Actor } from '../../common/actor.js';
import {
  IfMatch,
  IfMatchOrNew,
  NeedsIfMatch,
  NeedsPrecondition,
  WithEtag,
  type Precondition,
} from '../../common/if-match.js';
import { DateParam, IdParam } from '../../common/params.js';
import { ROLES } from '../../common/role.js';
import { Changes, Creates, Removes } from '../../common/routes.js';
import { CoverExceptionsService } from './cover-exceptions.service.js';
import { CoverService } from './cover.service.js';
import {
  DemandDto,
  DemandQuery,
  ExceptionDto,
  ExceptionInput,
  LineDto,
  LineInput,
  NewTemplate,
  TemplateDto,
  TemplateInput,
} from './demand.dto.js';
import { DemandService } from './demand.service.js';

const TEMPLATE = { from: 'param', name: 'id', kind: 'demand-template' } as const;
const LINE = { from: 'param', name: 'id', kind: 'cover-line' } as const;

@ApiTags('Demand')
@Controller('demand')
export class DemandController {
  constructor(
    private readonly demand: DemandService,
    private readonly cover: CoverService,
    private readonly exceptions: CoverExceptionsService,
  ) {}

  /** The cover that a unit needs, or every unit that the account may see: templates with their lines and dated exceptions. */
  @Get()
  @Access({ roles: ROLES, target: { from: 'query', name: 'unitId', optional: true } })
  @ApiOkResponse({ type: DemandDto })
  async get(@Query() { unitId }: DemandQuery, @CurrentActor() actor: Actor): Promise<DemandDto> {
    return this.demand.demand(unitsAskedFor(unitId, actor, ROLES));
  }

  @Creates(TemplateDto, 'templates')
  @Access({ roles: ['coordinator', 'admin'], target: { from: 'body', name: 'unitId' } })
  async createTemplate(@Body() input: NewTemplate, @CurrentActor() actor: Actor): Promise<TemplateDto> {
    return this.cover.createTemplate(input, actor);
  }

  @Changes('templates/:id', TemplateDto)
  @Access({ roles: ['coordinator', 'admin'], target: TEMPLATE })
  async changeTemplate(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: TemplateInput,
    @CurrentActor() actor: Actor,
  ): Promise<TemplateDto> {
    return this.cover.changeTemplate(id, version, input, actor);
  }

  /** With its lines and their exceptions. */
  @Removes('templates/:id')
  @Access({ roles: ['coordinator', 'admin'], target: TEMPLATE })
  async removeTemplate(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.cover.removeTemplate(id, version, actor);
  }

  @Creates(LineDto, 'templates/:id/lines')
  @Access({ roles: ['coordinator', 'admin'], target: TEMPLATE })
  async createLine(
    @IdParam('id') templateId: string,
    @Body() input: LineInput,
    @CurrentActor() actor: Actor,
  ): Promise<LineDto> {
    return this.cover.createLine(templateId, input, actor);
  }

  @Changes('lines/:id', LineDto)
  @Access({ roles: ['coordinator', 'admin'], target: LINE })
  async changeLine(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: LineInput,
    @CurrentActor() actor: Actor,
  ): Promise<LineDto> {
    return this.cover.changeLine(id, version, input, actor);
  }

  @Removes('lines/:id')
  @Access({ roles: ['coordinator', 'admin'], target: LINE })
  async removeLine(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.cover.removeLine(id, version, actor);
  }

  /** Sets other numbers for a line on one date. */
  @Put('lines/:id/exceptions/:date')
  @Access({ roles: ['coordinator', 'admin'], target: LINE })
  @NeedsPrecondition()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'date', format: 'date' })
  @ApiOkResponse({ type: ExceptionDto })
  @WithEtag()
  async putException(
    @IdParam('id') lineId: string,
    @DateParam('date') date: string,
    @IfMatchOrNew() precondition: Precondition,
    @Body() input: ExceptionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionDto> {
    return this.exceptions.put({ lineId, date }, precondition, input, actor);
  }

  @Delete('lines/:id/exceptions/:date')
  @Access({ roles: ['coordinator', 'admin'], target: LINE })
  @NeedsIfMatch()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'date', format: 'date' })
  @ApiNoContentResponse()
  async removeException(
    @IdParam('id') lineId: string,
    @DateParam('date') date: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.exceptions.remove({ lineId, date }, version, actor);
  }
}
