import { Controller, Get, Header, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { FeedDto, NewFeedDto } from './feed.dto.js';
import { FeedsService } from './feeds.service.js';

@ApiTags('Calendar feed')
@Controller()
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  @Get('my/feed')
  @Access('signed-in')
  @ApiOkResponse({ type: FeedDto })
  async get(@CurrentActor() actor: Actor): Promise<FeedDto> {
    return this.feeds.get(actor);
  }

  /** A new address, which is told this once; the one before ends. */
  @Post('my/feed')
  @Access('signed-in')
  @ApiCreatedResponse({ type: NewFeedDto })
  async create(@CurrentActor() actor: Actor): Promise<NewFeedDto> {
    return this.feeds.create(actor);
  }

  /** Ends the address; calendars that fetch it get nothing any more. */
  @Post('my/feed/revoke')
  @Access('signed-in')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  async revoke(@CurrentActor() actor: Actor): Promise<void> {
    await this.feeds.revoke(actor);
  }

  /** The published shifts of whoever has given their calendar this address. */
  @Get('feeds/:token.ics')
  @Access('public')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @ApiParam({ name: 'token' })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  async read(@Param('token') token: string): Promise<string> {
    return this.feeds.read(token);
  }
}
