/**
 * Who may import whom. Each rule says what is forbidden to the files of a floor; a planted breach of each is kept in
 * test/architecture, so that a rule that has gone blind is noticed.
 */

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const tests = '\\.(spec|testing)\\.tsx?$|^test/|^bench/';
const frameworks =
  '^node_modules/(@nestjs|typeorm|pg|bullmq|ioredis|express|nodemailer|pino|react|react-dom)(/|$)';
const shared = '^src/(config|common|database|jobs|mail)/';

module.exports = {
  forbidden: [
    forbid('no-cycles', 'Files that need each other cannot be read alone.', {}, { circular: true }),

    forbid(
      'solver-is-pure',
      'The solver knows no framework, no service, no HTTP.',
      { path: '^solver/', pathNot: tests },
      { path: `^(src|portal|seeds)/|${frameworks}` },
    ),
    forbid(
      'solver-touches-no-system',
      'Only formats, the command line and worker threads may use Node.js itself.',
      { path: '^solver/(model|constraints|rules|explain|repair|capacity|pay)/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'model-is-the-ground-floor',
      'The model imports nothing of the solver.',
      { path: '^solver/model/' },
      { path: '^solver/(?!model/)' },
    ),
    forbid(
      'constraints-stand-on-model',
      'Constraints use the model only.',
      { path: '^solver/constraints/', pathNot: tests },
      { path: '^solver/(?!model/|constraints/)' },
    ),
    forbid(
      'rules-stand-on-constraints',
      'Rules use constraints and the model only.',
      { path: '^solver/rules/', pathNot: tests },
      { path: '^solver/(?!model/|constraints/|rules/)' },
    ),
    forbid(
      'pay-stands-on-model',
      'Pay uses the model only.',
      { path: '^solver/pay/', pathNot: tests },
      { path: '^solver/(?!model/|pay/)' },
    ),
    forbid(
      'search-stands-on-rules',
      'Search does not know explain, formats or the command line.',
      { path: '^solver/search/', pathNot: tests },
      { path: '^solver/(explain|formats|cli)' },
    ),
    forbid(
      'explain-stands-on-rules',
      'Explain only reads a rota; what re-solves lives in search.',
      { path: '^solver/explain/', pathNot: tests },
      { path: '^solver/(search|formats|cli)' },
    ),
    forbid(
      'repair-stands-on-search',
      'Repair searches; it does not know formats or the command line.',
      { path: '^solver/repair/', pathNot: tests },
      { path: '^solver/(formats|cli)' },
    ),
    forbid(
      'nothing-below-knows-repair',
      'Only the command line and the rotas module repair.',
      { path: '^solver/(model|constraints|rules|search|explain|formats|capacity)/', pathNot: tests },
      { path: '^solver/repair/' },
    ),
    forbid(
      'nobody-imports-the-command-line',
      'The command line is the top; the command `rotawright` hands on to it.',
      { pathNot: `^solver/cli|^src/cli/rotawright\\.ts$|${tests}` },
      { path: '^solver/cli' },
    ),

    forbid(
      'shared-stands-below-modules',
      'Config, common, database, jobs and mail know no feature; the list of entities and the migrations are the exception.',
      { path: shared, pathNot: `^src/database/(entities\\.ts|migrations/)|${tests}` },
      { path: '^src/(modules|launcher|main|worker|web|app\\.module)' },
    ),
    forbid(
      'shared-uses-the-model-only',
      'Of the solver, the shared floor uses the model.',
      { path: shared, pathNot: tests },
      { path: '^solver/(?!model/)' },
    ),
    forbid(
      'modules-use-model-rules-explain',
      'Modules use model, rules, explain, capacity and pay; only modules/rotas searches, others ask its service.',
      { path: '^src/modules/(?!rotas/)', pathNot: tests },
      { path: '^solver/(?!model/|rules/|explain/|capacity/|pay/)' },
    ),
    forbid(
      'rotas-may-also-search',
      'The rotas module uses model, rules, explain, capacity, search and repair.',
      { path: '^src/modules/rotas/', pathNot: tests },
      { path: '^solver/(?!model/|rules/|explain/|capacity/|pay/|search/|repair/)' },
    ),
    forbid(
      'a-module-is-entered-by-its-service',
      'Repositories, controllers and processors of another module are its own business.',
      { path: '^src/modules/([^/]+)/', pathNot: tests },
      {
        path: '^src/modules/[^/]+/.*\\.(repository|controller|processor)\\.ts$',
        pathNot: '^src/modules/$1/',
      },
    ),
    forbid(
      'typeorm-stays-in-repositories',
      'TypeORM in repositories, entities, modules, migrations and src/database only.',
      {
        path: '^(src|seeds)/',
        pathNot: `\\.(repository|entity|module)\\.ts$|^src/database/|^src/main\\.ts$|^seeds/|${tests}`,
      },
      { path: '^node_modules/(typeorm|@nestjs/typeorm)(/|$)' },
    ),
    forbid(
      'only-config-reads-its-file',
      'The environment is read in src/config; the launcher hands it in.',
      { path: '^src/(?!config/|main\\.ts|openapi\\.ts|cli/)', pathNot: tests },
      { path: '^src/config/load-config\\.ts$' },
    ),

    forbid(
      'portal-sees-http-only',
      'The portal talks to the API; of the code beside it, it uses the capacity check only.',
      { path: '^portal/', pathNot: tests },
      { path: '^(src|seeds|test|solver/(?!capacity/|model/))' },
    ),
    forbid(
      'nobody-imports-the-portal',
      'The portal is an application.',
      { path: '^(src|solver|seeds)/' },
      { path: '^portal/' },
    ),
    forbid(
      'nobody-imports-seeds',
      'The launcher passes the demo in.',
      { path: '^(src|solver|portal)/', pathNot: tests },
      { path: '^seeds/' },
    ),
    forbid(
      'nobody-imports-tests',
      'Tests stand on top of everything.',
      { path: '^(src|solver|portal|seeds)/', pathNot: tests },
      { path: '^(test|bench)/|\\.(spec|testing)\\.tsx?$' },
    ),
    forbid(
      'no-development-packages',
      'What runs in production is a dependency, not a development dependency.',
      { path: '^(src|solver)/', pathNot: tests },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'nothing-unresolvable',
      'Every import has to be found.',
      { pathNot: '^portal/src/api/generated' },
      { couldNotResolve: true, pathNot: ['\\.(svg|png|css|scss|html)$', '/dist/', '/generated/'] },
    ),
  ],
  options: {
    doNotFollow: { path: '^node_modules|^dist' },
    exclude: { path: '^(dist|coverage|\\.rotawright)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
    extraExtensionsToScan: ['.mjs'],
  },
};
