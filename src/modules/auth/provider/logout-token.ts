import { jwtVerify, type JWTVerifyGetKey } from 'jose';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Of keys that only the provider has; never `none`, never a secret that both sides know. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const TYPES: readonly unknown[] = [undefined, 'JWT', 'logout+jwt'];
const OLDEST_S = 300;
const CLOCK_TOLERANCE_S = 30;

/** What a provider says by a logout token: whose sessions are over, all of them or those of one session there. */
export interface ProviderLogout {
  readonly tokenId: string;
  readonly subject: string | null;
  readonly session: string | null;
}

/**
 * Checks a logout token as OpenID Connect Back-Channel Logout 1.0, section 2.6 asks.
 *
 * @throws Error that says what is wrong with it.
 */
export async function readLogoutToken(
  token: string,
  { issuer, keys, clientId, now }: { issuer: string; keys: JWTVerifyGetKey; clientId: string; now: Date },
): Promise<ProviderLogout> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    algorithms: ALGORITHMS,
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: OLDEST_S,
    clockTolerance: CLOCK_TOLERANCE_S,
    currentDate: now,
  });
  const { jti, sub, sid, events, nonce } = payload;
  if (!TYPES.includes(protectedHeader.typ)) throw new Error(`its type is ${String(protectedHeader.typ)}`);
  if (nonce !== undefined) throw new Error('it has a nonce, as only tokens of a sign-in have');
  if (typeof events !== 'object' || events === null || !(EVENT in events)) {
    throw new Error('it does not say that somebody signed out');
  }
  if (typeof jti !== 'string' || jti === '') throw new Error('it has no id');
  const session = typeof sid === 'string' ? sid : null;
  if (sub === undefined && session === null) throw new Error('it does not say who signed out');
  return { tokenId: jti, subject: sub ?? null, session };
}
