import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { mailRoutes } from '#platform/mail/index.ts';
import { sessionOf, signInAssets, signInRoutes } from '#platform/signIn/index.ts';
import { todayAssets } from '#platform/today/index.ts';
import { digestPages } from '#platform/today/web/digestPages.tsx';
import { createServer } from '#platform/web/server.ts';
import type { NavigationItem, Site } from '#platform/web/frame.ts';
import type { ServerOptions } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import { loadGovernancePages } from '#governance';
import { loadRegisterPages } from '#register';
import { loadFundingPages } from '#funding';
import { loadPerformancePages } from '#performance';
import { loadProgrammesPages } from '#programmes';
import { loadVoicePages } from '#voice';
import { loadWorkforcePages } from '#workforce';
import { browserLoads } from './browserLoads.ts';
import { contextsOf } from './contexts.ts';
import { elsewhere } from './elsewhere.ts';
import { peopleOf, publicUrlOf, signInOf, siteNameOf } from './people.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';
import { homeToday, NOTICES, WAYS_ON } from './today.ts';

const { version: VERSION } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** Work first; eight at most for whoever works in a practice. The rest is in the footer. */
const NAVIGATION: Site['navigation'] = [
  { label: 'Today', href: '/', who: 'signed-in' },
  {
    label: 'Questions and ideas',
    parts: [
      { label: 'Questions', href: '/questions', who: 'voice.read' },
      { label: 'Proposals', href: '/proposals', who: 'voice.read' },
      { label: 'Opportunities', href: '/opportunities', who: 'voice.read' },
      { label: 'Trust', href: '/trust', who: 'voice.read' },
    ],
  },
  { label: 'Forums and decisions', parts: [{ label: 'Forums', href: '/forums' }, { label: 'Who decides', href: '/authority' }] },
  { label: 'Money', href: '/funding' },
  { label: 'Performance', href: '/performance' },
  { label: 'People and roles', href: '/workforce', who: 'workforce.see' },
  { label: 'Programmes', href: '/programmes', who: 'programmes.see' },
  { label: 'Public register', href: '/public', isForVisitors: true },
  { label: 'England', href: '/england' },
  { label: 'Changes', href: '/changes', isForVisitors: true },
  {
    label: 'Administration',
    parts: [
      { label: 'Data', href: '/data', who: 'register.load' },
      { label: 'People', href: '/people', who: 'people.invite' },
      { label: 'Outbox', href: '/administration/outbox', who: 'mail.read-outbox' },
    ],
  },
];

const FOOTER: readonly NavigationItem[] = [
  { label: 'Reports back', href: '/reports', who: 'voice.read' },
  { label: 'Public register', href: '/public' },
  { label: 'Changes', href: '/changes' },
  { label: 'Data', href: '/data' },
  { label: 'Local bodies', href: '/local-bodies' },
  { label: 'People', href: '/people', who: 'people.read' },
  { label: 'Where publications disagree', href: '/disagreements' },
  { label: 'For programs: the API', href: '/api' },
];

/** The site over an open system: every module's pages in the frame. */
export async function siteOver(system: System, settings: Settings, options: Pick<ServerOptions, 'log' | 'limits'> = {}): Promise<FastifyInstance> {
  const [ofRegister, ofGovernance, ofVoice, ofFunding, ofPerformance, ofWorkforce, ofProgrammes] = await Promise.all([
    loadRegisterPages(), loadGovernancePages(), loadVoicePages(), loadFundingPages(), loadPerformancePages(), loadWorkforcePages(), loadProgrammesPages(),
  ]);
  const contexts = contextsOf(system, settings);
  const { governance, voice, funding, performance, workforce, programmes } = contexts;
  const signIn = signInOf(system, settings);
  const isMailSent = settings.smtpUrl !== null;
  // A list that lacks a part still shows; what failed is told to whoever reads the log.
  const noteMissing = (looksFor: string, error: unknown): void => options.log?.error({ err: error, looksFor }, 'a part of Today could not be gathered');
  return createServer({
    ...options,
    publicUrl: publicUrlOf(settings),
    trustProxy: settings.trustProxy,
    metricsToken: settings.metricsToken,
    keepingReads: system.database.keepingReads,
    site: {
      name: siteNameOf(settings),
      navigation: NAVIGATION,
      footerLinks: FOOTER,
      ...(system.isSample ? { banner: 'Sample system: everything here is fictional' } : {}),
      searchLabel: 'Search practices, PCNs, ICBs',
      styles: ['charts.css', 'today.css', 'register.css', 'governance.css', 'voice.css', 'funding.css', 'performance.css', 'workforce.css', 'programmes.css'],
      scripts: ['search.js'],
      signInPath: '/sign-in',
      signOutPath: '/sign-out',
      accountPath: '/account',
    },
    access: { sessionOf: (request) => sessionOf(signIn, request), mayUse: mayUseByPermission },
    routes: [
      ...ofRegister.registerPages(system.register, { datasets: system.datasets, loadService: browserLoads(system), people: peopleOf(system, settings), today: homeToday(system, settings, contexts, noteMissing), notices: NOTICES, ways: WAYS_ON, elsewhere, version: VERSION }),
      ...ofGovernance.governancePages(governance),
      ...ofVoice.voicePages(voice),
      ...ofFunding.fundingPages(funding),
      ...ofPerformance.performancePages(performance),
      ...ofWorkforce.workforcePages(workforce),
      ...ofProgrammes.programmesPages(programmes),
      ...digestPages({ database: system.database, now: system.register.now, isMailSent }),
      ...signInRoutes(signIn),
      ...mailRoutes({ database: system.database, now: system.register.now, isMailSent }),
    ],
    assets: [
      ...todayAssets(), ...ofRegister.registerAssets(), ...ofGovernance.governanceAssets(), ...ofVoice.voiceAssets(), ...ofFunding.fundingAssets(), ...ofPerformance.performanceAssets(), ...ofWorkforce.workforceAssets(), ...ofProgrammes.programmesAssets(), ...signInAssets(),
    ],
    formTargets: settings.oidc ? [new URL(settings.oidc.issuer).origin] : [],
    checks: [
      { name: 'record', check: async () => void (await sql`select 1`.execute(system.database.as())) },
      { name: 'statistics', check: () => system.statistics.run('SELECT 1') },
    ],
  });
}
