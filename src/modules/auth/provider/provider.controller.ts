import { Body, Controller, Get, Header, HttpCode, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiFoundResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../../common/access.js';
import { AnswersProblem } from '../../../common/answers-problem.js';
import { DomainError, invalid } from '../../../common/domain-error.js';
import { newSecret } from '../secret.js';
import { handOver, HOST_COOKIE } from '../session-cookie.js';
import { SessionsService } from '../sessions.service.js';
import { ProviderSignIns } from './provider-sign-ins.service.js';

/** Ties a sign-in that comes back to the browser that began it. */
const BROWSER_COOKIE = '__Host-rotawright-provider';
const BROWSER_SECRET = /^[\w-]{43}$/;
const LASTS_MS = 10 * 60_000;

@ApiTags("The trust's own sign-in")
@Controller('sign-in/provider')
export class ProviderController {
  constructor(
    private readonly signIns: ProviderSignIns,
    private readonly sessions: SessionsService,
  ) {}

  /** Sends the browser to the trust's own sign-in. */
  @Get()
  @Access('public')
  @ApiQuery({
    name: 'next',
    required: false,
    schema: { type: 'string' },
    description: 'Page to come back to.',
  })
  @ApiFoundResponse({ description: 'To the provider.' })
  @AnswersProblem({ 409: '`no-provider`: none is configured.' })
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    const known = browserOf(request);
    const browser = known !== undefined && BROWSER_SECRET.test(known) ? known : newSecret();
    const { next } = request.query;
    await this.leadingBack(response, async () => {
      const address = await this.signIns.begin(browser, typeof next === 'string' ? next : '/');
      response.cookie(BROWSER_COOKIE, browser, { ...HOST_COOKIE, maxAge: LASTS_MS });
      return address.href;
    });
  }

  /** Where the provider sends the browser back to. */
  @Get('callback')
  @Access('public')
  @ApiFoundResponse({ description: 'To the portal, with a session or with `?problem=` and a code.' })
  @AnswersProblem({ 409: '`no-provider`: none is configured.' })
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.leadingBack(response, async () => {
      const query = request.originalUrl.split('?', 2)[1] ?? '';
      const { account, session, returnTo } = await this.signIns.finish(browserOf(request), query);
      const begun = await this.sessions.begin(account, {
        method: 'provider',
        userAgent: request.get('user-agent') ?? '',
        providerSession: session,
      });
      response.clearCookie(BROWSER_COOKIE, HOST_COOKIE);
      await handOver(begun, this.sessions, request, response);
      return returnTo;
    });
  }

  /** The provider says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0). */
  @Post('logout')
  @Access('public')
  @HttpCode(HttpStatus.OK)
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { logout_token: { type: 'string' } },
      required: ['logout_token'],
    },
  })
  @ApiOkResponse({ description: 'Their sessions have ended.', schema: { type: 'object' } })
  @AnswersProblem({ 503: 'The provider cannot be asked for its keys.' })
  async logOut(@Body() body: unknown): Promise<object> {
    const token = (body as { logout_token?: unknown } | undefined)?.logout_token;
    if (typeof token !== 'string') {
      throw invalid({ path: 'logout_token', message: 'logout_token is missing: send it as a form field.' });
    }
    await this.signIns.logOut(token);
    return {};
  }

  /** A browser that comes by following links is shown a page, whatever goes wrong. */
  private async leadingBack(response: Response, work: () => Promise<string>): Promise<void> {
    try {
      response.redirect(HttpStatus.FOUND, await work());
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'no-provider') throw error;
      response.redirect(HttpStatus.FOUND, `/sign-in?problem=${error.code}`);
    }
  }
}

function browserOf(request: Request): string | undefined {
  const secret = (request.cookies as Record<string, unknown> | undefined)?.[BROWSER_COOKIE];
  return typeof secret === 'string' ? secret : undefined;
}
