import { type PostMapping, type UnmappedPosts } from './plan-types.js';
import { type Draft } from './draft.js';

/** `KSS/RYR16/030/F2/001` is of the posts `KSS/RYR16/030`: without grade and serial number. */
export function postGroup(post: string): string {
  const parts = post.split('/');
  return parts.length > 2 ? parts.slice(0, -2).join('/') : post;
}

/** Finds the unit of a post by the longest beginning that is mapped. */
export class PostMap {
  private readonly byPrefix: ReadonlyMap<string, PostMapping>;
  private readonly sites: ReadonlySet<string>;

  constructor(mappings: readonly PostMapping[]) {
    this.byPrefix = new Map(mappings.map((mapping) => [mapping.postPrefix.toUpperCase(), mapping]));
    this.sites = new Set(mappings.flatMap((mapping) => mapping.sites.map(plainSite)));
  }

  find(post: string): PostMapping | null {
    for (let prefix = post; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')))) {
      const mapping = this.byPrefix.get(prefix);
      if (mapping !== undefined) return mapping;
    }
    return null;
  }

  /** Before the first posts have a unit, no site is wrong. */
  get knowsSites(): boolean {
    return this.sites.size > 0;
  }

  knowsSite(site: string): boolean {
    return this.sites.has(plainSite(site));
  }
}

function plainSite(site: string): string {
  return site.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Gives each row that is in post, or a gap, its unit and line; those whose post or site is not known are refused. */
export function placeInUnits(drafts: readonly Draft[], mappings: readonly PostMapping[]): UnmappedPosts[] {
  const map = new PostMap(mappings);
  const unmapped = new Map<string, { sites: Set<string>; specialties: Set<string>; rows: number }>();
  for (const draft of drafts) {
    const { facts } = draft;
    if (facts === null || draft.withdrawn) continue;
    draft.mapping = map.find(facts.post);
    if (facts.kind === 'out-of-programme' || facts.kind === 'parental-leave') continue;
    if (map.knowsSites && !map.knowsSite(facts.site)) {
      draft.refuse(
        'Site',
        facts.site,
        `"${facts.site}" is not one of your sites; correct its name, or give its posts a unit.`,
      );
    }
    if (draft.mapping !== null) continue;
    const group = postGroup(facts.post);
    draft.refuse(
      'National Post Number',
      facts.post,
      `The post ${facts.post} has no unit yet; give the posts ${group} a unit and check the sheet again.`,
    );
    const known = unmapped.get(group) ?? { sites: new Set(), specialties: new Set(), rows: 0 };
    known.sites.add(facts.site);
    known.specialties.add(facts.specialty);
    known.rows += 1;
    unmapped.set(group, known);
  }
  return [...unmapped].map(([postPrefix, { sites, specialties, rows }]) => ({
    postPrefix,
    sites: [...sites],
    specialties: [...specialties],
    rows,
  }));
}
