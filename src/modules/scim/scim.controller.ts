import {
  All,
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  HttpStatus,
  Inject,
  MethodNotAllowedException,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { Access } from '../../common/access.js';
import { notFound } from '../../common/domain-error.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type ScimDirectoryEntity } from './scim-directory.entity.js';
import { ScimFilter } from './scim.filter.js';
import { AskingDirectory, ScimGuard } from './scim.guard.js';
import { onlyAsked } from './scim-attributes.js';
import { type ScimUser } from './scim-resource.js';
import { resourceTypes, schemas, serviceProviderConfig } from './scim-schemas.js';
import { listOf, ScimUsers, type ScimList } from './scim-users.service.js';

const AS_SCIM = Header('Content-Type', 'application/scim+json; charset=utf-8');
const EVERYTHING = { startIndex: 1, count: 500 };
const DEFAULT_COUNT = 100;
const KNOWN = /^\/scim\/v2\/(ServiceProviderConfig|ResourceTypes|Schemas|Users)(\/[^/]+)?$/;

/** As a directory asks, in the address or in a body. */
type Asked = Readonly<Record<string, unknown>>;

/**
 * SCIM 2.0 (RFC 7643, 7644) for the trust's own directory. It describes itself by its standard, so it is not in the OpenAPI document. The
 * guard lets in tokens of directories; `public` says only that no session is needed.
 */
@ApiExcludeController()
@Controller('scim/v2')
@UseGuards(ScimGuard)
@UseFilters(ScimFilter)
export class ScimController {
  private readonly base: string;

  constructor(
    private readonly users: ScimUsers,
    @Inject(CONFIG) config: AppConfig,
  ) {
    this.base = `${config.publicUrl}/scim/v2`;
  }

  @Get('ServiceProviderConfig')
  @Access('public')
  @AS_SCIM
  config(): object {
    return serviceProviderConfig(this.base);
  }

  @Get('ResourceTypes')
  @Access('public')
  @AS_SCIM
  types(): ScimList {
    return listOf(resourceTypes(this.base), EVERYTHING);
  }

  @Get('ResourceTypes/:id')
  @Access('public')
  @AS_SCIM
  type(@Param('id') id: string): object {
    return named(resourceTypes(this.base), id, 'resource type');
  }

  @Get('Schemas')
  @Access('public')
  @AS_SCIM
  allSchemas(): ScimList {
    return listOf(schemas(this.base), EVERYTHING);
  }

  @Get('Schemas/:id')
  @Access('public')
  @AS_SCIM
  schema(@Param('id') id: string): object {
    return named(schemas(this.base), id, 'schema');
  }

  @Get('Users')
  @Access('public')
  @AS_SCIM
  async list(@Query() query: Asked, @AskingDirectory() directory: ScimDirectoryEntity): Promise<ScimList> {
    return this.search(query, directory);
  }

  /** The same with the question in the body. */
  @Post(['.search', 'Users/.search'])
  @Access('public')
  @HttpCode(HttpStatus.OK)
  @AS_SCIM
  async search(@Body() asked: Asked, @AskingDirectory() directory: ScimDirectoryEntity): Promise<ScimList> {
    const { filter, startIndex, count } = asked;
    const found = await this.users.list(directory, {
      filter: typeof filter === 'string' ? filter : undefined,
      startIndex: wholeNumber(startIndex, 1),
      count: wholeNumber(count, DEFAULT_COUNT),
    });
    return { ...found, Resources: found.Resources.map((user) => onlyAsked(user, asked)) };
  }

  @Get('Users/:id')
  @Access('public')
  @AS_SCIM
  async get(
    @Param('id') id: string,
    @Query() asked: Asked,
    @AskingDirectory() directory: ScimDirectoryEntity,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return onlyAsked(tagged(response, await this.users.get(directory, id)), asked);
  }

  @Post('Users')
  @Access('public')
  @AS_SCIM
  async create(
    @Body() body: unknown,
    @AskingDirectory() directory: ScimDirectoryEntity,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScimUser> {
    const user = await this.users.create(directory, body);
    response.setHeader('Location', user.meta.location);
    return tagged(response, user);
  }

  @Put('Users/:id')
  @Access('public')
  @AS_SCIM
  async replace(
    @Param('id') id: string,
    @Headers('if-match') seen: string | undefined,
    @Body() body: unknown,
    @AskingDirectory() directory: ScimDirectoryEntity,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScimUser> {
    return tagged(response, await this.users.replace(directory, id, seen ?? null, body));
  }

  @Patch('Users/:id')
  @Access('public')
  @AS_SCIM
  async patch(
    @Param('id') id: string,
    @Headers('if-match') seen: string | undefined,
    @Body() body: unknown,
    @AskingDirectory() directory: ScimDirectoryEntity,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScimUser> {
    return tagged(response, await this.users.patch(directory, id, seen ?? null, body));
  }

  @Delete('Users/:id')
  @Access('public')
  @HttpCode(HttpStatus.NO_CONTENT)
  async remove(
    @Param('id') id: string,
    @Headers('if-match') seen: string | undefined,
    @AskingDirectory() directory: ScimDirectoryEntity,
  ): Promise<void> {
    await this.users.remove(directory, id, seen ?? null);
  }

  /** Whatever else: a method that a known address does not have, or nothing. */
  @All('{*path}')
  @Access('public')
  other(@Req() { method, path }: Request): never {
    if (!KNOWN.test(path)) throw notFound('resource of SCIM', path);
    throw new MethodNotAllowedException(`${path} does not take ${method}.`);
  }
}

function tagged(response: Response, user: ScimUser): ScimUser {
  response.setHeader('ETag', user.meta.version);
  return user;
}

function named(all: readonly object[], id: string, what: string): object {
  const found = all.find((each) => (each as { id: string }).id === id);
  if (found === undefined) throw notFound(what, id);
  return found;
}

/** What is no number counts as not said. */
function wholeNumber(value: unknown, otherwise: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  return typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : otherwise;
}
