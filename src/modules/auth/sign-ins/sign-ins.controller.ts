import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../common/access.js';
import { CurrentActor, type Actor } from '../../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../../common/idempotency/idempotency.js';
import { IfMatch, WithEtag } from '../../../common/if-match.js';
import { decodeCursor, toPage } from '../../../common/paging.js';
import { IdParam } from '../../../common/params.js';
import { Changes, Creates, Moves, ReadsOne } from '../../../common/routes.js';
import { NewSignIn, SignInChange, SignInDto, SignInPage, SignInsQuery } from './sign-in.dto.js';
import { SignIns } from './sign-ins.service.js';

const ADMIN = { roles: ['admin'] } as const;

@ApiTags('Accounts')
@Controller('sign-ins')
export class SignInsController {
  constructor(private readonly signIns: SignIns) {}

  /** Everybody who has a sign-in, by name, with their roles. */
  @Get()
  @Access(ADMIN)
  @ApiOkResponse({ type: SignInPage })
  async list(@Query() { search = '', cursor, limit }: SignInsQuery): Promise<SignInPage> {
    const after = decodeCursor(cursor, ['string', 'string']) as string[] | null;
    const found = await this.signIns.list(search, after, limit + 1);
    return toPage(
      found,
      limit,
      ({ displayName, id }) => [displayName, id],
      (item) => item,
    );
  }

  @ReadsOne(':id', SignInDto)
  @Access(ADMIN)
  async get(@IdParam('id') id: string): Promise<SignInDto> {
    return this.signIns.get(id);
  }

  /** Creates a sign-in with its roles, and mails a link with which its owner chooses a password. */
  @Creates(SignInDto)
  @Access(ADMIN)
  @TakesIdempotencyKey()
  async create(
    @Body() body: NewSignIn,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<SignInDto> {
    return this.signIns.create(body, once, actor);
  }

  /** Name and roles; what is given replaces what was there, from the next request of its owner on. */
  @Changes(':id', SignInDto)
  @Access(ADMIN)
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: SignInChange,
    @CurrentActor() actor: Actor,
  ): Promise<SignInDto> {
    return this.signIns.change(id, version, body, actor);
  }

  /** Mails another link; the one before ends. A closed sign-in is opened again. */
  @Post(':id/invitations')
  @Access(ADMIN)
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SignInDto })
  @WithEtag()
  async invite(
    @IdParam('id') id: string,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<SignInDto> {
    return this.signIns.invite(id, once, actor);
  }

  /** Closes the sign-in: its sessions end at once. */
  @Moves(':id/closure', SignInDto)
  @Access(ADMIN)
  async close(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<SignInDto> {
    return this.signIns.close(id, version, actor);
  }
}
