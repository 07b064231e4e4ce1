import type { ReactElement, ReactNode } from 'react';
import { CheckboxField, DateField, RadioField, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState, Option } from '#platform/web/form.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { unsettled } from '../domain/evidence.ts';
import { ANCHORS, isOfKind } from '../domain/fact.ts';
import type { Fact, FactKind, PointedAt } from '../domain/fact.ts';
import type { StepId } from '../domain/step.ts';
import { PROFESSION_CHOICES } from '../queries/choices.ts';
import type { Choices } from '../queries/choices.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import { sayFact } from './factWords.ts';

/** What a form enters: a kind of fact, or one of the things that a programme points at. */
export type FormKind = FactKind | PointedAt;

/** What is entered on the page of each step, the usual first. */
export const FORMS_OF_STEP: Readonly<Record<StepId, readonly FormKind[]>> = {
  urgency: ['leader-answer', 'leader'], coalition: ['member', 'sought'], vision: ['vision', 'measure'], communication: ['communication', 'delivered', 'heard'], obstacles: ['obstacle', 'resolved'],
  'short-term-wins': ['win', 'win-reached'], 'not-declaring-victory': ['figure'], anchoring: ['anchor'],
};
export const FORMS_OF_USES: readonly FormKind[] = ['need', 'decision', 'post', 'money', 'cost', 'peer-offer'];

const FORM_WORDS: Readonly<Partial<Record<FormKind, { heading: string; submit: string }>>> = {
  leader: { heading: 'Ask leaders', submit: 'Ask them' }, 'leader-answer': { heading: 'Note an answer', submit: 'Note this answer' }, member: { heading: 'Add somebody to the team', submit: 'Add to the team' },
  sought: { heading: 'Say which profession is wanted', submit: 'Note this' }, vision: { heading: 'Say what patients will notice', submit: 'Save these words' }, measure: { heading: 'Add a measure', submit: 'Add this measure' },
  communication: { heading: 'Plan whom to tell', submit: 'Plan this' }, delivered: { heading: 'Note that it was told', submit: 'Note it was told' }, heard: { heading: 'Note who had heard', submit: 'Note what they said' },
  obstacle: { heading: 'Write down an obstacle', submit: 'Write it down' }, resolved: { heading: 'Note that one went away', submit: 'Note it is gone' }, win: { heading: 'Plan a first win', submit: 'Plan this win' },
  'win-reached': { heading: 'Note what came of one', submit: 'Note this win' }, figure: { heading: 'Enter a month’s figure', submit: 'Enter this figure' }, anchor: { heading: 'Anchor it', submit: 'Add this anchor' },
  need: { heading: 'Say which need it answers', submit: 'Point at this need' }, decision: { heading: 'Name the decision that began it', submit: 'Point at this decision' }, post: { heading: 'Name a post that it uses', submit: 'Point at this post' },
  money: { heading: 'Name the money that it uses', submit: 'Point at this money' }, cost: { heading: 'Enter what was paid', submit: 'Enter this cost' }, 'peer-offer': { heading: 'Offer help to others who start', submit: 'Offer help' },
};

/** Who was asked and keeps nothing answers for themselves. */
export const formWords = (kind: FormKind, keeps: boolean): { heading: string; submit: string } => (kind === 'leader-answer' && !keeps ? { heading: 'Say what you think', submit: 'Give this answer' } : FORM_WORDS[kind]!);

const optionsOf = (words: Readonly<Record<string, string>>): Option[] => Object.entries(words).map(([value, label]) => ({ value, label }));
export const BETTER: Option[] = [{ value: 'increase', label: 'More is better' }, { value: 'decrease', label: 'Less is better' }];
const NO_INDICATOR = 'An indicator cannot be a measure: it counts up from April and most of it is done in one season, so its months cannot show a change. Point at it as the need, and count the work itself.';

/** What a kind of fact may be about: those that stand and were not settled yet. */
export function choicesFor(kind: FormKind, programme: ProgrammeOf, reader: string | null = null): Option[] {
  const { facts, rights } = programme;
  const untold = (by: FactKind) => (fact: Fact): boolean => !facts.some((one) => one.kind === by && one.aboutId === fact.id);
  const option = (fact: Fact): Option => ({ value: String(fact.id), label: sayFact(fact, programme) });
  switch (kind) {
    // Who signs in answers for themselves alone; of the others, who keeps it notes what they said.
    case 'leader-answer': return facts.filter(isOfKind('leader')).filter(({ personId }) => (personId === null ? rights.keeps : personId === reader)).map(option);
    case 'delivered': return facts.filter(isOfKind('communication')).filter(untold('delivered')).map(option);
    case 'heard': return facts.filter(isOfKind('communication')).filter((fact) => !untold('delivered')(fact)).map(option);
    case 'resolved': return facts.filter(isOfKind('obstacle')).filter(untold('resolved')).map(option);
    case 'win-reached': return facts.filter(isOfKind('win')).filter(untold('win-reached')).map(option);
    case 'figure': return facts.filter(isOfKind('measure')).filter(({ detail }) => detail.series.kind === 'entered').map(option);
    default: return [];
  }
}

/** What a measure or a win begins with: the plan that it settles, as it was edited. */
export function plannedValues(kind: FormKind, { facts }: Pick<ProgrammeOf, 'facts'>, about: string): SentValues {
  const planned = kind === 'measure' ? unsettled(facts, 'planned-measure') : kind === 'win' ? unsettled(facts, 'planned-win') : [];
  const one = planned.find(({ id }) => String(id) === about) ?? planned[0];
  return one ? { about: String(one.id), title: one.detail.title, unit: one.detail.unit, improvement: one.detail.improvement } : {};
}

