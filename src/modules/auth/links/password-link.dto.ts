import { ApiProperty } from '@nestjs/swagger';
import { EmailField, TextField } from '../../../common/fields.js';
import { type AccountEntity } from '../account.entity.js';
import { type PasswordLinkEntity } from './password-link.entity.js';

export class LinkInput {
  @TextField({ max: 200, description: 'What stands behind # in the link.' })
  token: string;
}

export class SetPasswordInput extends LinkInput {
  @TextField({ max: 200, description: '12 to 200 characters, and none that is known from breaches.' })
  password: string;
}

export class ForgottenPasswordInput {
  @EmailField()
  email: string;
}

export class LinkDto {
  @ApiProperty({ enum: ['activation', 'reset'] })
  purpose: 'activation' | 'reset';

  @ApiProperty()
  displayName: string;

  @ApiProperty({ description: 'The address to sign in with.' })
  email: string;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt: string;
}

export class PasswordSetDto {
  @ApiProperty({ description: 'The address to sign in with.' })
  email: string;
}

export class ForgottenPasswordDto {
  @ApiProperty({ description: 'The same whether or not there is such an account.' })
  message: string;
}

export function linkView(link: PasswordLinkEntity, { displayName, email }: AccountEntity): LinkDto {
  return { purpose: link.purpose, displayName, email, expiresAt: link.expiresAt.toISOString() };
}
