import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { conflict, DomainError } from '../../../common/domain-error.js';
import { CONFIG, type AppConfig, type OidcConfig } from '../../../config/config.js';

const TIMEOUT_S = 10;

/** Who somebody is at the trust's own sign-in. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** The session there; null if the provider does not say. */
  readonly session: string | null;
  /** Lower case, and only if the provider has verified it. */
  readonly verifiedEmail: string | null;
}

export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Speaks OpenID Connect with the trust's provider: the code flow with PKCE, state and nonce. */
@Injectable()
export class ProviderClient {
  private discovered: Promise<{ configuration: Configuration; keys: JWTVerifyGetKey }> | undefined;

  constructor(@Inject(CONFIG) private readonly config: AppConfig) {}

  get redirectUri(): string {
    return `${this.config.publicUrl}/api/v1/sign-in/provider/callback`;
  }

  get clientId(): string {
    return this.settings().clientId;
  }

  /** Where the browser goes to sign in. */
  async addressFor({ state, nonce, codeVerifier }: PendingSignIn): Promise<URL> {
    const { configuration } = await this.provider();
    return buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid email profile',
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
  }

  /**
   * Redeems the code with which the browser came back. Signature, issuer, audience, nonce and times of the token are checked.
   *
   * @param query of the address that it came back to
   * @throws Error of the library, or of the provider
   */
  async redeem(query: string, { state, nonce, codeVerifier }: PendingSignIn): Promise<ProviderIdentity> {
    const { configuration } = await this.provider();
    const tokens = await authorizationCodeGrant(configuration, new URL(`${this.redirectUri}?${query}`), {
      pkceCodeVerifier: codeVerifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const more =
      claims.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
        ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : claims;
    const { email, email_verified: verified } = more as { email?: unknown; email_verified?: unknown };
    return {
      issuer: claims.iss,
      subject: claims.sub,
      session: typeof claims.sid === 'string' ? claims.sid : null,
      verifiedEmail: typeof email === 'string' && verified === true ? email.trim().toLowerCase() : null,
    };
  }

  /** What tokens of the provider are checked against. */
  async issuerAndKeys(): Promise<{ issuer: string; keys: JWTVerifyGetKey }> {
    const { configuration, keys } = await this.provider();
    return { issuer: configuration.serverMetadata().issuer, keys };
  }

  /** Asked when it is first needed, so that a provider that is down does not keep the service down; again after a failure. */
  private async provider(): Promise<{ configuration: Configuration; keys: JWTVerifyGetKey }> {
    this.discovered ??= this.discover(this.settings());
    try {
      return await this.discovered;
    } catch (error) {
      this.discovered = undefined;
      throw new DomainError({
        kind: 'unavailable',
        code: 'provider-unreachable',
        message: `The trust's own sign-in cannot be reached (${(error as Error).message}). Sign in with a password, or try again later.`,
      });
    }
  }

  private async discover({ issuer, clientId, clientSecret }: OidcConfig) {
    const url = new URL(issuer);
    // The settings allow http for this machine alone.
    const insecure = url.protocol === 'http:' ? [allowInsecureRequests] : [];
    const configuration = await discovery(url, clientId, clientSecret, undefined, {
      execute: [...insecure, enableNonRepudiationChecks],
      timeout: TIMEOUT_S,
    });
    const { jwks_uri: keysAt } = configuration.serverMetadata();
    if (keysAt === undefined) throw new Error('it does not say where its keys are (jwks_uri)');
    return { configuration, keys: createRemoteJWKSet(new URL(keysAt)) };
  }

  /** @throws DomainError 409 `no-provider` */
  private settings(): OidcConfig {
    if (this.config.oidc !== undefined) return this.config.oidc;
    throw conflict(
      'no-provider',
      "This installation does not use a trust's own sign-in; sign in with a password.",
    );
  }
}
