import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Provider, type Configuration } from 'oidc-provider';
import { freePort } from './test-server.js';

export interface ProviderUser {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** A real OpenID Connect provider on this machine. Whoever comes to it is signed in as `user` without a form. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  user: ProviderUser;
  /** Changes what the next tokens of a sign-in say, before they are signed by the provider's own key. */
  tamper: ((claims: JWTPayload) => JWTPayload) | null;
  /** Signs those with somebody else's key. */
  forgeSignature: boolean;
  /** A token signed by the provider's key, or another. */
  sign(claims: JWTPayload, options?: { typ?: string; forged?: boolean }): Promise<string>;
  /** As long as false, nobody is there. */
  listen(up: boolean): Promise<void>;
  stop(): Promise<void>;
}

export const CLIENT = { clientId: 'rotawright', clientSecret: 'a secret that both sides know, long enough' };
const KEY_ID = 'test-key';

/** @param serviceUrl origin of the service that signs in by it. */
export async function startProvider(serviceUrl: string): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const [own, stranger] = [await newKey(), await newKey()];
  const state: Pick<TestProvider, 'user' | 'tamper' | 'forgeSignature'> = {
    user: { sub: 'nobody' },
    tamper: null,
    forgeSignature: false,
  };
  const sign: TestProvider['sign'] = async (claims, { typ, forged = false } = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, ...(typ !== undefined && { typ }) })
      .sign(await importJWK(forged ? stranger : own, 'RS256'));
  const provider = new Provider(
    issuer,
    configuration(serviceUrl, own, () => state.user),
  );
  const serve = provider.callback();
  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    if (path.startsWith('/interaction/')) return letIn(provider, request, response, state.user.sub);
    if (path === '/token' && request.headers['x-direct'] === undefined) {
      return tokens(issuer, request, response, state, sign);
    }
    await serve(request, response);
  };
  let server: Server | null = null;
  const listen = async (up: boolean): Promise<void> => {
    server?.closeAllConnections();
    server?.close();
    server = null;
    if (!up) return;
    server = createServer((request, response) => void listener(request, response));
    server.listen(port, 'localhost');
    await once(server, 'listening');
  };
  await listen(true);
  return Object.assign(state, { issuer, ...CLIENT, sign, listen, stop: () => listen(false) });
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
}

function configuration(serviceUrl: string, key: JWK, user: () => ProviderUser): Configuration {
  const path = `${serviceUrl}/api/v1/sign-in/provider`;
  return {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${path}/callback`],
        backchannel_logout_uri: `${path}/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [key] },
    claims: { openid: ['sub', 'sid'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['for tests alone'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    pkce: { required: () => true },
    // Without its guard against addresses of the own machine, on which the service of the tests is.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...user(), sub }) }),
  };
}

/** Signs in and consents, as a user would by two forms. */
async function letIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  sub: string,
): Promise<void> {
  const { params, session } = await provider.interactionDetails(request, response);
  const accountId = session?.accountId ?? sub;
  const grant = new provider.Grant({ accountId, clientId: params.client_id as string });
  grant.addOIDCScope('openid email profile');
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** The provider's answer, with a token that says something else where a test wants that. */
async function tokens(
  issuer: string,
  request: IncomingMessage,
  response: ServerResponse,
  { tamper, forgeSignature }: Pick<TestProvider, 'tamper' | 'forgeSignature'>,
  sign: TestProvider['sign'],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization = '', 'content-type': type = '' } = request.headers;
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization, 'content-type': type, 'x-direct': '1' },
    body: Buffer.concat(chunks),
  });
  const body = (await answer.json()) as { id_token?: string };
  if (body.id_token !== undefined && (tamper !== null || forgeSignature)) {
    const claims = JSON.parse(
      Buffer.from(body.id_token.split('.')[1]!, 'base64url').toString(),
    ) as JWTPayload;
    body.id_token = await sign(tamper?.(claims) ?? claims, { forged: forgeSignature });
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** A browser as far as cookies and redirects go. */
export class RedirectingBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** @returns the answer to the last address that is not followed: one that `stopAt` holds for, or that redirects no more. */
  async open(
    address: string,
    stopAt: (url: URL) => boolean = () => false,
  ): Promise<{ url: URL; response: Response | null }> {
    let url = new URL(address);
    for (let step = 0; step < 15; step++) {
      if (stopAt(url)) return { url, response: null };
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: this.cookies(url), 'user-agent': 'a test' },
      });
      this.keep(url, response);
      const location = response.headers.get('location');
      if (location === null) return { url, response };
      await response.body?.cancel();
      url = new URL(location, url);
    }
    throw new Error(`redirected too often, at last to ${url.href}`);
  }

  cookies({ host }: URL): string {
    return [...(this.jars.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep({ host }: URL, response: Response): void {
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), value);
    }
  }
}
