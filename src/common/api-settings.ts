/** What the API is told from outside. The composition root builds it from the configuration. */
export interface ApiSettings {
  /** Origin under which browsers reach the service, without a trailing slash. */
  readonly publicUrl: string;
  /** Where mails go. */
  readonly mailbox: 'smtp' | 'folder';
  /** How many reverse proxies stand in front. */
  readonly trustedProxies: number;
  readonly session: SessionSettings;
  readonly limits: RateLimits;
}

export interface SessionSettings {
  /** Ends when nothing has been asked for so long. */
  readonly idleMin: number;
  /** Ends in any case. */
  readonly absoluteMin: number;
}

export interface RateLimits {
  /** Requests a minute from one address to one route. */
  readonly requestsPerMinute: number;
  /** Attempts to sign in within 15 minutes from one address. */
  readonly signInsPerAddress: number;
  /** The same for one email address, whether or not an account has it. */
  readonly signInsPerEmail: number;
  /** So many wrong passwords in a row lock an account for `lockMin`. */
  readonly failuresBeforeLock: number;
  readonly lockMin: number;
}

export const API_SETTINGS = Symbol('ApiSettings');

/** Sensible values for all that a deployment need not set. */
export const DEFAULT_API_SETTINGS: Pick<ApiSettings, 'session' | 'limits'> = {
  session: { idleMin: 60, absoluteMin: 12 * 60 },
  limits: {
    requestsPerMinute: 600,
    signInsPerAddress: 100,
    signInsPerEmail: 20,
    failuresBeforeLock: 10,
    lockMin: 15,
  },
};
