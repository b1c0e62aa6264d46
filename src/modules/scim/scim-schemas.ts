import { ENTERPRISE, USER } from './scim-resource.js';

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'complex';
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly mutability: 'readWrite' | 'readOnly';
  readonly returned: 'default';
  readonly caseExact?: boolean;
  readonly canonicalValues?: readonly string[];
  readonly uniqueness?: 'none' | 'server';
  readonly subAttributes?: readonly Attribute[];
}

function text(name: string, description: string, more: Partial<Attribute> = {}): Attribute {
  return {
    ...{ name, type: 'string', multiValued: false, description, required: false, mutability: 'readWrite' },
    ...{ returned: 'default', caseExact: false, uniqueness: 'none' },
    ...more,
  };
}

function truth(name: string, description: string): Attribute {
  const kind = { type: 'boolean', multiValued: false, required: false, mutability: 'readWrite' } as const;
  return { name, description, ...kind, returned: 'default' };
}

function complex(
  name: string,
  description: string,
  multiValued: boolean,
  subAttributes: readonly Attribute[],
): Attribute {
  const kind = { type: 'complex', multiValued, required: false, mutability: 'readWrite' } as const;
  return { name, description, ...kind, returned: 'default', subAttributes };
}

/** What is understood of a user; other attributes are ignored. */
export function schemas(base: string): readonly object[] {
  return [
    {
      schemas: [SCHEMA],
      id: USER,
      name: 'User',
      description: 'Somebody who can sign in',
      attributes: [
        text('userName', "The directory's name for signing in", { required: true, uniqueness: 'server' }),
        complex('name', 'The parts of the name', false, [
          text('givenName', 'Given name'),
          text('familyName', 'Family name'),
        ]),
        text('displayName', 'The name as it is shown', { required: true }),
        {
          ...complex('emails', 'One is kept: that of work, or the primary one, or the first', true, [
            text('value', 'The address', { required: true }),
            text('type', 'What it is for, as the directory says', {
              canonicalValues: ['work', 'home', 'other'],
            }),
            { ...truth('primary', 'True'), mutability: 'readOnly' },
          ]),
          required: true,
        },
        { ...truth('active', 'False: signed out at once, and cannot sign in'), required: true },
      ],
      meta: { resourceType: 'Schema', location: `${base}/Schemas/${USER}` },
    },
    {
      schemas: [SCHEMA],
      id: ENTERPRISE,
      name: 'EnterpriseUser',
      description: 'What an employer knows of a user',
      attributes: [text('employeeNumber', 'The staff number, by which a person here is found')],
      meta: { resourceType: 'Schema', location: `${base}/Schemas/${ENTERPRISE}` },
    },
  ];
}

export function resourceTypes(base: string): readonly object[] {
  return [
    {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
      id: 'User',
      name: 'User',
      description: 'Somebody who can sign in',
      endpoint: '/Users',
      schema: USER,
      schemaExtensions: [{ schema: ENTERPRISE, required: false }],
      meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
    },
  ];
}

export function serviceProviderConfig(base: string): object {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 500 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token that an administrator makes for the directory and can revoke',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}
