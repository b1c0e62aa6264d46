import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { PageQuery } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { Changes, Creates, ReadsOne, Removes } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { PostMappingDto, PostMappingInput, PostMappingPage } from './post-mapping.dto.js';
import { PostMappingsService } from './post-mappings.service.js';

const HR: AccessRule = { roles: ['hr'] };

@ApiTags('Intake')
@Controller('post-mappings')
export class PostMappingsController {
  constructor(private readonly mappings: PostMappingsService) {}

  /** Which units the deanery's posts belong to. */
  @Get()
  @Access(HR)
  @ApiOkResponse({ type: PostMappingPage })
  async list(@Query() query: PageQuery): Promise<PostMappingPage> {
    return pageOfSmallList(await this.mappings.list(), query, ({ id }) => id);
  }

  @ReadsOne(':id', PostMappingDto)
  @Access(HR)
  async get(@IdParam('id') id: string): Promise<PostMappingDto> {
    return this.mappings.get(id);
  }

  @Creates(PostMappingDto)
  @Access(HR)
  async create(@Body() input: PostMappingInput, @CurrentActor() actor: Actor): Promise<PostMappingDto> {
    return this.mappings.create(input, actor);
  }

  @Changes(':id', PostMappingDto)
  @Access(HR)
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: PostMappingInput,
    @CurrentActor() actor: Actor,
  ): Promise<PostMappingDto> {
    return this.mappings.change(id, version, input, actor);
  }

  @Removes(':id')
  @Access(HR)
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.mappings.remove(id, version, actor);
  }
}
