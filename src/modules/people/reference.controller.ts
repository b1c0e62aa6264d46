import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { PageQuery } from '../../common/paging.js';
import { pageOfSmallList } from '../../common/small-list.js';
import {
  GradeInput,
  GradePage,
  gradeView,
  SkillDto,
  SkillInput,
  SkillPage,
  skillView,
} from './person.dto.js';
import { PeopleService } from './people.service.js';
import { ReferenceService } from './reference.service.js';

@ApiTags('People')
@Controller('grades')
export class GradesController {
  constructor(
    private readonly people: PeopleService,
    private readonly reference: ReferenceService,
  ) {}

  /** Grades and bands by family and seniority. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: GradePage })
  async list(@Query() query: PageQuery): Promise<GradePage> {
    return pageOfSmallList((await this.people.grades()).map(gradeView), query, ({ code }) => code);
  }

  @Post()
  @Access({ roles: ['admin'] })
  @ApiCreatedResponse({ type: GradeInput })
  async create(@Body() input: GradeInput, @CurrentActor() actor: Actor): Promise<GradeInput> {
    return gradeView(await this.reference.createGrade(input, actor));
  }
}

@ApiTags('People')
@Controller('skills')
export class SkillsController {
  constructor(
    private readonly people: PeopleService,
    private readonly reference: ReferenceService,
  ) {}

  /** Skills by code. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: SkillPage })
  async list(@Query() query: PageQuery): Promise<SkillPage> {
    return pageOfSmallList((await this.people.skills()).map(skillView), query, ({ id }) => id);
  }

  @Post()
  @Access({ roles: ['hr', 'admin'] })
  @ApiCreatedResponse({ type: SkillDto })
  async create(@Body() input: SkillInput, @CurrentActor() actor: Actor): Promise<SkillDto> {
    return skillView(await this.reference.createSkill(input, actor));
  }
}
