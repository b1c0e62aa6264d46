import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { packs } from '../../../solver/rules/index.js';
import { Access } from '../../common/access.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { RulePackDto, rulePackView } from './rule-pack.dto.js';

export class RulePackPage extends PageOf(RulePackDto) {}

@ApiTags('Compliance')
@Controller('rule-packs')
export class RulePacksController {
  /** Every rule that is checked, with its numbers, evidence and edges, by the pack and date that it belongs to. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: RulePackPage })
  list(@Query() query: PageQuery): RulePackPage {
    return pageOfSmallList(packs.map(rulePackView), query, ({ label }) => label);
  }
}