export interface FactFieldsProps {
  kind: FormKind;
  programme: ProgrammeOf;
  choices: Choices;
  reader: string | null;
  form: FormState;
}

/** The fields of a form. */
export function FactFields({ kind, programme, choices, reader, form }: FactFieldsProps): ReactElement {
  const places: Option[] = [...programme.practices.map(({ code, name }) => ({ value: code, label: name })), { value: programme.organisationCode, label: programme.organisationName }];
  const day = (label = 'Day', hint = 'Leave it empty for today'): ReactNode => <DateField name="on" label={label} hint={hint} form={form} />;
  const words = (label: string, hint?: string): ReactNode => <TextAreaField name="words" label={label} {...(hint ? { hint } : {})} rows={3} form={form} />;
  const about = (label: string): ReactNode => <SelectField name="about" label={label} options={choicesFor(kind, programme, reader)} form={form} />;
  const number = (name: string, label: string): ReactNode => <TextField name={name} label={label} width={10} inputMode="decimal" form={form} />;
  const settles = <input type="hidden" name="about" value={String(form.values?.['about'] ?? '')} />;
  const titled = (label: string): ReactNode => <>{settles}<TextField name="title" label={label} form={form} /><TextField name="unit" label="What the figure counts, such as visits" width={20} form={form} /><RadioField name="improvement" label="Which way is better" options={BETTER} form={form} /></>;
  const person = (label: string, other: string): ReactNode => <><SelectField name="person" label={label} options={choices.people} empty="Somebody who does not sign in" form={form} /><TextField name="name" label={other} form={form} /></>;
  const subject = (label: string, of: readonly Option[], nothing: string): ReactNode => (of.length > 0 ? <SelectField name="subject" label={label} options={of} empty="Choose one" form={form} /> : <p>{nothing}</p>);
  const unasked = choices.people.filter(({ personId }) => !programme.facts.some((fact) => fact.kind === 'leader' && fact.personId === personId));
  const fields: Partial<Record<FormKind, ReactNode>> = {
    leader: <>{unasked.length > 0 && <CheckboxField name="people" label="Whom to ask" hint="They find the question among their tasks, and answer it themselves" options={unasked} form={form} />}<TextField name="name" label="Or somebody who does not sign in" hint="Ask them when you meet, and note what they say" form={form} /><SelectField name="organisation" label="Where they work" options={places} empty="Choose one" form={form} /></>,
    'leader-answer': <>{programme.rights.keeps ? about('Whose answer') : <input type="hidden" name="about" value={choicesFor(kind, programme, reader)[0]?.value ?? ''} />}<RadioField name="worse" label="Is standing still worse than changing?" options={[{ value: 'yes', label: 'Yes, standing still is worse' }, { value: 'no', label: 'No' }]} form={form} />{words('Why (optional)', 'Everybody who works in the PCN or place can read it')}</>,
    member: <>{person('Who', 'Or the name of somebody who does not sign in')}<SelectField name="organisation" label="Where that somebody works" options={places} empty="Choose one" form={form} /><SelectField name="profession" label="Profession" options={PROFESSION_CHOICES} empty="As their role says" form={form} /></>,
    sought: <SelectField name="profession" label="Profession" options={PROFESSION_CHOICES} empty="Choose one" form={form} />,
    vision: words('In two sentences, as you would say it to a patient'),
    measure: <>{titled('What is measured')}<SelectField name="series" label="Where its figures come from" hint={NO_INDICATOR} options={choices.series} empty="We enter its figure each month" form={form} />{number('baseline', 'Baseline: what it is today')}{number('target', 'Target: what it is to be')}<DateField name="targetOn" label="By when" form={form} /></>,
    communication: <><TextField name="audience" label="Whom to tell" form={form} />{words('What, and how')}{day('On which day')}</>,
    delivered: <>{about('What was told')}{day('On which day')}</>,
    heard: <>{about('What had been told')}{number('asked', 'How many were asked what will be different')}{number('couldSay', 'How many of them could say it')}</>,
    obstacle: <>{words('What stands in the way')}{person('Who sees to it', 'Or the name of somebody who does not sign in')}{day('Since')}</>,
    resolved: <>{about('Which one')}{words('How it went away')}{day('On which day')}</>,
    win: <>{titled('What will be won')}{number('target', 'How much is aimed at')}{day('By which day')}</>,
    'win-reached': <>{about('Which one')}{number('value', 'What was reached')}{day('On which day')}</>,
    figure: <>{about('Measure')}<DateField name="on" label="Any day of the month that it is of" form={form} />{number('value', 'Figure')}</>,
    anchor: <><RadioField name="anchor" label="Where" options={optionsOf(ANCHORS)} form={form} />{words('Where it is written, and who sees that it happens')}</>,
    need: subject('The need', choices.needs, 'Nothing can be chosen yet.'),
    decision: subject('The decision', choices.decisions, 'No decision of a forum where you sit is on record.'),
    post: subject('The post', choices.posts, 'No post of this PCN is on record that you may see. Posts are kept under People and roles.'),
    money: subject('The money', choices.money, 'No money of this year is worked out for it yet. What is due and shared out is kept under Money.'),
    cost: <>{number('pounds', 'Amount in pounds')}{words('What for')}{day('Paid on')}</>,
    'peer-offer': words('What you can help with, for who begins the same (optional)', 'They see the name of your PCN or place, these words, and whether your change holds; nothing else of the programme'),
  };
  return <>{fields[kind]}</>;
}
