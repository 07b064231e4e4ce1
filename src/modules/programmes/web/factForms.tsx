import type { ReactElement, ReactNode } from 'react';
import { DateField, RadioField, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState, Option } from '#platform/web/form.tsx';
import { ACCESS_MEASURES } from '#performance';
import { ANCHORS, isOfKind, POINTED_AT, PROFESSIONS } from '../domain/fact.ts';
import type { Fact, FactKind } from '../domain/fact.ts';
import type { StepId } from '../domain/step.ts';
import { accessUnit } from '../queries/measureSeries.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';

/** What is entered on the page of each step, the usual first. */
export const FORMS_OF_STEP: Readonly<Record<StepId, readonly FactKind[]>> = {
  urgency: ['leader-answer', 'leader'], coalition: ['member'], vision: ['vision', 'measure'], communication: ['communication', 'delivered', 'heard'], obstacles: ['obstacle', 'resolved'],
  'short-term-wins': ['win', 'win-reached'], 'not-declaring-victory': ['figure'], anchoring: ['anchor'],
};
export const FORMS_OF_USES: readonly FactKind[] = ['subject', 'cost', 'peer-offer'];

export const FORM_WORDS: Readonly<Partial<Record<FactKind, { heading: string; submit: string }>>> = {
  leader: { heading: 'Ask a leader', submit: 'Add this leader' }, 'leader-answer': { heading: 'Note an answer', submit: 'Note this answer' }, member: { heading: 'Add somebody to the team', submit: 'Add to the team' },
  vision: { heading: 'Say what patients will notice', submit: 'Save these words' }, measure: { heading: 'Add a measure', submit: 'Add this measure' }, communication: { heading: 'Plan whom to tell', submit: 'Plan this' },
  delivered: { heading: 'Note that it was told', submit: 'Note it was told' }, heard: { heading: 'Note who had heard', submit: 'Note what they said' }, obstacle: { heading: 'Write down an obstacle', submit: 'Write it down' },
  resolved: { heading: 'Note that one went away', submit: 'Note it is gone' }, win: { heading: 'Plan a first win', submit: 'Plan this win' }, 'win-reached': { heading: 'Note what came of one', submit: 'Note this win' },
  figure: { heading: 'Enter a month’s figure', submit: 'Enter this figure' }, anchor: { heading: 'Anchor it', submit: 'Add this anchor' }, subject: { heading: 'Point at something', submit: 'Point at it' },
  cost: { heading: 'Enter what was paid', submit: 'Enter this cost' }, 'peer-offer': { heading: 'Offer help to others who start', submit: 'Offer help' },
};

const optionsOf = (words: Readonly<Record<string, string>>): Option[] => Object.entries(words).map(([value, label]) => ({ value, label }));
const BETTER: Option[] = [{ value: 'increase', label: 'More is better' }, { value: 'decrease', label: 'Less is better' }];
const seriesOptions = (): Option[] => [{ value: 'entered', label: 'We enter its figure each month' }, ...ACCESS_MEASURES.map((id) => ({ value: id, label: `Published: ${accessUnit(id).title}, ${accessUnit(id).unit}` }))];

/** What a fact is called where one is chosen or listed. */
export function sayFact(fact: Fact): string {
  switch (fact.kind) {
    case 'measure': case 'win': return fact.detail.title;
    case 'communication': return `${fact.detail.audience}: ${fact.words ?? 'words that were erased'}`;
    case 'leader': case 'member': return `${fact.name ?? 'Somebody'} (${fact.detail.organisationCode})${fact.kind === 'member' ? `, ${PROFESSIONS[fact.detail.profession]}` : ''}`;
    case 'leader-answer': return fact.detail.standingStillIsWorse ? 'Standing still is worse' : 'Standing still is not worse';
    case 'figure': case 'win-reached': return `The figure ${fact.detail.value}`;
    case 'heard': return `${fact.detail.couldSay} of ${fact.detail.asked} could say it`;
    case 'anchor': return `${ANCHORS[fact.detail.anchor]}: ${fact.words ?? ''}`;
    default: return [fact.words ?? (fact.kind === 'delivered' ? 'Told' : 'Noted'), fact.kind === 'obstacle' && fact.name ? `(${fact.name} sees to it)` : ''].filter(Boolean).join(' ');
  }
}

