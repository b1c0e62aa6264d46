/** Everything the environment may say, parsed once and frozen. Nothing else reads `process.env`. */
export interface AppConfig {
  /** Port that web processes listen on. */
  readonly port: number;
  /** Address to listen on; undefined means every interface. */
  readonly listenHost: string | undefined;
  /** Port of `/metrics`; undefined when metrics are off. */
  readonly metricsPort: number | undefined;
  /** Origin under which browsers reach the service, without a trailing slash. */
  readonly publicUrl: string;
  /** Absolute path of the folder that holds everything this installation writes. */
  readonly dataFolder: string;
  /** Undefined: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Undefined: the queue lives in the same PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Undefined: mails are written to `mailbox/` in the data folder. */
  readonly smtpUrl: string | undefined;
  /** `Name <address>` or an address. */
  readonly mailFrom: string;
  readonly oidc: OidcConfig | undefined;
  readonly solver: SolverConfig;
  /** Load the demo hospital into an empty database. */
  readonly demo: boolean;
  /** How many reverse proxies stand in front; 0 trusts no forwarded header. */
  readonly trustedProxies: number;
  readonly logLevel: LogLevel;
  readonly session: SessionConfig;
  /** Who has to prove a password by a second step: those whose roles let them change other people's work, or nobody. */
  readonly secondStep: 'privileged' | 'offered';
  readonly limits: LimitsConfig;
}

export interface SessionConfig {
  /** A session ends when nothing has been asked for so many minutes. */
  readonly idleMin: number;
  /** A session ends after so many minutes in any case. */
  readonly absoluteMin: number;
}

export interface LimitsConfig {
  /** Requests a minute and route in one session, or from one address without a session. */
  readonly requestsPerMinute: number;
  /** Requests a minute and route from one address, whoever sends them: a hospital may share one. */
  readonly requestsPerMinuteAndAddress: number;
  /** Attempts to sign in within 15 minutes from one address. */
  readonly signInsPerAddress: number;
  /** The same for one email address, whether or not an account has it. */
  readonly signInsPerEmail: number;
  /** So many wrong passwords in a row lock an account for a while. */
  readonly failuresBeforeLock: number;
  readonly lockMin: number;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface SolverConfig {
  /** Threads one fill may use. */
  readonly threads: number;
  /** Memory limit of one solver thread, in megabytes. */
  readonly memoryMb: number;
}

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Nest token under which the frozen {@link AppConfig} is provided to every module. */
export const CONFIG = Symbol('AppConfig');
