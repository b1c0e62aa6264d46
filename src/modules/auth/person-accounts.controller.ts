import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../common/idempotency/idempotency.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { type Role } from '../../common/role.js';
import { Creates, ReadsOne } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { Invitations } from './invitations.service.js';
import { AccountsQuery, PersonAccountDto, PersonAccountPage } from './person-account.dto.js';

const INVITES: readonly Role[] = ['coordinator', 'hr', 'admin'];
const PERSON = { from: 'param', name: 'id', kind: 'person' } as const;

@ApiTags('Accounts')
@Controller()
export class PersonAccountsController {
  constructor(private readonly invitations: Invitations) {}

  /** How far everybody in a unit is with their sign-in. */
  @Get('accounts')
  @Access({ roles: INVITES, target: { from: 'query', name: 'unitId' } })
  @ApiOkResponse({ type: PersonAccountPage })
  async list(@Query() query: AccountsQuery): Promise<PersonAccountPage> {
    return pageOfSmallList(await this.invitations.ofUnit(query.unitId), query, ({ personId }) => personId);
  }

  @ReadsOne('people/:id/account', PersonAccountDto)
  @Access({ roles: INVITES, target: PERSON })
  async get(@IdParam('id') id: string): Promise<PersonAccountDto> {
    return this.invitations.get(id);
  }

  /** Mails a link with which the person chooses their first password. Inviting again ends the link before. */
  @Creates(PersonAccountDto, 'people/:id/account/invitations')
  @Access({ roles: INVITES, target: PERSON })
  @TakesIdempotencyKey()
  async invite(
    @IdParam('id') id: string,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<PersonAccountDto> {
    return this.invitations.invite(id, once, actor);
  }

  /** Closes the account: its sessions and the calendar feed of its person end at once. */
  @Post('people/:id/account/closure')
  @Access({ roles: ['hr', 'admin'], target: PERSON })
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiCreatedResponse({ type: PersonAccountDto })
  @WithEtag()
  async close(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<PersonAccountDto> {
    return this.invitations.close(id, version, actor);
  }
}
