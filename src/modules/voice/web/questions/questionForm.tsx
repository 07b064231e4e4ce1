import type { ReactElement } from 'react';
import { ok, type Result } from '#kernel/result.ts';
import { readPounds } from '#kernel/pounds.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { PostForm, RadioField, SelectField, TextAreaField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { linesIn, textIn } from '#platform/web/formValues.ts';
import { MATTERS } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { DECISION_TYPES } from '../../domain/decisionType.ts';
import { readSubject, subjectText, type QuestionDraft } from '../../domain/questionDraft.ts';
import type { Question } from '../../queries/questions.ts';

/** What the choices of the form are made of. */
export interface QuestionChoices {
  forums: readonly Option[];
  decides: readonly Option[];
  people: readonly Option[];
  /** The teams' places and the PCNs in them. */
  places: readonly Option[];
}

export const QUESTION_FIELDS = ['forum', 'title', 'asks', 'options', 'decisionType', 'matter', 'amount', 'place', 'decides', 'lead', 'about'];

interface QuestionFormProps {
  action: string;
  submit: string;
  form: FormState;
  choices: QuestionChoices;
  /** A draft stays with its team; so does what grew from a proposal. */
  isTeamFixed?: boolean;
}

export function QuestionForm({ action, submit, form, choices, isTeamFixed }: QuestionFormProps): ReactElement {
  return (
    <PostForm action={action} submit={submit} form={form}>
      {!isTeamFixed && <SelectField name="forum" label="Whose question is it?" hint="The leadership team that carries it" options={choices.forums} form={form} />}
      <TextField name="title" label="The question in a line" hint="Such as “Should the diabetes clinic move to the hub?”" form={form} />
      <TextAreaField name="asks" label="What is asked" hint="In plain words: what would happen, to whom, and what hangs on it" rows={6} form={form} />
      <TextAreaField name="options" label="Options, one a line" hint="Leave it empty for a question of yes or no" rows={3} form={form} />
      <RadioField name="decisionType" label="What kind of decision is it?" hint="Each PCN answers by its network agreement’s rule for this kind" options={Object.entries(DECISION_TYPES).map(([value, label]) => ({ value, label }))} form={form} />
      <SelectField name="place" label="Who is asked" hint="The practices of the whole place, or of one PCN" options={withSent(choices.places, textIn(form.values ?? {}, 'place'))} empty="Everybody in the team’s place" form={form} />
      <SelectField name="matter" label="What is it about?" hint="So that Chorus can tell who may decide it" options={matterOptions()} empty="Not said" form={form} />
      <TextField name="amount" label="Money at stake, in pounds" hint="Such as 12,500; leave it empty where none does" width={10} inputMode="decimal" form={form} />
      <SelectField name="decides" label="Where will it be decided?" options={choices.decides} empty="Not known yet" form={form} />
      <SelectField name="lead" label="Who answers for it?" options={choices.people} empty="Nobody yet" form={form} />
      <TextAreaField name="about" label="Organisations it concerns, one a line (optional)" hint="By code, such as XU001. Other things in Chorus as module/kind/number" rows={2} form={form} />
    </PostForm>
  );
}

/** A part of the place that was given before and is not among the choices stays one. */
const withSent = (options: readonly Option[], sent: string): readonly Option[] => (sent === '' || options.some(({ value }) => value === sent) ? options : [...options, { value: sent, label: sent }]);

const matterOptions = (parent: string | null = null, depth = 0): Option[] => MATTERS.under(parent).flatMap(({ id, label }) => [{ value: id, label: `${'– '.repeat(depth)}${label}` }, ...matterOptions(id, depth + 1)]);

/** A stored question as the form holds it. */
export const valuesOf = (question: Question): SentValues => ({
  forum: question.forumCode, title: question.title, asks: question.asks, options: question.options.map(({ label }) => label).join('\n'), decisionType: question.decisionType, place: question.placeCode,
  matter: question.matter ?? '', amount: question.amountPence === null ? '' : String(question.amountPence / 100), decides: question.decidesForumCode ?? '', lead: question.leadPersonId ?? '', about: question.about.map(subjectText).join('\n'),
});

/** The draft that a form describes, or what could not be read, by field. `placeCode` is empty for the team's whole place. */
export async function readQuestionForm(context: VoiceContext, values: SentValues): Promise<{ draft: QuestionDraft } | { errors: FieldErrors }> {
  const errors: Record<string, string> = {};
  const amountText = textIn(values, 'amount');
  const amount: Result<number | null> = amountText ? readPounds(amountText) : ok(null);
  if (!amount.ok) errors['amount'] = [amount.refusal.what, amount.refusal.todo].join(' ');
  const about = await readSubjects(context, linesIn(values, 'about'));
  if ('error' in about) errors['about'] = about.error;
  const matter = textIn(values, 'matter') || null;
  if (!amount.ok || 'error' in about) return { errors };
  return {
    draft: {
      title: textIn(values, 'title'), asks: textIn(values, 'asks'), options: linesIn(values, 'options'), decisionType: textIn(values, 'decisionType'), matter, amountPence: amount.value,
      placeCode: textIn(values, 'place').toUpperCase(), decidesForumCode: textIn(values, 'decides') || null, leadPersonId: textIn(values, 'lead') || null, about: about.subjects,
    },
  };
}

const organisationIn = (line: string): SubjectRef | null => (/^(?=.*\d)[A-Za-z0-9-]{2,12}$/.test(line) ? { module: 'register', kind: 'organisation', id: line.toUpperCase() } : null);

/** The things that lines of a form name, where all of them are there. */
export async function readSubjects({ describeSubject }: VoiceContext, lines: readonly string[]): Promise<{ subjects: SubjectRef[] } | { error: string }> {
  const subjects: SubjectRef[] = [];
  for (const line of lines) {
    const subject = readSubject(line) ?? organisationIn(line);
    if (!subject || !(await describeSubject(subject))) return { error: `There is nothing called “${line.slice(0, 80)}”. Give the code of an organisation, such as XU001, or module/kind/number.` };
    subjects.push(subject);
  }
  return { subjects };
}
