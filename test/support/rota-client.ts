import { expect } from 'vitest';
import { Contract } from './contract.js';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** What every error looks like. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { path: string; message: string }[];
  readonly current?: unknown;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Settings under which a test may ask more often than people do. */
export const PATIENT = { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' };

const contracts = new Map<string, Promise<Contract>>();

/** Speaks HTTP to the API as a signed-in browser would; every answer is held to the OpenAPI document. */
export class RotaClient {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly csrfToken: string,
  ) {}

  /** A client without a session. */
  static anonymous(url: string): RotaClient {
    return new RotaClient(url, '', '');
  }

  static async signIn(url: string, email: string, password: string): Promise<RotaClient> {
    const response = await fetch(`${url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    expect(response.status, await response.clone().text()).toBe(201);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0]!)
      .join('; ');
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return new RotaClient(url, cookie, csrfToken);
  }

  /** Name and value of the session's cookie, for a browser that is to be the same. */
  sessionCookie(): { name: string; value: string } {
    const [name = '', value = ''] = this.cookie.split('=', 2);
    return { name, value };
  }

  async call<Body = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<Body>> {
    const response = await this.open(method, path, options);
    const text = await response.text();
    if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) {
      const body: unknown = text === '' ? null : JSON.parse(text);
      const pathname = `/api/v1${path.split('?', 1)[0]}`;
      expect((await this.contract()).breaches(method, pathname, response.status, body)).toEqual([]);
    }
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text !== '' ? JSON.parse(text) : text) as Body,
    };
  }

  private async contract(): Promise<Contract> {
    const known = contracts.get(this.url) ?? Contract.of(this.url);
    contracts.set(this.url, known);
    return known;
  }

  /** The same, with the answer's body still to be read. */
  async open(method: string, path: string, { body, headers = {} }: CallOptions = {}): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(this.cookie === '' ? {} : { cookie: this.cookie, 'x-csrf-token': this.csrfToken }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async get<Body = unknown>(path: string, options?: CallOptions): Promise<Answer<Body>> {
    return this.call('GET', path, options);
  }

  async post<Body = unknown>(path: string, body: unknown = {}, headers = {}): Promise<Answer<Body>> {
    return this.call('POST', path, { body, headers });
  }

  async put<Body = unknown>(path: string, body: unknown, headers = {}): Promise<Answer<Body>> {
    return this.call('PUT', path, { body, headers });
  }

  async delete<Body = unknown>(path: string, headers = {}): Promise<Answer<Body>> {
    return this.call('DELETE', path, { headers });
  }
}

export function ifMatch(version: number): Record<string, string> {
  return { 'if-match': `"${version}"` };
}

export const toCreate = { 'if-none-match': '*' };
