import { type Who } from '../support/hospital.js';

/** A request to try with every account, and who must get past authorisation with it. */
export interface Probe {
  /** What it is about, where a route is tried in several ways. */
  readonly about?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** If-Match. Far from any real version, so that trying changes nothing. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** It ends the session that it is sent in. */
  readonly signsOut?: boolean;
  /** `everybody`: also without a session. */
  readonly allowed: readonly Who[] | 'everybody';
}
