import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { DateField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { CalendarService } from './calendar.service.js';
import { NATIONS, type Nation } from './nation.js';

export class BankHolidayDto {
  @OneOfField(NATIONS)
  nation: Nation;

  @DateField()
  date: string;

  @TextField()
  name: string;
}

export class BankHolidayPage extends PageOf(BankHolidayDto) {}

export class BankHolidayQuery extends PageQuery {
  @IntField({ min: 1900, max: 2199, query: true })
  year: number;

  @OneOfField(NATIONS)
  nation: Nation;
}

@ApiTags('Calendar')
@Controller('bank-holidays')
export class BankHolidaysController {
  constructor(private readonly calendar: CalendarService) {}

  /** The bank holidays of a nation in a year. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: BankHolidayPage })
  async list(@Query() query: BankHolidayQuery): Promise<BankHolidayPage> {
    const { nation, year } = query;
    const holidays = await this.calendar.bankHolidays(nation, `${year}-01-01`, `${year}-12-31`);
    const views = holidays.map(({ date, name }) => ({ nation, date, name }));
    return pageOfSmallList(views, query, ({ date }) => date);
  }
}
