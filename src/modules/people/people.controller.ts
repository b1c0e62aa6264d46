import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, unitsAskedFor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { type Role } from '../../common/role.js';
import { Changes, Creates, ReadsOne } from '../../common/routes.js';
import { PeopleService } from './people.service.js';
import { PeopleQuery, PersonDto, PersonInput, PersonPage } from './person.dto.js';

const LIST_PEOPLE: readonly Role[] = [
  'coordinator',
  'supervisor',
  'hr',
  'admin',
  'director-of-medical-education',
  'guardian',
];

@ApiTags('People')
@Controller('people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  /** People by family name, with their skills and placements. */
  @Get()
  @Access({ roles: LIST_PEOPLE, target: { from: 'query', name: 'unitId', optional: true } })
  @ApiOkResponse({ type: PersonPage })
  async list(@Query() query: PeopleQuery, @CurrentActor() actor: Actor): Promise<PersonPage> {
    return this.people.list(query, unitsAskedFor(query.unitId, actor, LIST_PEOPLE));
  }

  @ReadsOne(':id', PersonDto)
  @Access({
    roles: ['staff', 'coordinator', 'supervisor', 'hr', 'admin', 'director-of-medical-education', 'guardian'],
    target: { from: 'param', name: 'id', kind: 'person' },
    staff: 'own',
  })
  async get(@IdParam('id') id: string): Promise<PersonDto> {
    return this.people.get(id);
  }

  @Creates(PersonDto)
  @Access({ roles: ['hr', 'admin'] })
  async create(@Body() input: PersonInput, @CurrentActor() actor: Actor): Promise<PersonDto> {
    return this.people.create(input, actor);
  }

  @Changes(':id', PersonDto)
  @Access({ roles: ['hr', 'admin'], target: { from: 'param', name: 'id', kind: 'person' } })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: PersonInput,
    @CurrentActor() actor: Actor,
  ): Promise<PersonDto> {
    return this.people.change(id, version, input, actor);
  }
}
