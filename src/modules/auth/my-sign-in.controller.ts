import { Body, Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, BeforeSecondStep } from '../../common/access.js';
import { CurrentSession, type OpenSession } from '../../common/actor.js';
import { SignInLimited } from '../../common/throttling.js';
import {
  AuthenticatorSecretDto,
  CodeInput,
  MySignInDto,
  NewPasswordInput,
  OwnPasswordInput,
  RecoveryCodesDto,
} from './my-sign-in.dto.js';
import { MySignIn } from './my-sign-in.service.js';

@ApiTags('Your sign-in')
@Controller('my/sign-in')
export class MySignInController {
  constructor(private readonly mine: MySignIn) {}

  @Get()
  @Access('signed-in')
  @BeforeSecondStep()
  @ApiOkResponse({ type: MySignInDto })
  async get(@CurrentSession() session: OpenSession): Promise<MySignInDto> {
    return this.mine.get(session);
  }

  /** Another password; every other session of the account ends. */
  @Post('password')
  @Access('signed-in')
  @BeforeSecondStep()
  @SignInLimited()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  async changePassword(
    @Body() { password, newPassword }: NewPasswordInput,
    @CurrentSession() session: OpenSession,
  ): Promise<void> {
    await this.mine.changePassword(session, password, newPassword);
  }

  /** A secret for an authenticator app. It counts when a code has proved that the app has it. */
  @Post('second-step')
  @Access('signed-in')
  @BeforeSecondStep()
  @SignInLimited()
  @ApiCreatedResponse({ type: AuthenticatorSecretDto })
  async propose(
    @Body() { password }: OwnPasswordInput,
    @CurrentSession() session: OpenSession,
  ): Promise<AuthenticatorSecretDto> {
    return this.mine.proposeSecondStep(session, password);
  }

  /** Proves the app by one of its codes: from now on signing in asks for one. Every other session ends. */
  @Post('second-step/confirmation')
  @Access('signed-in')
  @BeforeSecondStep()
  @SignInLimited()
  @ApiCreatedResponse({ type: RecoveryCodesDto })
  async confirm(
    @Body() { code }: CodeInput,
    @CurrentSession() session: OpenSession,
  ): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.mine.confirmSecondStep(session, code) };
  }

  @Post('second-step/removal')
  @Access('signed-in')
  @SignInLimited()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  async remove(
    @Body() { password }: OwnPasswordInput,
    @CurrentSession() session: OpenSession,
  ): Promise<void> {
    await this.mine.removeSecondStep(session, password);
  }

  /** New recovery codes; those before count no more. */
  @Post('recovery-codes')
  @Access('signed-in')
  @SignInLimited()
  @ApiCreatedResponse({ type: RecoveryCodesDto })
  async recoveryCodes(
    @Body() { password }: OwnPasswordInput,
    @CurrentSession() session: OpenSession,
  ): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.mine.newRecoveryCodes(session, password) };
  }
}
