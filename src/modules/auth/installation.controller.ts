import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { UnitsService } from '../units/units.service.js';
import { readDemoSignIns } from './demo-sign-ins.js';

export class DemoSignInDto {
  @ApiProperty()
  role: string;

  @ApiProperty()
  email: string;

  @ApiProperty()
  password: string;
}

export class InstallationDto {
  @ApiProperty({ description: 'The demo hospital: its pages say so.' })
  demo: boolean;

  @ApiProperty({ type: [DemoSignInDto], description: 'Empty unless this is the demo.' })
  demoSignIns: DemoSignInDto[];

  @ApiProperty({ description: "One can sign in by the trust's own sign-in too." })
  provider: boolean;

  @ApiProperty({ enum: ['smtp', 'folder'], description: 'Where mails go.' })
  mailbox: 'smtp' | 'folder';
}

@ApiTags('Installation')
@Controller('installation')
export class InstallationController {
  constructor(
    private readonly units: UnitsService,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** What the sign-in page needs to know. */
  @Get()
  @Access('public')
  @ApiOkResponse({ type: InstallationDto })
  async get(): Promise<InstallationDto> {
    const demo = await this.units.isDemo();
    return {
      demo,
      demoSignIns: demo ? await readDemoSignIns(this.config.dataFolder) : [],
      provider: this.config.oidc !== undefined,
      mailbox: this.config.smtpUrl === undefined ? 'folder' : 'smtp',
    };
  }
}
