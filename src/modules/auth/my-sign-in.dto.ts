import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '../../common/fields.js';

export class MySignInDto {
  @ApiProperty()
  email: string;

  @ApiProperty({ description: "False: signs in by the trust's own sign-in alone." })
  hasPassword: boolean;

  @ApiProperty({ description: "Linked to the trust's own sign-in." })
  hasProvider: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when a code is asked for beside the password; null: it is not.',
  })
  secondStepSince: string | null;

  @ApiProperty({ type: 'integer' })
  recoveryCodesLeft: number;

  @ApiProperty({ description: 'The account may not be used without a second step.' })
  secondStepRequired: boolean;
}

export class OwnPasswordInput {
  @TextField({ max: 200 })
  password: string;
}

export class NewPasswordInput extends OwnPasswordInput {
  @TextField({ max: 200, description: '12 to 200 characters, and none that is known from breaches.' })
  newPassword: string;
}

export class CodeInput {
  @TextField({ max: 40 })
  code: string;
}

export class AuthenticatorSecretDto {
  @ApiProperty({ description: 'To type into an authenticator app: base 32.' })
  secret: string;

  @ApiProperty({ description: 'The same for a QR code: an `otpauth:` address.' })
  uri: string;
}

export class RecoveryCodesDto {
  @ApiProperty({ type: [String], description: 'Each stands in for a code once. They are told this once.' })
  recoveryCodes: string[];
}
