/** What a SCIM service answered. */
export interface ScimAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface ScimUserBody {
  readonly id: string;
  readonly externalId?: string;
  readonly userName: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly emails: readonly { readonly value: string; readonly type?: string; readonly primary: boolean }[];
  readonly name: { readonly givenName?: string; readonly familyName?: string };
  readonly meta: { readonly version: string; readonly location: string };
}

export interface ScimListBody {
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly ScimUserBody[];
}

export interface ScimErrorBody {
  readonly schemas: readonly string[];
  readonly status: string;
  readonly scimType?: string;
  readonly detail: string;
}

/** A directory as it sends its requests. */
export class ScimClient {
  constructor(
    private readonly url: string,
    private readonly token: string | null,
  ) {}

  async send<Body>(
    method: string,
    path: string,
    { body, ifMatch }: { body?: unknown; ifMatch?: string } = {},
  ): Promise<ScimAnswer<Body>> {
    const response = await fetch(`${this.url}/scim/v2${path}`, {
      method,
      headers: {
        accept: 'application/scim+json, application/json',
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as Body,
    };
  }

  async patch<Body = ScimUserBody>(
    id: string,
    operations: readonly object[],
    ifMatch?: string,
  ): Promise<ScimAnswer<Body>> {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    return this.send('PATCH', `/Users/${id}`, {
      body: { schemas, Operations: operations },
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
  }

  async find(filter: string, more = ''): Promise<ScimListBody> {
    const path = `/Users?filter=${encodeURIComponent(filter)}${more}`;
    return (await this.send<ScimListBody>('GET', path)).body;
  }
}
