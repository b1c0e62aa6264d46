import { invalid } from '../../common/domain-error.js';
import { shown } from '../../common/fields.js';
import { type ScimUserEntity } from './scim-user.entity.js';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const LONGEST = 254;
const WORK = 'work';

/** A row with what its account says. */
export interface ScimUserRow extends ScimUserEntity {
  readonly email: string;
  readonly displayName: string;
  readonly accountActive: boolean;
}

export interface ScimUser {
  schemas: string[];
  id: string;
  externalId?: string;
  userName: string;
  name?: { givenName?: string; familyName?: string };
  displayName: string;
  emails: { value: string; type?: string; primary: boolean }[];
  active: boolean;
  [ENTERPRISE]?: { employeeNumber: string };
  meta: { resourceType: 'User'; created: Date; lastModified: Date; location: string; version: string };
}

/** What a directory wants somebody to be. */
export interface WantedUser {
  readonly externalId: string | null;
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  /** Lower case. */
  readonly email: string;
  /** As the directory labels it; null: not at all. */
  readonly emailType: string | null;
  readonly employeeNumber: string | null;
  readonly active: boolean;
}

/** @param base of the SCIM service, without a slash at its end */
export function resourceOf(row: ScimUserRow, base: string): ScimUser {
  const { accountId: id, externalId, employeeNumber, givenName, familyName, displayName } = row;
  return {
    schemas: [USER, ...(employeeNumber === null ? [] : [ENTERPRISE])],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName: row.userName,
    ...(`${givenName}${familyName}` === ''
      ? {}
      : {
          name: {
            ...(givenName === '' ? {} : { givenName }),
            ...(familyName === '' ? {} : { familyName }),
          },
        }),
    displayName,
    emails: [{ value: row.email, ...(row.emailType !== null && { type: row.emailType }), primary: true }],
    active: row.accountActive,
    ...(employeeNumber === null ? {} : { [ENTERPRISE]: { employeeNumber } }),
    meta: {
      resourceType: 'User',
      created: row.createdAt,
      lastModified: row.changedAt,
      location: `${base}/Users/${id}`,
      version: versionTag(row.version),
    },
  };
}

export function versionTag(version: number): string {
  return `W/"${version}"`;
}

/** @throws DomainError 400 naming what is wrong */
export function wantedFrom(body: unknown): WantedUser {
  const user = recordOf(body, '');
  const userName = textOf(user.userName, 'userName');
  if (userName === null) throw invalid({ path: 'userName', message: 'userName is missing.' });
  const name = user.name === undefined || user.name === null ? {} : recordOf(user.name, 'name');
  const enterprise =
    user[ENTERPRISE] === undefined || user[ENTERPRISE] === null ? {} : recordOf(user[ENTERPRISE], ENTERPRISE);
  const givenName = textOf(name.givenName, 'name.givenName') ?? '';
  const familyName = textOf(name.familyName, 'name.familyName') ?? '';
  const formatted = textOf(name.formatted, 'name.formatted');
  const spoken = `${givenName} ${familyName}`.trim();
  return {
    externalId: textOf(user.externalId, 'externalId'),
    userName,
    givenName,
    familyName,
    displayName: textOf(user.displayName, 'displayName') ?? formatted ?? (spoken === '' ? userName : spoken),
    ...emailOf(user.emails, userName),
    employeeNumber: textOf(enterprise.employeeNumber, `${ENTERPRISE}:employeeNumber`),
    active: activeOf(user.active),
  };
}

function recordOf(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw invalid({ path, message: `${path === '' ? 'The body' : path} ${shown(value)} is not an object.` });
}

function textOf(value: unknown, path: string): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' || value.length > LONGEST || /\p{Control}|\p{Surrogate}/u.test(value)) {
    throw invalid({ path, message: `${shown(value)} is not a text of at most ${LONGEST} characters.` });
  }
  return value.trim() === '' ? null : value.trim();
}

/** The one of work, or the primary one, or the first; without any, a userName that is an address, which is that of work. */
function emailOf(emails: unknown, userName: string): Pick<WantedUser, 'email' | 'emailType'> {
  if (emails !== undefined && emails !== null && !Array.isArray(emails)) {
    throw invalid({ path: 'emails', message: 'emails is not a list.' });
  }
  const known = ((emails ?? []) as unknown[]).map((each) => recordOf(each, 'emails'));
  const chosen = known.find(isOfWork) ?? known.find(({ primary }) => primary === true) ?? known[0];
  const given = textOf(chosen?.value, 'emails.value');
  const email = (given ?? userName).toLowerCase();
  const emailType = given === null ? WORK : textOf(chosen?.type, 'emails.type');
  if (/^[^@\s]+@[^@\s]+$/.test(email)) return { email, emailType };
  throw invalid({
    path: 'emails',
    message: `"${email}" is no mail address; send emails[type eq "work"].value, or an address as userName.`,
  });
}

/** Labels are the same in capitals and small letters. */
function isOfWork({ type }: Record<string, unknown>): boolean {
  return typeof type === 'string' && type.toLowerCase() === WORK;
}

/** Some directories write it as a word. */
function activeOf(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'false') return word === 'true';
  throw invalid({ path: 'active', message: `${shown(value)} is neither true nor false.` });
}
