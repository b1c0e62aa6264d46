import { Injectable } from '@nestjs/common';

/** What an id belongs to. */
export interface ResolvedTarget {
  readonly unitIds: readonly string[];
  /** The person whose own it is. */
  readonly personId?: string | null;
}

/** Null when there is nothing with the id. */
export type TargetResolver = (id: string) => Promise<ResolvedTarget | null>;

/**
 * Who knows which units a thing belongs to. Each module registers its kinds when it starts
 * (`onModuleInit`), so that the access guard can decide before a handler runs.
 */
@Injectable()
export class TargetResolvers {
  private readonly byKind = new Map<string, TargetResolver>();

  /** @throws Error when the kind is taken. */
  register(kind: string, resolver: TargetResolver): void {
    if (this.byKind.has(kind)) throw new Error(`a resolver for "${kind}" is registered already`);
    this.byKind.set(kind, resolver);
  }

  /** For things that belong to exactly one unit: the function gives that unit's id, or null for an unknown id. */
  registerUnitResolver(kind: string, unitIdOf: (id: string) => Promise<string | null>): void {
    this.register(kind, async (id) => {
      const unitId = await unitIdOf(id);
      return unitId === null ? null : { unitIds: [unitId] };
    });
  }

  kinds(): ReadonlySet<string> {
    return new Set(this.byKind.keys());
  }

  async resolve(kind: string, id: string): Promise<ResolvedTarget | null> {
    const resolver = this.byKind.get(kind);
    if (resolver === undefined) throw new Error(`nobody knows which unit a "${kind}" belongs to`);
    return resolver(id);
  }
}
