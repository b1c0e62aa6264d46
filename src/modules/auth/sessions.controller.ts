import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import { Access } from '../../common/access.js';
import { CurrentSession, SESSION_COOKIE, type OpenSession } from '../../common/actor.js';
import { PageQuery } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { SignInLimited } from '../../common/throttling.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { UnitsService } from '../units/units.service.js';
import { assertSameOrigin } from './same-origin.js';
import {
  CurrentSessionDto,
  meView,
  SessionPage,
  sessionView,
  SignedInDto,
  SignInInput,
} from './session.dto.js';
import { SessionsService } from './sessions.service.js';

// __Host- demands Secure, Path=/ and no Domain; browsers accept Secure cookies from http://localhost.
const COOKIE: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

@ApiTags('Sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly units: UnitsService,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Signs in and sets the session cookie. A session that the browser had before ends. */
  @Post()
  @Access('public')
  @SignInLimited()
  @ApiCreatedResponse({ type: SignedInDto })
  async signIn(
    @Body() { email, password }: SignInInput,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedInDto> {
    assertSameOrigin(request, this.config.publicUrl);
    const { token, csrfToken, expiresAt, account } = await this.sessions.signIn(
      email,
      password,
      request.get('user-agent') ?? '',
    );
    const before = await this.sessions.open(request);
    if (before !== null) await this.sessions.end(before.sessionId, before.actor.accountId);
    response.cookie(SESSION_COOKIE, token, { ...COOKIE, expires: expiresAt });
    return { account: meView(account), csrfToken, expiresAt: expiresAt.toISOString() };
  }

  @Get('current')
  @Access('signed-in')
  @ApiOkResponse({ type: CurrentSessionDto })
  async current(@Req() request: Request): Promise<CurrentSessionDto> {
    const { csrfToken, expiresAt, account } = await this.sessions.current(request);
    return {
      account: meView(account),
      csrfToken,
      expiresAt: expiresAt.toISOString(),
      demo: await this.units.isDemo(),
    };
  }

  /** Signs out. */
  @Delete('current')
  @Access('signed-in')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  async signOut(
    @CurrentSession() session: OpenSession,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(session.sessionId, session.actor.accountId);
    response.clearCookie(SESSION_COOKIE, COOKIE);
  }

  /** The account's own open sessions, newest first. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: SessionPage })
  async list(@Query() query: PageQuery, @CurrentSession() session: OpenSession): Promise<SessionPage> {
    const sessions = await this.sessions.list(session.actor.accountId);
    const views = sessions.map((each) => sessionView(each, session.sessionId));
    return pageOfSmallList(views, query, ({ id }) => id);
  }

  /** Ends one of the account's own sessions. */
  @Delete(':id')
  @Access('signed-in')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  async end(@IdParam('id') id: string, @CurrentSession() session: OpenSession): Promise<void> {
    await this.sessions.end(id, session.actor.accountId);
  }
}
