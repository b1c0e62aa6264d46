import { Body, Controller, Get, Header, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { MailPreferencesBody, MailPreferencesDto } from './mail-preferences.dto.js';
import { MailPreferences, STOPPABLE } from './mail-preferences.service.js';
import { stoppedPage, stopPage } from './stop-page.js';

@ApiTags('Mails')
@Controller()
export class MailPreferencesController {
  constructor(private readonly preferences: MailPreferences) {}

  @Get('my/mail-preferences')
  @Access('signed-in')
  @ApiOkResponse({ type: MailPreferencesDto })
  @WithEtag()
  async get(@CurrentActor() actor: Actor): Promise<MailPreferencesDto> {
    return this.preferences.get(actor);
  }

  @Put('my/mail-preferences')
  @Access('signed-in')
  @NeedsIfMatch()
  @ApiOkResponse({ type: MailPreferencesDto })
  @WithEtag()
  async change(
    @IfMatch() version: number,
    @Body() body: MailPreferencesBody,
    @CurrentActor() actor: Actor,
  ): Promise<MailPreferencesDto> {
    return this.preferences.change(version, body, actor);
  }

  /** What a person sees who follows the link; opening it changes nothing, as programs that look at mails open links. */
  @Get('mail-stops/:token/:what')
  @Access('public')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @ApiParam({ name: 'token' })
  @ApiParam({ name: 'what', enum: STOPPABLE })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  page(@Param('what') what: string): string {
    return stopPage(what);
  }

  /** Stops the mails: the button of the page, or the one click of a mail program (RFC 8058). */
  @Post('mail-stops/:token/:what')
  @Access('public')
  @HttpCode(HttpStatus.OK)
  @Header('Content-Type', 'text/html; charset=utf-8')
  @ApiParam({ name: 'token' })
  @ApiParam({ name: 'what', enum: STOPPABLE })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async stop(@Param('token') token: string, @Param('what') what: string): Promise<string> {
    await this.preferences.stop(token, what);
    return stoppedPage(what);
  }
}
