import type { IsoDate } from '#kernel/isoDate.ts';
import { readPounds, writePounds } from '#kernel/pounds.ts';
import { listIn, textIn } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { roleRules } from '#funding';
import { FUNDED_BY } from '../domain/post.ts';
import type { FundedBy, Home, PostFacts } from '../domain/post.ts';

type Region = PostFacts['region'];
export const isFunding = (text: string): text is FundedBy => Object.hasOwn(FUNDED_BY, text);
export const isRegion = (text: string): text is Region => text === 'national' || text === 'outer-london' || text === 'inner-london';

/** The fields of a form about a post, by which a refusal finds its place. */
export const POST_FIELDS = ['reference', 'role', 'title', 'band', 'wte', 'employer', 'home', 'work-places', 'line-manager', 'supervisor', 'meets-every', 'sits-at', 'funded-by', 'region', 'cost', 'starts', 'ends', 'from', 'agreed', 'staff', 'reason', 'name', 'person', 'to'] as const;

/** Reads the facts of a post as they were typed; what is wrong with them is noted by field. */
export function readPostFacts(values: SentValues, practices: readonly { code: string }[], errors: Record<string, string>): PostFacts {
  const role = textIn(values, 'role') || null;
  const title = textIn(values, 'title') || (role === null ? '' : (roleRules().roles.get(role)?.title ?? ''));
  if (title === '') errors['title'] = 'Choose a role, or enter what the post is called';
  const employer = textIn(values, 'employer-other').toUpperCase() || textIn(values, 'employer');
  if (employer === '') errors['employer'] = 'Choose who employs, or that it is not known yet';
  const [fundedBy, region] = [textIn(values, 'funded-by'), textIn(values, 'region') || 'national'];
  if (!isFunding(fundedBy)) errors['funded-by'] = 'Choose what pays for it';
  const cost = textIn(values, 'cost') === '' ? null : readPounds(textIn(values, 'cost'));
  if (cost && !cost.ok) errors['cost'] = cost.refusal.what;
  const meets = textIn(values, 'meets-every');
  if (meets !== '' && !/^\d{1,3}$/.test(meets)) errors['meets-every'] = 'Enter a number of weeks, or leave it empty';
  const workPlaces = practices.flatMap(({ code }) => {
    const text = textIn(values, `hours-${code}`);
    if (text === '') return [];
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) errors['work-places'] = `“${text.slice(0, 20)}” is not a number of hours. Write it like 7.5.`;
    return [{ practiceCode: code, minutesPerWeek: Math.round(Number(text) * 60) }];
  });
  return {
    role, title, band: textIn(values, 'band') || null, wte: textIn(values, 'wte'), employerCode: employer === EMPLOYER_UNKNOWN ? null : employer.toUpperCase(), home: readHome(textIn(values, 'home')), workPlaces: workPlaces.filter(({ minutesPerWeek }) => minutesPerWeek !== 0),
    lineManagerId: textIn(values, 'line-manager') || null, clinicalSupervisorId: textIn(values, 'supervisor') || null, meetsEveryWeeks: /^\d+$/.test(meets) ? Number(meets) : null, sitsAt: textIn(values, 'sits-at') || null,
    fundedBy: isFunding(fundedBy) ? fundedBy : 'other', region: isRegion(region) ? region : 'national', costPence: cost?.ok ? cost.value : null,
  };
}

const readHome = (text: string): Home => {
  const [kind, id = ''] = text.split(/:(.*)/s);
  return kind === 'practice' ? { kind, code: id } : kind === 'team' ? { kind, teamId: id } : null;
};

export const homeValue = (home: Home): string => (home === null ? '' : home.kind === 'practice' ? `practice:${home.code}` : `team:${home.teamId}`);

/** What the form sends for an employer that nobody knows yet. */
export const EMPLOYER_UNKNOWN = 'unknown';

const employerValues = (code: string | null, employers: readonly string[]): SentValues =>
  code === null ? { employer: EMPLOYER_UNKNOWN } : employers.includes(code) ? { employer: code } : { 'employer-other': code };

/** The facts of a post as the values of its form. */
export const postFormValues = (facts: PostFacts, employers: readonly string[]): SentValues => ({
  role: facts.role ?? '', title: facts.title, band: facts.band ?? '', wte: facts.wte, home: homeValue(facts.home),
  ...employerValues(facts.employerCode, employers),
  ...Object.fromEntries(facts.workPlaces.map(({ practiceCode, minutesPerWeek }) => [`hours-${practiceCode}`, String(Math.round((minutesPerWeek / 60) * 100) / 100)])),
  'line-manager': facts.lineManagerId ?? '', supervisor: facts.clinicalSupervisorId ?? '', 'meets-every': facts.meetsEveryWeeks === null ? '' : String(facts.meetsEveryWeeks), 'sits-at': facts.sitsAt ?? '',
  'funded-by': facts.fundedBy, region: facts.region, cost: facts.costPence === null ? '' : writePounds(facts.costPence),
});

/** Only what differs from what stands on the day: a change must not carry old facts over later ones. */
export const changeOf = (before: PostFacts, after: PostFacts): Partial<PostFacts> =>
  Object.fromEntries((Object.keys(after) as (keyof PostFacts)[]).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).map((key) => [key, after[key]]));

/** The day asked for by `on`; today where none was, null where it is no day. */
export const onAsked = (values: SentValues, today: IsoDate, parse: (text: string) => IsoDate | null): IsoDate | null => (listIn(values, 'on')[0] ? parse(textIn(values, 'on')) : today);
