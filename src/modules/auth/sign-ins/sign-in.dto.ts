import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { EmailField, IdField, OneOfField, TextField } from '../../../common/fields.js';
import { PageOf, PageQuery } from '../../../common/paging.js';
import { ROLES, type Role } from '../../../common/role.js';
import { ACCOUNT_STATES, type AccountState } from '../person-account.dto.js';

const MOST_ROLES = 50;

export class RoleGrantDto {
  @OneOfField(ROLES)
  role: Role;

  @IdField({
    nullable: true,
    description: 'The unit of a coordinator or supervisor; null for every other role.',
  })
  unitId: string | null;
}

/** Who may do what. */
export class SignInChange {
  @TextField({ max: 120 })
  displayName: string;

  @ApiProperty({ type: [RoleGrantDto], minItems: 1, maxItems: MOST_ROLES })
  @IsArray({ message: 'give a list of roles' })
  @ArrayMinSize(1, { message: 'give at least one role; to end a sign-in, close it' })
  @ArrayMaxSize(MOST_ROLES, { message: `there are at most ${MOST_ROLES} roles` })
  @ValidateNested({ each: true })
  @Type(() => RoleGrantDto)
  roles: RoleGrantDto[];
}

export class NewSignIn extends SignInChange {
  @EmailField({ description: 'The address to sign in with; the link goes there.' })
  email: string;

  @IdField({ optional: true, nullable: true, description: 'The member of staff to whom it belongs.' })
  personId?: string | null;
}

export class NamedRoleGrantDto extends RoleGrantDto {
  @ApiProperty({ type: String, nullable: true })
  unitName: string | null;
}

export class SignInDto {
  @IdField()
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  personId: string | null;

  @ApiProperty({ enum: ACCOUNT_STATES })
  state: AccountState;

  @ApiProperty({ type: [NamedRoleGrantDto] })
  roles: NamedRoleGrantDto[];

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class SignInPage extends PageOf(SignInDto) {}

export class SignInsQuery extends PageQuery {
  @TextField({ optional: true, max: 120, description: 'Part of a name or address.' })
  search?: string;
}
