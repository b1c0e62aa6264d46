import { type Who } from '../support/hospital.js';
import { type Probe } from './probe.js';

const ADMIN: readonly Who[] = ['admin'];
const STALE = 999_999_999;

/** @param accountId of somebody who can sign in, so that inviting them again changes nothing */
export function signInsAccess(accountId: string): Record<string, readonly Probe[]> {
  const one = { params: { id: accountId }, allowed: ADMIN };
  return {
    'SignIns.list': [{ allowed: ADMIN }],
    'SignIns.get': [one],
    'SignIns.create': [{ body: {}, allowed: ADMIN }],
    'SignIns.change': [{ ...one, body: {}, version: STALE }],
    'SignIns.invite': [one],
    'SignIns.close': [{ ...one, version: STALE }],
  };
}
