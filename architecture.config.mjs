/**
 * The map of Chorus as data: what there is, what each part owns and what it may use. The import rules, the checks of
 * the source and the table in ARCHITECTURE.md are made from it, so a part that is not here does not pass.
 */

/** Modules in the order in which they build on one another: one may use only modules above it. */
export const modules = {
  register: {
    owns: 'organisations and their dated relations, populations, places on the map; people and the roles they hold',
    mayUse: [],
  },
  governance: {
    owns: 'forums and seats, who must sit where, authority, interests, meetings, decisions, the public register',
    mayUse: ['register'],
  },
  voice: {
    owns: 'questions, canvasses, positions, mandates, consultation, reporting back, proposals, opportunities',
    mayUse: ['register', 'governance'],
  },
  funding: {
    owns: 'the contract’s rules and figures, entitlements, payments against them, sharing money out, a practice’s whole income, investment over time',
    mayUse: ['register'],
  },
  performance: {
    owns: 'indicators, achievement, forecasts, declarations, charts, access, the commissioner’s list',
    mayUse: ['register', 'funding'],
  },
  workforce: {
    owns: 'additional roles: posts, hosts, eligibility, supervision, belonging, turnover, capacity',
    mayUse: ['register', 'funding'],
  },
  programmes: {
    owns: 'change programmes (Kotter’s eight steps) and the difference they make',
    mayUse: ['register', 'funding', 'performance', 'workforce'],
  },
  networks: {
    owns: 'how practices group into PCNs: options, trade-offs, consequences',
    mayUse: ['register', 'funding', 'workforce'],
  },
  services: {
    owns: 'services commissioned locally: extended access, local schemes, rotas',
    mayUse: ['register', 'funding'],
  },
  learning: {
    owns: 'development of GP partners: curriculum, cohorts, progress',
    mayUse: ['register'],
  },
};

/** Packages that compute and do nothing else: the only ones that `domain/` may import. */
export const purePackages = ['d3-array', 'fraction.js', 'zod'];

/** Folders of `src/platform` that compute and do nothing else: the only ones that `domain/` may import. */
export const purePlatform = ['csv', 'explanation', 'secretCount', 'stateMachine', 'subject'];

/** File names that say nothing of the subject. */
export const emptyNames = ['common', 'helper', 'helpers', 'misc', 'types', 'util', 'utils'];

/** A file past the first is looked at again; past the second it is refused. */
export const fileLines = { look: 300, most: 400 };

/** What the domain is handed and never reaches for. An import of what is not pure is refused by the import rules. */
export const impure = [
  { name: 'the clock', expressions: ['Date.now', 'new Date()', 'performance'], instead: 'pass the moment in' },
  { name: 'chance', expressions: ['Math.random', 'crypto'], instead: 'pass the number or the identifier in' },
  { name: 'the environment', expressions: ['process', 'import.meta', 'globalThis'], instead: 'pass the setting in' },
  { name: 'the outside', expressions: ['fetch', 'setTimeout', 'setInterval', 'console'], instead: 'return a value and let a command act on it' },
];
