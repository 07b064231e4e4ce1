import { sentenceCase } from '#kernel/sayWords.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { ACCESS_MEASURES, indicatorDefinitions } from '#performance';
import { displayName, peopleOn, ROLES } from '#register';
import { PROFESSIONS, WORKLOAD_FIGURES } from '../domain/fact.ts';
import type { Profession } from '../domain/fact.ts';
import { accessUnit } from './measureSeries.ts';
import { postsSeen, sayPost, sharingsSeen, streamsDue, yearNow } from './pointedAt.ts';
import type { Naming } from './pointedAt.ts';

/** One line of a list to choose from: what is sent, and what is read. */
export interface Choice {
  value: string;
  label: string;
}

/** Somebody who signs in and works in the PCN or place, once for each organisation of it where they hold a role. */
export interface PersonChoice extends Choice {
  personId: string;
  name: string;
  organisationCode: string;
  /** As far as their role tells it. */
  profession: Profession | null;
}

/** What the forms of a programme let its reader choose, by name. */
export interface Choices {
  people: readonly PersonChoice[];
  needs: readonly Choice[];
  decisions: readonly Choice[];
  posts: readonly Choice[];
  money: readonly Choice[];
  /** Where a measure's figures come from, beside those that are entered. */
  series: readonly Choice[];
}

const PROFESSION_OF: Readonly<Record<string, Profession>> = { 'clinical-director': 'clinical-director', 'gp-partner': 'gp', 'practice-manager': 'practice-manager', 'pcn-manager': 'pcn-manager' };

export async function choicesOf(naming: Naming): Promise<Choices> {
  const [people, posts, money] = await Promise.all([peopleOfProgramme(naming), postsSeen(naming), moneyOf(naming)]);
  const { context, acting } = naming;
  const decisions = acting.personId === null ? [] : ((await context.decisionsFor?.(acting.personId)) ?? []);
  return {
    people, money, needs: needsOf(naming), series: seriesOf(naming),
    posts: posts.map((post) => ({ value: `workforce/post/${post.id}`, label: `${sayPost(post)}${post.costPence === null ? '' : `, ${sayPounds(post.costPence)} a year`}` })),
    decisions: decisions.map(({ subject: { module, kind, id }, label }) => ({ value: `${module}/${kind}/${id}`, label })),
  };
}

/** `Practice manager` as it stands within a sentence; `PCN manager` stays as it is. */
const withinSentence = (label: string): string => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);

/** Those who hold a role in the PCN or place, or in one of its practices, by name. */
export async function peopleOfProgramme({ context, image, organisationCode }: Pick<Naming, 'context' | 'image' | 'organisationCode'>): Promise<PersonChoice[]> {
  const day = context.today();
  const isIn = (code: string | null): code is string => code !== null && (code === organisationCode || image.ancestors(code, day).some((one) => one.code === organisationCode));
  return (await peopleOn(context.database.as<unknown>(), day)).flatMap(({ personId, name, roles }) => {
    const codes = [...new Set(roles.map((role) => role.organisationCode).filter(isIn))];
    return codes.map((code) => ({ code, held: roles.filter((role) => role.organisationCode === code) })).map(({ code, held }) => ({
      value: `${personId}@${code}`, label: `${name}, ${held.map(({ role }) => withinSentence(ROLES[role].label)).join(' and ')}, ${displayName(image.nameOf(code, day))}`,
      personId, name, organisationCode: code, profession: held.map(({ role }) => PROFESSION_OF[role]).find((one) => one !== undefined) ?? null,
    }));
  });
}

function placesOf({ context, image, organisationCode }: Naming): { code: string; name: string }[] {
  const day = context.today();
  return [organisationCode, ...image.practicesWithin(organisationCode, day)].map((code) => ({ code, name: displayName(image.nameOf(code, day)) }));
}

/** The indicators of the year, or of the last that had any; access of the whole; and the work of the PCN's roles. */
function needsOf(naming: Naming): Choice[] {
  const { organisationCode } = naming;
  const year = yearNow(naming);
  const years = [...new Set(indicatorDefinitions().map((one) => one.year))];
  const shown = years.includes(year) ? year : years.at(-1);
  return [
    ...ACCESS_MEASURES.map((id) => ({ value: `performance/access/${id}:${organisationCode}`, label: `Access: ${accessUnit(id).title}` })),
    ...workloadsOf(naming).map(({ figure, title }) => ({ value: `workforce/workload/${figure}:${organisationCode}`, label: `Workload: ${title}` })),
    ...indicatorDefinitions().filter((one) => one.year === shown).map((one) => ({ value: `performance/indicator/${one.year.replace('/', '-')}:${one.code}`, label: `Indicator ${one.code}: ${one.title} (${one.year})` })),
  ];
}

const workloadsOf = ({ image, organisationCode }: Naming) => (image.kindOf(organisationCode) === 'pcn' ? Object.entries(WORKLOAD_FIGURES).map(([figure, { title }]) => ({ figure, title })) : []);

/** Every published series of the PCN or place and of its practices, as `access:<measure>:<code>`, and the workload of a PCN. */
function seriesOf(naming: Naming): Choice[] {
  return [
    ...workloadsOf(naming).map(({ figure, title }) => ({ value: `workload:${figure}:${naming.organisationCode}`, label: `Kept here: ${title}` })),
    ...placesOf(naming).flatMap(({ code, name }) => ACCESS_MEASURES.map((id) => ({ value: `access:${id}:${code}`, label: `Published: ${accessUnit(id).title}, ${accessUnit(id).unit}, ${name}` }))),
  ];
}

async function moneyOf(naming: Naming): Promise<Choice[]> {
  const year = yearNow(naming);
  const [sharings, streams] = await Promise.all([sharingsSeen(naming), streamsDue(naming, year)]);
  return [
    ...streams.map(({ id, title, pence }) => ({ value: `funding/stream/${year.replace('/', '-')}:${id}`, label: `${sentenceCase(title)}, ${year}: ${sayPounds(pence)} due` })),
    ...sharings.map(({ id, title, sumPence }) => ({ value: `funding/sharing/${id}`, label: `${title}: ${sayPounds(sumPence)} shared out` })),
  ];
}

/** Professions as a list to choose from. */
export const PROFESSION_CHOICES: readonly Choice[] = Object.entries(PROFESSIONS).map(([value, label]) => ({ value, label }));
