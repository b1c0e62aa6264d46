import createClient, { type Middleware } from 'openapi-fetch';
import { type paths } from './generated/schema';
import { ProblemError, problemFrom, unreachable } from './problem';

/** The token that proves that a change comes from this page and not from another site's. */
let csrfToken: string | null = null;
const whenSignedOut = new Set<() => void>();

export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Calls back when the service says that nobody is signed in. Returns how to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  whenSignedOut.add(listener);
  return () => whenSignedOut.delete(listener);
}

const session: Middleware = {
  onResponse({ response, request }) {
    const signingIn = new URL(request.url).pathname === '/api/v1/sessions';
    if (response.status === 401 && !signingIn) for (const listener of whenSignedOut) listener();
  },
};

export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
api.use(session);

interface Outcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * The data of a call.
 * @throws ProblemError when the service refuses or cannot be reached.
 */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  let outcome: Outcome<Data>;
  try {
    outcome = await call;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw unreachable();
  }
  if (!outcome.response.ok) throw problemFrom(outcome.response.status, outcome.error);
  return outcome.data as Data;
}

/** The header that every change carries. */
export function csrf(): { 'X-CSRF-Token': string } {
  return { 'X-CSRF-Token': csrfToken ?? '' };
}

/** How an edit says which state it was made on. */
export function etag(version: number): string {
  return `"${version}"`;
}
