import { listIn, textIn } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import type { Aim, ProgrammePlan } from '../commands/startProgramme.ts';
import { PROFESSIONS } from '../domain/fact.ts';
import type { FactDetails, Profession } from '../domain/fact.ts';
import type { Choices } from '../queries/choices.ts';
import type { ProgrammePattern } from '../programmeRules.ts';

/** Of each there are so many lines to edit; an empty one is none. */
export const PLAN_LINES = [1, 2, 3] as const;
export type PlanList = 'measure' | 'win';
const PARTS = ['title', 'unit', 'improvement'] as const;

export const planField = (list: PlanList, line: number, part: (typeof PARTS)[number]): string => `${list}-${line}-${part}`;
export const PLAN_FIELDS: readonly string[] = ['sought', ...(['measure', 'win'] as const).flatMap((list) => PLAN_LINES.flatMap((line) => PARTS.map((part) => planField(list, line, part))))];

/** The need and the decision that were chosen; what is on neither list is said beside its field. */
export function readPointers(values: SentValues, choices: Pick<Choices, 'needs' | 'decisions'>, errors: Record<string, string>): FactDetails['subject'][] {
  return ([['need', choices.needs], ['decision', choices.decisions]] as const).flatMap(([as, list]) => {
    const sent = textIn(values, as);
    if (sent === '') return [];
    if (!list.some(({ value }) => value === sent)) errors[as] = 'Choose one from the list';
    const [module = '', kind = '', ...rest] = sent.split('/');
    return [{ as, subject: { module, kind, id: rest.join('/') } }];
  });
}

/** A pattern as the values of the form on which it is edited. */
export function planValues(pattern: ProgrammePattern | null): SentValues {
  const aims = (list: PlanList, lines: readonly Aim[]) => lines.slice(0, PLAN_LINES.length).flatMap((aim, index) => PARTS.map((part) => [planField(list, index + 1, part), aim[part]] as const));
  return { sought: [...(pattern?.coalition ?? [])], ...Object.fromEntries([...aims('measure', pattern?.measures ?? []), ...aims('win', pattern?.wins ?? [])]) };
}

/** What was edited: the lines that say anything, and the professions that are ticked. */
export function readPlan(values: SentValues, errors: Record<string, string>): ProgrammePlan {
  const sought = listIn(values, 'sought').filter((one): one is Profession => Object.hasOwn(PROFESSIONS, one));
  const aims = (list: PlanList): Aim[] => PLAN_LINES.flatMap((line) => {
    const [title, unit, improvement] = PARTS.map((part) => textIn(values, planField(list, line, part))) as [string, string, string];
    if (title === '' && unit === '') return [];
    if (title === '') errors[planField(list, line, 'title')] = 'Say what is measured, or clear the line';
    if (unit === '') errors[planField(list, line, 'unit')] = 'Say what the figure counts, such as visits';
    if (improvement !== 'increase' && improvement !== 'decrease') errors[planField(list, line, 'improvement')] = 'Choose which way is better';
    return [{ title, unit, improvement: improvement === 'decrease' ? 'decrease' : 'increase' }];
  });
  return { sought, measures: aims('measure'), wins: aims('win') };
}
