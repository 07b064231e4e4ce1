import { countedOn } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import { textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { displayName, rolesOfPersonOn } from '#register';
import { figureOn, figuresInForce, STREAMS } from '../../contract/index.ts';
import type { Stream } from '../../contract/index.ts';
import type { FundingContext } from '../../context.ts';
import { SEE_MONEY } from '../../permissions.ts';
import { seesMoneyOf } from '../../whoseMoney.ts';
import { actingOf } from '#platform/web/acting.ts';
import { firstYear, yearIn, yearsKnown } from './askedStatement.ts';
import { FundingHome } from './fundingHome.tsx';
import type { FoundBody, YearHeld } from './fundingHome.tsx';
import { ENGLAND, FUNDING, statementHref } from './statementPaths.ts';

const KINDS = ['icb', 'sub-icb-location', 'place', 'pcn', 'practice'] as const;
const FOUND_MOST = 30;

/** The first page about money: a body and a year to choose, and what can be worked out today. */
export const fundingHomePages = (context: FundingContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: FUNDING,
    who: 'anyone',
    summary: 'The money of the network contract: whose statement, and of which year',
    async handle({ sentQuery, session }) {
      const [text, day] = [textIn(sentQuery, 'q').slice(0, 100), context.today()];
      const [image, streams, year] = [await context.register.reader.image(), await figuresInForce(context), await yearIn(context, sentQuery)];
      if (text !== '' && (image.kindOf(text.toUpperCase()) !== null || text.toUpperCase() === ENGLAND)) return redirect303(statementHref(text.toUpperCase(), { year }));
      const found = text === '' ? null : foundBodies(image, text, day);
      return html(<FundingHome text={text} found={found} year={year} held={await yearsHeld(context, streams)} pcns={await pcnsOf(context, session)} practices={await practicesOf(context, session)} firstYear={await firstYear(context)} />);
    },
  }),
];

type Image = Awaited<ReturnType<FundingContext['register']['reader']['image']>>;

/** Bodies whose name has every word of the text; the largest kinds first. */
function foundBodies(image: Image, text: string, day: string): FoundBody[] {
  const words = text.toLowerCase().split(/\s+/);
  const found: FoundBody[] = [];
  for (const kind of KINDS) {
    for (const { code, name } of image.all(day, kind)) {
      if (found.length >= FOUND_MOST) return found;
      if (words.every((word) => name.toLowerCase().includes(word))) found.push({ code, kind, name: displayName(name) });
    }
  }
  return found;
}

/** The PCNs whose money somebody sees: their own. */
async function pcnsOf({ database, register, today }: FundingContext, session: Session | null): Promise<{ code: string; name: string }[]> {
  if (!session?.permissions.has(SEE_MONEY)) return [];
  const [db, image, day] = [database.as<unknown>(), await register.reader.image(), today()];
  const held = await rolesOfPersonOn(db, session.personId, day);
  const codes = new Set(held.flatMap(({ organisationCode }) => (organisationCode === null ? [] : [image.kindOf(organisationCode) === 'pcn' ? organisationCode : (image.inSlot(organisationCode, 'pcn', day) ?? [])].flat())));
  const own: { code: string; name: string }[] = [];
  for (const code of codes) if (await seesMoneyOf(db, image, actingOf(session), code, day)) own.push({ code, name: displayName(image.nameOf(code, day)) });
  return own;
}

/** The practices in which somebody holds a role: their income is published, so it is only a short way there. */
async function practicesOf({ database, register, today }: FundingContext, session: Session | null): Promise<{ code: string; name: string }[]> {
  if (!session) return [];
  const [image, day] = [await register.reader.image(), today()];
  const codes = (await rolesOfPersonOn(database.as<unknown>(), session.personId, day)).flatMap(({ organisationCode }) => (organisationCode !== null && image.kindOf(organisationCode) === 'practice' ? [organisationCode] : []));
  return [...new Set(codes)].map((code) => ({ code, name: displayName(image.nameOf(code, day)) }));
}

/** Of each year, how many streams have a figure, and which counts of exactly its day are loaded. */
async function yearsHeld({ database, today }: FundingContext, streams: ReadonlyMap<string, Stream>): Promise<YearHeld[]> {
  const held = new Set(inForce(await publicationsHeld(database.as())).map(({ asOf, dataset }) => `${dataset}/${asOf}`));
  const has = (year: FinancialYear, dataset: string): boolean => held.has(`${dataset}/${countedOn(year)}`);
  return yearsKnown(streams.values(), today()).toReversed().map((year) => ({
    year, day: countedOn(year), streams: [...streams.values()].filter((stream) => isKnownIn(stream, year)).length, streamsAll: Object.keys(STREAMS).length,
    registered: has(year, 'patients-registered-totals') || has(year, 'pcn-adjusted-population'), adjusted: has(year, 'pcn-adjusted-population'), weighted: has(year, 'contractor-weighted-population'),
  }));
}

/** Whether any figure of a stream begins or holds in a year; one that only goes on from an earlier year does not count as known. */
function isKnownIn({ figures }: Stream, year: FinancialYear): boolean {
  const [first, last] = [`${year.slice(0, 4)}-04-01`, `${Number(year.slice(0, 4)) + 1}-03-31`];
  return figures.some((figure) => figure.values.some(({ from, value }) => value !== null && from >= first && from <= last) || figure.values.some(({ from, to, value }) => value !== null && to !== null && from < first && to > first) && figureOn(figure, { on: first as never, knownOn: null }) !== null);
}
