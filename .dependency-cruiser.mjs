import { modules, purePackages, purePlatform } from './architecture.config.mjs';

const names = Object.keys(modules);
const TEST = String.raw`\.test\.tsx?$|/testing/`;
const anyOf = (words) => `(${words.map((word) => word.replaceAll('.', String.raw`\.`)).join('|')})`;

/** These reach between the edge and what is stored, and are to be mended; none may be added. */
const toBeMended = [
  '^src/modules/workforce/posts/web/claimPages.tsx$',
  '^src/modules/performance/commissionersList/queries/listTasks.ts$',
  '^src/modules/performance/indicators/queries/publishedJson.ts$',
];

const directions = names.map((name) => ({
  name: `${name}-uses-only-${modules[name].mayUse.join('-') || 'the-platform'}`,
  comment:
    `src/modules/${name} may use ${modules[name].mayUse.join(', ') || 'no other module'}. If it needs a word from a module above it, ` +
    `declare what it needs (a type and a parameter) and let src/app hand it in. The table stands in architecture.config.mjs.`,
  severity: 'error',
  from: { path: `^src/modules/${name}/` },
  to: { path: '^src/modules/', pathNot: `^src/modules/${anyOf([name, ...modules[name].mayUse])}/` },
}));

export default {
  forbidden: [
    ...directions,
    {
      name: 'module-is-on-the-map',
      comment: 'This folder of src/modules is not in architecture.config.mjs. Add it there: what it owns, and what it may use.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: `^src/modules/${anyOf(names)}/` },
      to: {},
    },
    {
      name: 'module-through-its-door',
      comment: 'Another module is used through its index.ts only. Export what you need there, and import `#<module>`.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
      to: { path: '^src/modules/', pathNot: String.raw`^src/modules/($1/|[^/]+/(domain/)?index\.ts$)` },
    },
    {
      name: 'test-through-the-doors',
      comment: 'A test uses another module through its index.ts, or the world that it invents for tests: `#<module>/testing`.',
      severity: 'error',
      from: { path: `^src/modules/([^/]+)/.*(${TEST})` },
      to: { path: '^src/modules/', pathNot: String.raw`^src/modules/($1/|[^/]+/((testing|domain)/)?index\.ts$)` },
    },
    {
      name: 'module-by-its-name',
      comment: 'Write `#<module>` for another module, not a path to its folder: then its inside can move.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: '^src/modules/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'app-through-the-door',
      comment: 'src/app composes modules by what their index.ts exports; it knows nothing of their inside.',
      severity: 'error',
      from: { path: '^src/app/', pathNot: TEST },
      to: { path: '^src/modules/', pathNot: String.raw`^src/modules/[^/]+/index\.ts$` },
    },
    {
      name: 'nothing-uses-the-app',
      comment: 'src/app is the outermost part: it hands things in. Take what you need as a parameter.',
      severity: 'error',
      from: { path: '^src/(kernel|platform|modules)/', pathNot: TEST },
      to: { path: '^src/app/' },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'src/platform knows no NHS word and so no module. Let the module give the platform what it needs, through src/app.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/modules/' },
    },
    {
      name: 'kernel-imports-nothing',
      comment: 'src/kernel is the words that all share: plain values, no imports. Put this in src/platform or in a module.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: TEST },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'domain/ decides from what it is handed: no files, network, database, clock or environment. Pass the facts in, or move this to ' +
        'commands/ or queries/. Other parts may be imported as types (`import type`). What another module computes comes from its ' +
        '`#<module>/domain`. Pure packages are listed in architecture.config.mjs.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/(?:|.+/)domain/', pathNot: TEST },
      to: {
        pathNot: [
          '^src/modules/$1/(?:|.+/)domain/',
          String.raw`^src/modules/[^/]+/domain/index\.ts$`,
          '^src/kernel/',
          `^src/platform/${anyOf(purePlatform)}/`,
          `^node_modules/(@types/)?${anyOf(purePackages)}/`,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'edge-not-to-storage',
      comment: 'Pages, the API and the command line reach what is stored through commands/ and queries/, which authorise and audit.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/(?:|.+/)(web|api|cli)/', pathNot: [TEST, ...toBeMended] },
      to: { path: ['^src/modules/(?:|.+/)storage/', '^node_modules/(kysely|pg|@electric-sql|@duckdb)/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'storage-not-to-the-edge',
      comment: 'What stores does not know who asked: storage/, commands/ and queries/ never import web/, api/ or cli/.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/(?:|.+/)(domain|storage|commands|queries)/', pathNot: [TEST, ...toBeMended] },
      to: { path: '^src/modules/$1/(?:|.+/)(web|api|cli)/' },
    },
    {
      name: 'no-cycles',
      comment: 'These files import one another in a ring. Move what both need into a file of its own. (Only a ring of types is harmless.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file and it imports nothing. Use it or remove it.',
      severity: 'error',
      from: { orphan: true, pathNot: [TEST, String.raw`\.d\.ts$`, '^src/kernel/', '/assets/'] },
      to: {},
    },
    {
      name: 'no-tests-in-the-program',
      comment: 'The program does not import tests or what supports them.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: [TEST, '^tests/'] },
    },
    {
      name: 'program-needs-no-tools',
      comment: 'The program imports a package that package.json lists for development only, or not at all. Add it to "dependencies".',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'every-import-resolves',
      comment: 'This import leads nowhere. Mend the path; relative ones end in .ts or .tsx.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
