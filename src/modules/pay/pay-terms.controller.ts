import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { payPoints } from '../../../solver/pay/index.js';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, Creates, Removes } from '../../common/routes.js';
import {
  NewPayTerm,
  PayPointList,
  PayTermDto,
  PayTermInput,
  PayTermPage,
  PayTermsQuery,
} from './pay-terms.dto.js';
import { PayTermsService } from './pay-terms.service.js';

const TERM = { from: 'param', name: 'id', kind: 'pay-term' } as const;

@ApiTags('Pay')
@Controller()
export class PayTermsController {
  constructor(private readonly terms: PayTermsService) {}

  /** The points of the pay tables that this release knows. */
  @Get('pay-points')
  @Access('signed-in')
  @ApiOkResponse({ type: PayPointList })
  points(): PayPointList {
    return { items: payPoints() };
  }

  /** By which point a person is paid, and since when. */
  @Get('pay-terms')
  @Access({
    roles: ['staff', 'hr'],
    target: { from: 'query', name: 'personId', kind: 'person' },
    staff: 'own',
  })
  @ApiOkResponse({ type: PayTermPage })
  async list(@Query() query: PayTermsQuery): Promise<PayTermPage> {
    return this.terms.list(query);
  }

  @Creates(PayTermDto, 'pay-terms')
  @Access({ roles: ['hr'], target: { from: 'body', name: 'personId', kind: 'person' } })
  async create(@Body() input: NewPayTerm, @CurrentActor() actor: Actor): Promise<PayTermDto> {
    return this.terms.create(input, actor);
  }

  @Changes('pay-terms/:id', PayTermDto)
  @Access({ roles: ['hr'], target: TERM })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: PayTermInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayTermDto> {
    return this.terms.change(id, version, input, actor);
  }

  @Removes('pay-terms/:id')
  @Access({ roles: ['hr'], target: TERM })
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.terms.remove(id, version, actor);
  }
}
