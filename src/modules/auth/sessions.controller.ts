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
import type { Request, Response } from 'express';
import { Access, BeforeSecondStep } from '../../common/access.js';
import { CurrentSession, type OpenSession } from '../../common/actor.js';
import { AnswersProblem } from '../../common/answers-problem.js';
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
import { clearSessionCookie, handOver } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('Sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly units: UnitsService,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Signs in and sets the session cookie. A session that the browser had before ends. `second-step-needed`: the password is
   * right; ask again with a code as well.
   */
  @Post()
  @Access('public')
  @SignInLimited()
  @ApiCreatedResponse({ type: SignedInDto })
  @AnswersProblem({
    401: '`wrong-credentials`, `second-step-needed` or `wrong-code`.',
    403: "Sent by another site's page.",
  })
  async signIn(
    @Body() credentials: SignInInput,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedInDto> {
    assertSameOrigin(request, this.config.publicUrl);
    const userAgent = request.get('user-agent') ?? '';
    const session = await this.signIns.signIn({ ...credentials, userAgent });
    await handOver(session, this.sessions, request, response);
    const { csrfToken, expiresAt, account } = session;
    return { account: meView(account), csrfToken, expiresAt: expiresAt.toISOString() };
  }

  @Get('current')
  @Access('signed-in')
  @BeforeSecondStep()
  @ApiOkResponse({ type: CurrentSessionDto })
  async current(
    @Req() request: Request,
    @CurrentSession() { missing }: OpenSession,
  ): Promise<CurrentSessionDto> {
    const { csrfToken, expiresAt, account } = await this.sessions.current(request);
    return {
      account: meView(account),
      csrfToken,
      expiresAt: expiresAt.toISOString(),
      demo: await this.units.isDemo(),
      missing,
    };
  }

  /** Signs out. */
  @Delete('current')
  @Access('signed-in')
  @BeforeSecondStep()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  async signOut(
    @CurrentSession() session: OpenSession,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(session.sessionId, session.actor.accountId);
    clearSessionCookie(response);
  }

  /** The account's own open sessions, newest first. */
  @Get()
  @Access('signed-in')
  @BeforeSecondStep()
  @ApiOkResponse({ type: SessionPage })
  async list(@Query() query: PageQuery, @CurrentSession() session: OpenSession): Promise<SessionPage> {
    const sessions = await this.sessions.list(session.actor.accountId);
    const views = sessions.map((each) => sessionView(each, session.sessionId));
    return pageOfSmallList(views, query, ({ id }) => id);
  }

  /** Ends one of the account's own sessions. */
  @Delete(':id')
  @Access('signed-in')
  @BeforeSecondStep()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  async end(@IdParam('id') id: string, @CurrentSession() session: OpenSession): Promise<void> {
    await this.sessions.end(id, session.actor.accountId);
  }
}
