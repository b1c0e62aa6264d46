import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const config = join(root, '.dependency-cruiser.cjs');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** For each rule one import that it must catch: file, what it imports. */
const breaches: Readonly<Record<string, readonly [string, string]>> = {
  'no-cycles': ['src/common/one.ts', 'src/common/two.ts'],
  'solver-is-pure': ['solver/search/planted-1.ts', 'typeorm'],
  'solver-touches-no-system': ['solver/rules/planted-2.ts', 'node:fs'],
  'model-is-the-ground-floor': ['solver/model/planted-3.ts', 'solver/rules/target.ts'],
  'constraints-stand-on-model': ['solver/constraints/rest/planted-4.ts', 'solver/rules/target.ts'],
  'rules-stand-on-constraints': ['solver/rules/planted-5.rule.ts', 'solver/search/target.ts'],
  'pay-stands-on-model': ['solver/pay/planted-22.ts', 'solver/rules/target.ts'],
  'search-stands-on-rules': ['solver/search/planted-6.ts', 'solver/formats/target.ts'],
  'explain-stands-on-rules': ['solver/explain/planted-7.ts', 'solver/search/target.ts'],
  'repair-stands-on-search': ['solver/repair/planted-22.ts', 'solver/formats/target.ts'],
  'nothing-below-knows-repair': ['solver/search/planted-23.ts', 'solver/repair/target.ts'],
  'nobody-imports-the-command-line': ['solver/formats/planted-8.ts', 'solver/cli.ts'],
  'shared-stands-below-modules': ['src/common/planted-9.ts', 'src/modules/rotas/rotas.service.ts'],
  'shared-uses-the-model-only': ['src/jobs/planted-10.ts', 'solver/rules/target.ts'],
  'modules-use-model-rules-explain': ['src/modules/people/planted-11.ts', 'solver/search/target.ts'],
  'rotas-may-also-search': ['src/modules/rotas/planted-12.ts', 'solver/formats/target.ts'],
  'a-module-is-entered-by-its-service': [
    'src/modules/people/planted-13.ts',
    'src/modules/rotas/rotas.repository.ts',
  ],
  'typeorm-stays-in-repositories': ['src/modules/rotas/planted-14.service.ts', 'typeorm'],
  'only-config-reads-its-file': ['src/mail/planted-15.ts', 'src/config/load-config.ts'],
  'portal-sees-http-only': ['portal/src/planted-16.ts', 'src/modules/rotas/rotas.service.ts'],
  'nobody-imports-the-portal': ['src/common/planted-17.ts', 'portal/src/main.ts'],
  'nobody-imports-seeds': ['src/modules/rotas/planted-18.ts', 'seeds/index.ts'],
  'nobody-imports-tests': ['src/modules/rotas/planted-19.ts', 'test/support/target.ts'],
  'no-development-packages': ['src/common/planted-20.ts', 'vitest'],
  'nothing-unresolvable': ['src/common/planted-21.ts', 'src/common/nowhere.ts'],
};

/** Imports that are wanted, so that a rule that forbids everything is noticed too. */
const wanted: readonly (readonly [string, string])[] = [
  ['solver/constraints/allowed.ts', 'solver/model/target.ts'],
  ['solver/search/allowed.ts', 'solver/rules/target.ts'],
  ['src/modules/people/allowed-pay.service.ts', 'solver/pay/target.ts'],
  ['src/modules/rotas/allowed.service.ts', 'solver/search/target.ts'],
  ['src/modules/rotas/allowed-too.service.ts', 'solver/repair/target.ts'],
  ['solver/repair/allowed.ts', 'solver/search/target.ts'],
  ['src/modules/people/allowed.service.ts', 'src/modules/rotas/rotas.service.ts'],
  ['src/modules/rotas/allowed.repository.ts', 'typeorm'],
  ['src/database/entities.ts', 'src/modules/rotas/rota.entity.ts'],
  ['portal/src/allowed.ts', 'solver/capacity/target.ts'],
  ['seeds/allowed.ts', 'src/modules/rotas/rota.entity.ts'],
];

interface Cruise {
  summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalCruised: number };
}

describe('the floors', () => {
  it('are kept by the code as it is', () => {
    const { summary } = cruise(
      root,
      ['src', 'solver', 'seeds', 'portal', 'test'].filter((folder) => existsSync(join(root, folder))),
    );
    expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(50);
  });

  it('each have a planted breach here', () => {
    const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] };
    expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(breaches).sort());
  });
});

describe('a planted breach', () => {
  let folder: string;
  let violations: Cruise['summary']['violations'];

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'rw-floors-')));
    plantPackages();
    for (const [rule, [file, target]] of Object.entries(breaches)) {
      plantImport(file, target);
      if (rule === 'no-cycles') plantImport(target, file);
      else if (rule !== 'nothing-unresolvable') plantTarget(target);
    }
    for (const [file, target] of wanted) {
      plantImport(file, target);
      plantTarget(target);
    }
    violations = cruise(folder, ['src', 'solver', 'portal', 'seeds', 'test']).summary.violations;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(breaches))('of %s is caught', (rule, [file]) => {
    const caught = violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect(caught).toContain(rule);
  });

  it.each(wanted)('is not seen where %s uses %s', (file) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([]);
  });

  function plantPackages(): void {
    for (const name of ['typeorm', 'vitest']) {
      plant(`node_modules/${name}/index.js`, 'module.exports = {};');
      plant(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      );
    }
    plant('package.json', '{"dependencies":{"typeorm":"1.0.0"},"devDependencies":{"vitest":"1.0.0"}}');
    plant('tsconfig.json', '{"compilerOptions":{"module":"nodenext"}}');
  }

  function plantImport(file: string, target: string): void {
    plant(file, `import ${JSON.stringify(specifier(file, target))};\nexport const planted = 1;\n`);
  }

  function plantTarget(target: string): void {
    if (target.endsWith('.ts')) plant(target, 'export const target = 1;\n');
  }

  function plant(file: string, content: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
});

function specifier(file: string, target: string): string {
  if (!target.endsWith('.ts')) return target;
  const path = relative(dirname(file), target).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

function cruise(cwd: string, folders: readonly string[]): Cruise {
  const args = [cruiser, '--config', config, '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser said nothing useful: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Cruise;
}
