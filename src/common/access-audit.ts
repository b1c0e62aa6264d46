import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS, targetsOf, type Access } from './access.js';
import { TargetResolvers } from './target-resolvers.js';

/** Refuses to start a service with a route that nobody said who may call. */
@Injectable()
export class AccessAudit implements OnApplicationBootstrap {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(TargetResolvers) private readonly resolvers: TargetResolvers,
  ) {}

  onApplicationBootstrap(): void {
    const faults = this.routes().flatMap(({ name, access }) => {
      if (access === undefined) return [`${name} has no @Access(...) rule`];
      if (typeof access === 'string') return [];
      return targetsOf(access)
        .filter(({ kind }) => !this.resolvers.kinds().has(kind))
        .map(({ kind }) => `${name} is about a "${kind}", for which no resolver is registered`);
    });
    if (faults.length > 0) throw new Error(`Not every route says who may call it: ${faults.join('; ')}.`);
  }

  private routes(): { name: string; access: Access | undefined }[] {
    return this.discovery.getControllers().flatMap((controller) => {
      const prototype = (controller.metatype as { prototype?: object } | null)?.prototype;
      if (prototype === undefined) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = (prototype as Record<string, object>)[method];
        if (handler === undefined || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
        const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
        return [{ name: `${controller.name}.${method}`, access }];
      });
    });
  }
}
