import { Controller, Get, Header, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IdParam } from '../../common/params.js';
import { PayrollDto, PayrollQuery, PersonLedgerDto } from './payroll.dto.js';
import { PayrollService } from './payroll.service.js';

const UNIT = { from: 'query', name: 'unitId' } as const;
const CSV = 'text/csv';

@ApiTags('Pay')
@Controller('payroll')
export class PayrollController {
  constructor(private readonly payrolls: PayrollService) {}

  /** What everybody placed in a unit is paid for a period, by element. */
  @Get()
  @Access({ roles: ['hr'], target: UNIT })
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: PayrollDto })
  async payroll(@Query() query: PayrollQuery): Promise<PayrollDto> {
    return this.payrolls.payroll(query);
  }

  /** The same as a file for a payroll system: one line a person and element. */
  @Get('export')
  @Access({ roles: ['hr'], target: UNIT })
  @Header('Cache-Control', 'no-store')
  @ApiProduces(CSV)
  @ApiOkResponse({ content: { [CSV]: { schema: { type: 'string' } } } })
  async export(
    @Query() query: PayrollQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, csv } = await this.payrolls.export(query, actor);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return new StreamableFile(Buffer.from(csv, 'utf8'), { type: `${CSV}; charset=utf-8` });
  }

  /** Everything that one person's pay is made of, down to the clause and the shift. People may read their own. */
  @Get('people/:personId')
  @Access({
    roles: ['staff', 'hr'],
    target: { from: 'param', name: 'personId', kind: 'person' },
    staff: 'own',
  })
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'personId', format: 'uuid' })
  @ApiOkResponse({ type: PersonLedgerDto })
  async ledger(
    @IdParam('personId') personId: string,
    @Query() query: PayrollQuery,
  ): Promise<PersonLedgerDto> {
    return this.payrolls.ledger(query, personId);
  }
}
