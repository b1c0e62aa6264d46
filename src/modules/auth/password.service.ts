import { hash, verify, type Options } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { invalid } from '../../common/domain-error.js';
import { whyGuessed } from './breached-passwords.js';

// The package's `Algorithm` is a const enum, which isolated modules cannot read: 2 is argon2id.
const OPTIONS: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MIN_LENGTH = 12;
const MAX_LENGTH = 200;

/** Passwords: argon2id with 19 MiB and two passes. */
@Injectable()
export class PasswordService {
  private decoy: Promise<string> | undefined;

  /** @throws DomainError `invalid-input` for one that is too short or too long. */
  async hash(password: string, path = 'password'): Promise<string> {
    if (password.length < MIN_LENGTH || password.length > MAX_LENGTH) {
      throw invalid({
        path,
        message: `A password needs ${MIN_LENGTH} to ${MAX_LENGTH} characters; this one has ${password.length}.`,
      });
    }
    return hash(password, OPTIONS);
  }

  /**
   * The hash of a password that somebody has chosen.
   *
   * @param about what is known of its owner
   * @param path member of the request that holds it
   * @throws DomainError `invalid-input`, also for one that is known from breaches
   */
  async hashChosen(password: string, about: readonly string[], path: string): Promise<string> {
    const why = password.length < MIN_LENGTH ? null : whyGuessed(password, about);
    if (why !== null) throw invalid({ path, message: why });
    return this.hash(password, path);
  }

  /** Takes as long for an account that does not exist, or has no password, as for one that does. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    this.decoy ??= hash(randomBytes(32), OPTIONS);
    const matches = await verify(stored ?? (await this.decoy), password.slice(0, MAX_LENGTH));
    return matches && stored !== null;
  }
}
