import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/domain-error.js';
import { hashToken } from './scim-directories.service.js';
import { type ScimDirectoryEntity } from './scim-directory.entity.js';
import { ScimRepository } from './scim.repository.js';

interface ScimRequest extends Request {
  scimDirectory?: ScimDirectoryEntity;
}

/** Lets in who holds the token of a directory that has not been revoked. Cookies count for nothing. */
@Injectable()
export class ScimGuard implements CanActivate {
  constructor(
    private readonly repository: ScimRepository,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ScimRequest>();
    const token = /^Bearer ([\w-]{43})$/i.exec(request.get('authorization') ?? '')?.[1];
    const directory =
      token === undefined ? null : await this.repository.use(hashToken(token), this.clock.now());
    if (directory === null) {
      throw new DomainError({
        kind: 'not-signed-in',
        code: 'not-signed-in',
        message: 'Send the token of the directory as "Authorization: Bearer …"; it may have been revoked.',
      });
    }
    request.scimDirectory = directory;
    return true;
  }
}

/** The directory that asks: `@AskingDirectory() directory: ScimDirectoryEntity`. */
export const AskingDirectory = createParamDecorator(
  (_: unknown, context: ExecutionContext): ScimDirectoryEntity => {
    const { scimDirectory } = context.switchToHttp().getRequest<ScimRequest>();
    if (scimDirectory === undefined) throw new Error('a route of SCIM without its guard');
    return scimDirectory;
  },
);
