import { SESSION_COOKIE } from '../../src/common/actor.js';
import { type Contract } from './contract.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or null for an empty answer. Tests look inside with matchers. */
  readonly body: unknown;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `If-Match: "7"`. */
  readonly version?: number;
}

/** A browser with at most one session: keeps the cookie, sends the CSRF token. */
export class ApiClient {
  private cookie: string | null = null;
  csrfToken: string | null = null;

  /**
   * @param url origin of the service
   * @param contract every answer is held to it, where given
   */
  constructor(
    private readonly url: string,
    private readonly contract?: Contract,
  ) {}

  async signIn(email: string, password: string, code?: string): Promise<Answer> {
    const answer = await this.post('/sessions', { body: { email, password, code } });
    const setCookie = answer.headers.getSetCookie().find((each) => each.startsWith(`${SESSION_COOKIE}=`));
    if (setCookie !== undefined) this.cookie = setCookie.split(';', 1)[0] ?? null;
    if (answer.status === 201) this.csrfToken = (answer.body as { csrfToken: string }).csrfToken;
    return answer;
  }

  /** The same session in another browser, for example without its CSRF token. */
  copy(): ApiClient {
    const copy = new ApiClient(this.url, this.contract);
    copy.cookie = this.cookie;
    copy.csrfToken = this.csrfToken;
    return copy;
  }

  async get(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('GET', path, options);
  }

  async post(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('POST', path, options);
  }

  async put(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('PUT', path, options);
  }

  async delete(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('DELETE', path, options);
  }

  /** A file, as its bytes. @throws Error for anything but 200 */
  async bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const headers = { cookie: this.cookie ?? '' };
    const response = await fetch(`${this.url}/api/v1${path}`, { headers });
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** @param path below /api/v1 */
  async request(
    method: string,
    path: string,
    { body, headers, version }: RequestOptions = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...(this.csrfToken === null || method === 'GET' ? {} : { 'x-csrf-token': this.csrfToken }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: sent(body) }),
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (isStream) {
      await response.body?.cancel();
      return { status: response.status, headers: response.headers, body: null };
    }
    const answer = { status: response.status, headers: response.headers, body: parse(await response.text()) };
    this.assertKept(method, new URL(response.url).pathname, answer);
    return answer;
  }

  private assertKept(method: string, pathname: string, { status, body }: Answer): void {
    const breaches = this.contract?.breaches(method, pathname, status, body) ?? [];
    if (breaches.length > 0) throw new Error(`Not as the OpenAPI document says: ${breaches.join('; ')}`);
  }
}

function sent(body: unknown): string | FormData {
  return typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