/** What a kind of fact may be about: those that stand and were not settled yet. */
export function choicesFor(kind: FactKind, { facts }: Pick<ProgrammeOf, 'facts'>): Option[] {
  const untold = (by: FactKind) => (fact: Fact): boolean => !facts.some((one) => one.kind === by && one.aboutId === fact.id);
  const option = (fact: Fact): Option => ({ value: String(fact.id), label: sayFact(fact) });
  switch (kind) {
    case 'leader-answer': return facts.filter(isOfKind('leader')).map(option);
    case 'delivered': return facts.filter(isOfKind('communication')).filter(untold('delivered')).map(option);
    case 'heard': return facts.filter(isOfKind('communication')).filter((fact) => !untold('delivered')(fact)).map(option);
    case 'resolved': return facts.filter(isOfKind('obstacle')).filter(untold('resolved')).map(option);
    case 'win-reached': return facts.filter(isOfKind('win')).filter(untold('win-reached')).map(option);
    case 'figure': return facts.filter(isOfKind('measure')).filter(({ detail }) => detail.series.kind === 'entered').map(option);
    default: return [];
  }
}

/** The fields of a kind of fact. */
export function FactFields({ kind, programme, form }: { kind: FactKind; programme: ProgrammeOf; form: FormState }): ReactElement {
  const places: Option[] = [...programme.practices.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })), { value: programme.organisationCode, label: programme.organisationName }];
  const day = (label = 'Day'): ReactNode => <DateField name="on" label={label} form={form} />;
  const words = (label: string): ReactNode => <TextAreaField name="words" label={label} rows={3} form={form} />;
  const about = (label: string): ReactNode => <SelectField name="about" label={label} options={choicesFor(kind, programme)} form={form} />;
  const number = (name: string, label: string): ReactNode => <TextField name={name} label={label} width={10} inputMode="decimal" form={form} />;
  const titled = (label: string): ReactNode => <><TextField name="title" label={label} form={form} /><TextField name="unit" label="What the figure counts, such as visits" width={20} form={form} /><RadioField name="improvement" label="Which way is better" options={BETTER} form={form} /></>;
  const person = (label: string): ReactNode => <><TextField name="name" label={label} form={form} /><SelectField name="organisation" label="Where they work" options={places} form={form} /></>;
  const fields: Partial<Record<FactKind, ReactNode>> = {
    leader: <>{person('Who leads there')}{day('Asked on')}</>,
    'leader-answer': <>{about('Whose answer')}<RadioField name="worse" label="Is standing still worse than changing?" options={[{ value: 'yes', label: 'Yes, standing still is worse' }, { value: 'no', label: 'No' }]} form={form} /></>,
    member: <>{person('Name')}<SelectField name="profession" label="Profession" options={optionsOf(PROFESSIONS)} form={form} /></>,
    vision: words('In two sentences, as you would say it to a patient'),
    measure: <>{titled('What is measured')}<SelectField name="series" label="Where its figures come from" options={seriesOptions()} form={form} />{number('baseline', 'Baseline: what it is today')}{number('target', 'Target: what it is to be')}<DateField name="targetOn" label="By when" form={form} /></>,
    communication: <><TextField name="audience" label="Whom to tell" form={form} />{words('What, and how')}{day('On which day')}</>,
    delivered: <>{about('What was told')}{day('On which day')}</>,
    heard: <>{about('What had been told')}{number('asked', 'How many were asked what will be different')}{number('couldSay', 'How many of them could say it')}</>,
    obstacle: <>{words('What stands in the way')}<TextField name="name" label="Who sees to it (optional)" form={form} />{day('Since')}</>,
    resolved: <>{about('Which one')}{words('How it went away')}{day('On which day')}</>,
    win: <>{titled('What will be won')}{number('target', 'How much is aimed at')}{day('By which day')}</>,
    'win-reached': <>{about('Which one')}{number('value', 'What was reached')}{day('On which day')}</>,
    figure: <>{about('Measure')}{day('Any day of the month that it is of')}{number('value', 'Figure')}</>,
    anchor: <><RadioField name="anchor" label="Where" options={optionsOf(ANCHORS)} form={form} />{words('Where it is written, and who sees that it happens')}</>,
    subject: <><SelectField name="as" label="As what" options={optionsOf(POINTED_AT)} form={form} /><TextField name="subject" label="Which, as module/kind/number" hint="Such as governance/decision/ and its number, or workforce/post/ and its number" form={form} /></>,
    cost: <>{number('pounds', 'Amount in pounds')}{words('What for')}{day('Paid on')}</>,
    'peer-offer': words('What you can help with, for who begins the same (optional)'),
  };
  return <>{fields[kind]}</>;
}
