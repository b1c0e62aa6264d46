import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { PageQuery } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { Creates, Moves } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import {
  CreatedScimDirectoryDto,
  NewScimDirectory,
  ScimDirectoryDto,
  ScimDirectoryPage,
} from './scim-directory.dto.js';
import { ScimDirectories } from './scim-directories.service.js';

const ADMIN: AccessRule = { roles: ['admin'] };

@ApiTags('Accounts')
@Controller('scim-directories')
export class ScimDirectoriesController {
  constructor(private readonly directories: ScimDirectories) {}

  /** Directories of the trust that may keep sign-ins over SCIM, and those that were revoked. */
  @Get()
  @Access(ADMIN)
  @ApiOkResponse({ type: ScimDirectoryPage })
  async list(@Query() query: PageQuery): Promise<ScimDirectoryPage> {
    return pageOfSmallList(await this.directories.list(), query, ({ id }) => id);
  }

  /** The answer has the directory's token, which is told this once. */
  @Creates(CreatedScimDirectoryDto)
  @Access(ADMIN)
  async create(
    @Body() body: NewScimDirectory,
    @CurrentActor() actor: Actor,
  ): Promise<CreatedScimDirectoryDto> {
    return this.directories.create(body, actor);
  }

  /** Ends its token at once. Accounts stay as they are. */
  @Moves(':id/revocation', ScimDirectoryDto)
  @Access(ADMIN)
  async revoke(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ScimDirectoryDto> {
    return this.directories.revoke(id, version, actor);
  }
}
