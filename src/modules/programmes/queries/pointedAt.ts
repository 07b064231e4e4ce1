import { parseFinancialYear, yearOf } from '#kernel/financialYear.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { leastSure } from '#platform/explanation/working.ts';
import { roleRules, sharingsOf, statementOf } from '#funding';
import type { Sharing, StatementLine } from '#funding';
import { accessSeries, indicatorDefinitions } from '#performance';
import { displayName } from '#register';
import { isWorkloadSeries, postsOf, seesPostsOf, workloadMonths } from '#workforce';
import type { Acting, ProgrammesContext } from '../context.ts';
import { WORKLOAD_FIGURES } from '../domain/fact.ts';
import { sayFigure } from '../domain/laterFindings.ts';
import type { Image } from '../whoseProgrammes.ts';
import { accessUnit, isAccessMeasure } from './measureSeries.ts';

type Post = Awaited<ReturnType<typeof postsOf>>[number];

/** Something that a programme points at, as a reader may know it. */
export interface Named {
  title: string;
  /** What it amounts to today, such as a year's cost or the newest figure; null where that is not known or not theirs to know. */
  amount: string | null;
  href: string | null;
}

/** What is needed to name what a programme of one organisation points at, for one reader. */
export interface Naming {
  context: ProgrammesContext;
  image: Image;
  acting: Acting;
  organisationCode: string;
}

/** What a post is called: its own title, or its role's. */
export const postTitle = ({ role, title }: Pick<Post, 'role' | 'title'>): string => title || (role === null ? 'A post' : (roleRules().roles.get(role)?.title ?? role));

export const sayPost = (post: Post): string => `${postTitle(post)} (${post.reference}), ${post.wte} WTE${post.holders.length === 0 ? ', vacant' : ''}`;
const sayYearsCost = (costPence: number | null): string => (costPence === null ? 'cost not known' : `${sayPounds(costPence)} a year`);

/** The posts of the PCN, for those who see them; none of a place, whose PCNs keep their own. */
export async function postsSeen({ context, image, acting, organisationCode }: Naming): Promise<readonly Post[]> {
  if (image.kindOf(organisationCode) !== 'pcn') return [];
  const sees = await seesPostsOf(context.database.as<unknown>(), image, acting, organisationCode, context.today());
  return sees ? postsOf(context, { pcnCode: organisationCode, on: context.today() }) : [];
}

/** How the PCN shares its money, for those who see that. */
export async function sharingsSeen({ context, image, acting, organisationCode }: Naming): Promise<readonly Sharing[]> {
  if (image.kindOf(organisationCode) !== 'pcn') return [];
  try {
    return (await sharingsOf(context, acting, organisationCode)).sharings.filter(({ state }) => state === 'locked');
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

export interface StreamSum {
  id: string;
  title: string;
  pence: number;
  status: StatementLine['status'];
}

/** What is due to the organisation in a year, by stream of money; none where its statement cannot be worked out. */
export async function streamsDue({ context, organisationCode }: Pick<Naming, 'context' | 'organisationCode'>, year: ReturnType<typeof yearOf>): Promise<readonly StreamSum[]> {
  const statement = await statementOf(context, { code: organisationCode, year, knownOn: null });
  if (!statement.ok) return [];
  const streams = new Map<string, StreamSum>();
  for (const { stream, title, amountPence, status } of statement.value.lines) {
    const before = streams.get(stream);
    streams.set(stream, before ? { ...before, pence: before.pence + amountPence, status: leastSure([before.status, status]) } : { id: stream, title: title.replace(/ \(.*\)$/, ''), pence: amountPence, status });
  }
  return [...streams.values()];
}

const encoded = encodeURIComponent;

/** Names what a programme points at: what this house can measure and pay by itself, the rest as its own module calls it. */
export async function nameOfSubject(naming: Naming, subject: SubjectRef): Promise<Named | null> {
  const [first = '', second = ''] = subject.id.split(':');
  switch (`${subject.module}/${subject.kind}`) {
    case 'performance/indicator': return indicator(naming, first, second);
    case 'performance/access': return access(naming, first, second);
    case 'workforce/workload': return workload(naming, first, second);
    case 'workforce/post': return post(naming, subject.id);
    case 'funding/sharing': return sharing(naming, subject.id);
    case 'funding/stream': return stream(naming, first, second);
    default: {
      const described = await naming.context.describeSubject(subject);
      return described && { title: described.title, amount: null, href: described.href };
    }
  }
}

function indicator({ image, organisationCode }: Naming, year: string, code: string): Named | null {
  const found = indicatorDefinitions().find((one) => one.code === code && one.year.replace('/', '-') === year);
  if (!found) return null;
  const path = image.kindOf(organisationCode) === 'pcn' ? `/performance/pcns/${encoded(organisationCode)}/${year}/${encoded(code)}` : `/performance/indicators/${year}/${encoded(code)}`;
  return { title: `${code}: ${found.title} (${found.year})`, amount: null, href: path };
}

const sayNewest = (months: readonly { month: string; value: number | null }[], unit: string, times = 1): string | null => {
  const newest = months.findLast(({ value }) => value !== null);
  return newest ? `${sayFigure(newest.value! * times)} ${unit} in ${sayMonth(newest.month)}` : null;
};

async function access({ context, image }: Naming, measure: string, code: string): Promise<Named | null> {
  if (!isAccessMeasure(measure)) return null;
  const { title, unit, times } = accessUnit(measure);
  const [answer] = await accessSeries(context, { code, measures: [measure] });
  return { title: `${title}, ${displayName(image.nameOf(code, context.today()))}`, amount: sayNewest(answer?.points ?? [], unit, times), href: `/access/${encoded(code)}` };
}

async function workload({ context }: Naming, figure: string, pcnCode: string): Promise<Named | null> {
  if (!isWorkloadSeries(figure)) return null;
  const { title, unit } = WORKLOAD_FIGURES[figure];
  return { title, amount: sayNewest(await workloadMonths(context, { pcnCode, figure }), unit), href: `/workforce/pcns/${encoded(pcnCode)}/load` };
}

async function post(naming: Naming, id: string): Promise<Named> {
  const found = (await postsSeen(naming)).find((one) => one.id === id);
  return found ? { title: sayPost(found), amount: sayYearsCost(found.costPence), href: `/workforce/posts/${encoded(id)}` } : { title: 'A post that has ended, or that only those of its PCN see', amount: null, href: null };
}

async function sharing(naming: Naming, id: string): Promise<Named> {
  const found = (await sharingsSeen(naming)).find((one) => one.id === id);
  return found ? { title: found.title, amount: `${sayPounds(found.sumPence)} shared out`, href: `/funding/pcns/${encoded(found.pcnCode)}/sharing/${encoded(id)}` } : { title: 'A sum that was shared out; only those who see the PCN’s money see it', amount: null, href: null };
}

async function stream(naming: Naming, yearText: string, id: string): Promise<Named | null> {
  const year = parseFinancialYear(yearText);
  if (!year) return null;
  const found = (await streamsDue(naming, year)).find((one) => one.id === id);
  return { title: `${found?.title ?? id.replaceAll('-', ' ')}, ${year}`, amount: found ? `${sayPounds(found.pence)} due in the year (${found.status})` : null, href: `/funding/statements/${encoded(naming.organisationCode)}` };
}

export const yearNow = ({ context }: Pick<Naming, 'context'>) => yearOf(context.today());
