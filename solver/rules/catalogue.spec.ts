import { readdirSync, readFileSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { constraintKinds } from '../constraints/index.js';
import { buildDays } from '../model/index.js';
import { catalogue, compilePack, coverCatalogue, packs } from './index.js';
import { packsAsMarkdown, rulesOfPack } from './pack-text.js';

const HERE = new URL('.', import.meta.url);
const DOCS = new URL('../../docs/', import.meta.url);
const UNIT = 'rota';

describe('packs, catalogue, specs and documents', () => {
  it('have one file a rule, and every rule of the files is in the catalogue', async () => {
    const files = readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.rule.ts'),
    );
    const codes: string[] = [];
    for (const file of files) {
      const path = `./${file.replace('.ts', '.js')}`;
      const exported = Object.values(
        (await import(/* @vite-ignore */ path)) as Record<string, { code: string }>,
      );
      expect([file, exported.length]).toEqual([file, 1]);
      const { code } = exported[0]!;
      // doctors2016/rest-after-nights.rule.ts is doctors2016.rest-after-nights.
      expect(code).toBe(file.replace('.rule.ts', '').replace('/', '.'));
      codes.push(code);
    }
    expect(codes.toSorted()).toEqual([...catalogue.keys(), ...coverCatalogue.keys()].toSorted());
  });

  it('have a spec for every rule, in the folder of its contract', () => {
    for (const code of [...catalogue.keys(), ...coverCatalogue.keys()]) {
      const folder = new URL(`${code.split('.')[0]!}/`, HERE);
      const specs = readdirSync(folder).filter((file) => file.endsWith('.spec.ts'));
      const about = specs.filter((file) => readFileSync(new URL(file, folder), 'utf8').includes(`'${code}'`));
      expect([code, about.length > 0]).toEqual([code, true]);
    }
  });

  it('have every rule of a contract or law in a pack; a unit switches its own on', () => {
    const packed = new Set(packs.flatMap((pack) => rulesOfPack(pack).map(({ code }) => code)));
    const left = [...catalogue.keys(), ...coverCatalogue.keys()].filter((code) => !packed.has(code));
    expect(left.filter((code) => !code.startsWith(`${UNIT}.`))).toEqual([]);
    for (const pack of packs) {
      const codes = rulesOfPack(pack).map(({ code }) => code);
      expect([pack.code, new Set(codes).size]).toEqual([pack.code, codes.length]);
    }
  });

  it('say of every rule of a contract or law where it comes from, what is just kept and what is just broken', () => {
    for (const pack of packs.filter(({ code }) => code !== UNIT)) {
      for (const rule of rulesOfPack(pack)) {
        expect([rule.code, rule.edges?.passes.length ?? 0, rule.edges?.fails.length ?? 0]).toEqual([
          rule.code,
          expect.toSatisfy((length: number) => length > 0),
          expect.toSatisfy((length: number) => length > 0),
        ]);
        expect(rule.source.length).toBeGreaterThan(0);
        expect(['C', 'Q', 'S', 'M']).toContain(rule.evidence);
        for (const [name, bound] of Object.entries(rule.bounds)) {
          const value = rule.parameters[name];
          expect([rule.code, name, typeof value]).toEqual([rule.code, name, 'number']);
          expect(Object.keys(bound ?? {}).length).toBeGreaterThan(0);
        }
      }
    }
  });

  it('let no unit set a limit of a contract or law laxer than it is', () => {
    for (const pack of packs) {
      for (const { rule } of pack.rules) {
        for (const [name, { atLeast, atMost } = {}] of Object.entries(rule.bounds ?? {})) {
          const beyond = [
            ...(atLeast === undefined ? [] : [atLeast - 0.01]),
            ...(atMost === undefined ? [] : [atMost + 0.01]),
          ];
          const within = [atLeast, atMost].filter((value) => value !== undefined);
          const set = (value: number) => () =>
            compilePack(
              { ...pack, rules: [{ rule }] },
              { wte: 1, days: buildDays('2026-06-01', 28, null) },
              {
                [rule.code]: { parameters: { [name]: value } },
              },
            );
          for (const value of beyond)
            expect(set(value), `${rule.code} ${name} ${value}`).toThrow(`not ${value}`);
          for (const value of within) expect(set(value), `${rule.code} ${name} ${value}`).not.toThrow();
        }
      }
    }
  });

  it('are the same in the documents', async () => {
    const text = await format(packsAsMarkdown(packs, [...catalogue.values(), ...coverCatalogue.values()]), {
      parser: 'markdown',
      printWidth: 110,
    });
    await expect(text).toMatchFileSnapshot(new URL('rules.md', DOCS).pathname);
  });

  it('say of every rule that a unit can switch on whose it is', () => {
    const own = [...catalogue.values()].filter(({ code }) => code.startsWith(`${UNIT}.`));
    expect(own.length).toBeGreaterThan(0);
    for (const rule of own)
      expect(rule).toMatchObject({ clause: 'unit', source: 'Rule of the unit', evidence: 'C' });
  });

  it('are told of in the guide: every kind of constraint, and the tests that a rule owes', () => {
    const guide = readFileSync(new URL('adding-a-rule.md', DOCS), 'utf8');
    for (const { name } of constraintKinds) expect(guide).toContain(`\`${name}\``);
    for (const spec of [
      'edges.testing.ts',
      'agreement.spec.ts',
      'catalogue.spec.ts',
      'faces.spec.ts',
      'naive-checker.testing.ts',
    ])
      expect(guide).toContain(spec);
  });
});
