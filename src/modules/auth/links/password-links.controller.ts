import { Body, Controller, HttpCode, HttpStatus, Inject, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Request } from 'express';
import { Access } from '../../../common/access.js';
import { AnswersProblem } from '../../../common/answers-problem.js';
import { SignInLimited } from '../../../common/throttling.js';
import { CONFIG, type AppConfig } from '../../../config/config.js';
import { assertSameOrigin } from '../same-origin.js';
import {
  ForgottenPasswordDto,
  ForgottenPasswordInput,
  LinkDto,
  LinkInput,
  linkView,
  PasswordSetDto,
  SetPasswordInput,
} from './password-link.dto.js';
import { PasswordLinks } from './password-links.service.js';
import { PasswordResets } from './password-resets.processor.js';

const FROM_ELSEWHERE = "Sent by another site's page.";
const NOT_OURS = 'Not a link of this service.';

@ApiTags('Passwords')
@Controller('password-links')
export class PasswordLinksController {
  constructor(
    private readonly links: PasswordLinks,
    private readonly resets: PasswordResets,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** What a link would do. Nothing changes by it. */
  @Post('look')
  @Access('public')
  @HttpCode(HttpStatus.OK)
  @ApiOkResponse({ type: LinkDto })
  @AnswersProblem({ 403: FROM_ELSEWHERE, 404: NOT_OURS })
  async look(@Body() { token }: LinkInput, @Req() request: Request): Promise<LinkDto> {
    assertSameOrigin(request, this.config.publicUrl);
    const { link, account } = await this.links.look(token);
    return linkView(link, account);
  }

  /** Sets the password by a link that was mailed, once. Every session of the account ends. */
  @Post('use')
  @Access('public')
  @HttpCode(HttpStatus.OK)
  @ApiOkResponse({ type: PasswordSetDto })
  @AnswersProblem({ 403: FROM_ELSEWHERE, 404: NOT_OURS })
  async use(@Body() { token, password }: SetPasswordInput, @Req() request: Request): Promise<PasswordSetDto> {
    assertSameOrigin(request, this.config.publicUrl);
    const { email } = await this.links.use(token, password);
    return { email };
  }

  /** Mails a link to whoever has an account with the address. The answer does not tell whether somebody has. */
  @Post()
  @Access('public')
  @SignInLimited()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiAcceptedResponse({ type: ForgottenPasswordDto })
  @AnswersProblem({ 403: FROM_ELSEWHERE })
  async ask(
    @Body() { email }: ForgottenPasswordInput,
    @Req() request: Request,
  ): Promise<ForgottenPasswordDto> {
    assertSameOrigin(request, this.config.publicUrl);
    await this.resets.ask(email);
    return {
      message:
        'If there is a sign-in with this address, a link is on its way to it. The link works for ten minutes.',
    };
  }
}
