import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { decodeCursor, PageQuery, toPage } from '../../common/paging.js';
import { MailsRepository } from './mails.repository.js';
import { UndeliveredMailPage } from './undelivered-mails.dto.js';

@ApiTags('Mails')
@Controller('units/:unitId/undelivered-mails')
export class UndeliveredMailsController {
  constructor(private readonly mails: MailsRepository) {}

  /** Mails to people of the unit that their mail server has refused, newest first: somebody has to tell these people otherwise. */
  @Get()
  @Access({ roles: ['coordinator', 'hr'], target: { from: 'param', name: 'unitId' } })
  @ApiParam({ name: 'unitId', format: 'uuid' })
  @ApiOkResponse({ type: UndeliveredMailPage })
  async list(
    @Param('unitId') unitId: string,
    @Query() { cursor, limit }: PageQuery,
  ): Promise<UndeliveredMailPage> {
    const key = decodeCursor(cursor, ['string', 'string']) as [string, string] | null;
    const after = key === null ? null : { createdAt: key[0], id: key[1] };
    const rows = await this.mails.undelivered(unitId, after, limit + 1);
    return toPage(
      rows,
      limit,
      ({ createdAt, id }) => [createdAt.toISOString(), id],
      ({ createdAt, nextAttemptAt, ...row }) => ({
        ...row,
        createdAt: createdAt.toISOString(),
        nextAttemptAt: row.state === 'failed' ? null : nextAttemptAt.toISOString(),
      }),
    );
  }
}
