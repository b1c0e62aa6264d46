import { ApiProperty } from '@nestjs/swagger';
import { IdField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type PersonAccountRow } from './accounts.repository.js';

/** How far somebody is with their sign-in. */
export const ACCOUNT_STATES = ['none', 'invited', 'expired', 'bounced', 'active', 'closed'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export class PersonAccountDto {
  @IdField()
  personId: string;

  @ApiProperty({
    enum: ACCOUNT_STATES,
    description:
      '`invited`: a link is on its way or there; `expired`: nobody used it in time; `bounced`: its mail could not be delivered; `active`: can sign in.',
  })
  state: AccountState;

  @ApiProperty({ type: String, nullable: true, description: 'The address to sign in with.' })
  email: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  invitedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  linkExpiresAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why the mail could not be delivered.' })
  mailError: string | null;

  @ApiProperty({ type: 'integer', description: 'For If-Match; 0 without an account.' })
  version: number;
}

export class PersonAccountPage extends PageOf(PersonAccountDto) {}

export class AccountsQuery extends PageQuery {
  @IdField({ description: 'Of everybody who is placed in the unit today.' })
  unitId: string;
}

export function personAccountView(
  personId: string,
  row: PersonAccountRow | undefined,
  now: Date,
): PersonAccountDto {
  const state = row === undefined ? 'none' : accountState(row, now);
  const open = state === 'invited' || state === 'expired' || state === 'bounced';
  return {
    personId,
    state,
    email: row?.email ?? null,
    invitedAt: row?.invitedAt?.toISOString() ?? null,
    linkExpiresAt: open ? (row?.linkExpiresAt?.toISOString() ?? null) : null,
    mailError: state === 'bounced' ? (row?.mailError ?? null) : null,
    version: row?.version ?? 0,
  };
}

export function accountState(
  {
    active,
    canSignIn,
    mailState,
    linkExpiresAt,
  }: Pick<PersonAccountRow, 'active' | 'canSignIn' | 'mailState' | 'linkExpiresAt'>,
  now: Date,
): AccountState {
  if (!active) return 'closed';
  if (canSignIn) return 'active';
  if (mailState === 'failed') return 'bounced';
  return linkExpiresAt === null || linkExpiresAt <= now ? 'expired' : 'invited';
}
