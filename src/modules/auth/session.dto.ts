import { ApiProperty } from '@nestjs/swagger';
import { EmailField, IdField, TextField } from '../../common/fields.js';
import { PageOf } from '../../common/paging.js';
import { ROLES, type Role } from '../../common/role.js';
import { type SessionEntity } from './session.entity.js';
import { type SignedInAccount } from './sessions.service.js';

export class SignInInput {
  @EmailField()
  email: string;

  @TextField({ max: 200 })
  password: string;

  @TextField({
    max: 40,
    optional: true,
    description: 'Of the authenticator app, or a recovery code; only where the account has a second step.',
  })
  code?: string;
}

export class MyRoleDto {
  @ApiProperty({ enum: ROLES })
  role: Role;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  unitId: string | null;

  @ApiProperty({ type: String, nullable: true })
  unitName: string | null;
}

export class MeDto {
  @IdField()
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  personId: string | null;

  @ApiProperty({ type: [MyRoleDto] })
  roles: MyRoleDto[];
}

export class SignedInDto {
  @ApiProperty({ type: MeDto })
  account: MeDto;

  @ApiProperty({ description: 'Goes into the header X-CSRF-Token of every request but GET.' })
  csrfToken: string;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt: string;
}

export class CurrentSessionDto extends SignedInDto {
  @ApiProperty({ description: 'This is the demo hospital.' })
  demo: boolean;

  @ApiProperty({
    type: String,
    enum: ['second-step'],
    nullable: true,
    description: 'What has to be set up before the session may be used for anything else.',
  })
  missing: 'second-step' | null;
}

export class SessionDto {
  @IdField()
  id: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time' })
  lastSeenAt: string;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt: string;

  @ApiProperty({ description: 'The browser, as it named itself.' })
  userAgent: string;

  @ApiProperty({ enum: ['password', 'provider'], description: "Begun here, or at the trust's own sign-in." })
  method: 'password' | 'provider';

  @ApiProperty({ description: 'The session in which this was asked.' })
  current: boolean;
}

export class SessionPage extends PageOf(SessionDto) {}

export function meView({ id, email, displayName, personId, roles }: SignedInAccount): MeDto {
  return { id, email, displayName, personId, roles: roles.map((role) => ({ ...role })) };
}

export function sessionView(session: SessionEntity, currentId: string): SessionDto {
  return {
    id: session.id,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    userAgent: session.userAgent,
    method: session.method,
    current: session.id === currentId,
  };
}
