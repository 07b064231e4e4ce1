import { z } from 'zod';
import type { ReactElement } from 'react';
import { endOf, startOf, yearOf } from '#kernel/financialYear.ts';
import { addDays, isoDate, sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { CheckboxField, DateField, PostForm, RadioField, TextField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { dayFieldValues, errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { recordBetweenMeetings, type BetweenMeetings } from '../../commands/meetings/recordDecision.ts';
import { KEEP, requireKeeper } from '../../commands/requireKeeper.ts';
import type { GovernanceContext } from '../../context.ts';
import { DECISION_OUTCOMES, DECISION_WAYS, STANDINGS, type DecisionWay, type RecordedDecision } from '../../domain/decision.ts';
import { decisionCounts, decisionsOf } from '../../queries/decisions.ts';
import { mayReadDecision } from '../../queries/forumReader.ts';
import { meetingsOf } from '../../queries/meetings.ts';
import { forumCrumbs, FORUMS } from '../forums/forumPaths.ts';
import { DecisionFields, DECISION_FIELD_OF, outcomeIn } from '../meetings/decideForm.tsx';
import { subjectFrom } from '../meetings/itemForm.tsx';
import { decisionPath, decisionsCrumbs, decisionsPath, forumFor } from '../meetings/meetingPaths.ts';

const params = z.object({ code: z.string().max(80) });
const BETWEEN_HINTS: Record<Exclude<DecisionWay, 'meeting'>, string> = {
  'chairs-action': 'The chair acted for the forum',
  'urgent-action': 'It could not wait for a meeting',
  outside: 'It was settled elsewhere, and is owed to a meeting',
};

/** A row of the list; one that is withheld is told as withheld, with its reason. */
interface Line {
  decision: RecordedDecision;
  isShown: boolean;
}

const TABLE = defineTable<Line>({
  id: 'decisions',
  caption: 'Decisions',
  columns: [
    { key: 'decided', heading: 'What was decided', kind: 'text', filter: 'text', value: ({ decision, isShown }) => (isShown ? decision.decided : withheld(decision)), cell: ({ decision, isShown }) => (isShown ? <a href={decisionPath(decision.id)}>{shortened(decision.decided)}</a> : withheld(decision)) },
    { key: 'taken', heading: 'Taken on', kind: 'date', value: ({ decision }) => decision.takenOn },
    { key: 'way', heading: 'How', kind: 'text', filter: 'select', value: ({ decision }) => DECISION_WAYS[decision.way] },
    { key: 'outcome', heading: 'Outcome', kind: 'text', filter: 'select', value: ({ decision }) => DECISION_OUTCOMES[decision.outcome] },
    { key: 'standing', heading: 'How it stands', kind: 'text', filter: 'select', value: ({ decision }) => STANDINGS[decision.standing] },
    { key: 'owed', heading: 'Still owed', kind: 'number', value: ({ decision }) => decision.owed.length },
  ],
  whenEmpty: 'No decision is recorded yet.',
});

const withheld = ({ privateReason }: RecordedDecision): string => `Withheld: ${privateReason ?? 'taken in a meeting that was not in public'}`;
const shortened = (text: string): string => (text.length <= 160 ? text : `${text.slice(0, 159).trimEnd()}…`);

/** The decisions of a forum, how many were taken where, and the form for one between meetings. */
export function decisionListPages(context: GovernanceContext): PageDefinition[] {
  const db = context.database.as<unknown>();

  async function form(session: Session, code: string, state: FormState, status = 200): Promise<PageReply> {
    const { forum } = await forumFor(context, session, code);
    await requireKeeper(db, actingOf(session), code, context.today());
    const filled = state.values ? state : { values: { ...dayFieldValues('taken', context.today()), outcome: 'agreed' } };
    return html(
      <Page title="Record a decision between meetings" kicker={forum.name} current={FORUMS} breadcrumbs={decisionsCrumbs(forum)} hasErrors={state.errors !== undefined}>
        <p>What was decided in a meeting is recorded on its agenda. This is counted apart, and goes onto the next agenda of itself.</p>
        <PostForm action={decisionsPath(code)} submit="Record the decision" form={filled}>
          <RadioField name="way" label="How it was decided" options={Object.entries(BETWEEN_HINTS).map(([value, hint]) => ({ value, label: sentenceCase(DECISION_WAYS[value as DecisionWay]), hint }))} form={filled} />
          <DateField name="taken" label="On which day" form={filled} />
          <TextField name="about" label="Question" hint="Its number, such as Q3, if it is about one" width={10} form={filled} />
          <DecisionFields form={filled} options={[]} />
          <CheckboxField name="isPrivate" label="Private" options={[{ value: 'yes', label: 'Withhold it from those who do not sit here' }]} form={filled} />
          <TextField name="privateReason" label="Why it is withheld" hint="Everybody may read the reason" form={filled} />
        </PostForm>
      </Page>,
      status,
    );
  }

  return [
    definePage({
      method: 'GET',
      path: `${FORUMS}/:code/decisions`,
      who: 'anyone',
      params,
      async handle({ params: { code }, sentQuery, session }) {
        const { forum, reader } = await forumFor(context, session, code);
        const meetings = new Map((await meetingsOf(db, code)).map((meeting) => [meeting.id, meeting]));
        const lines = (await decisionsOf(db, code)).map((decision): Line => ({ decision, isShown: mayReadDecision(reader, decision, meetings.get(decision.meetingId ?? '') ?? null) }));
        const year = yearOf(context.today());
        return html(
          <Page title="Decisions" kicker={forum.name} current={FORUMS} breadcrumbs={forumCrumbs(forum)}>
            <Counts counts={await decisionCounts(db, code, startOf(year), endOf(year))} from={startOf(year)} lastDay={addDays(endOf(year), -1)} />
            {reader.isKeeper && (
              <a className="nhsuk-button nhsuk-button--secondary" href={`${decisionsPath(code)}/new`}>
                Record one between meetings
              </a>
            )}
            <DataTable table={TABLE} rows={lines} query={sentQuery} basePath={decisionsPath(code)} isDownloadHidden />
          </Page>,
        );
      },
    }),
    definePage({ method: 'GET', path: `${FORUMS}/:code/decisions/new`, who: KEEP, params, handle: ({ params: { code }, session }) => form(session, code, {}) }),
    defineForm({
      path: `${FORUMS}/:code/decisions`,
      who: KEEP,
      params,
      async act({ params: { code }, session, values }) {
        const errors: Record<string, string> = {};
        const takenOn = needDay(values, 'taken', errors);
        const way = textIn(values, 'way');
        if (!(way in BETWEEN_HINTS)) errors['way'] = 'Choose how it was decided';
        const about = textIn(values, 'about');
        const subject = about === '' ? null : subjectFrom(about);
        if (about !== '' && (!subject || !(await context.describeSubject(subject)))) errors['about'] = 'There is nothing by this number. Enter a question’s, such as Q3';
        const read = outcomeIn(values);
        if (!read.ok || !takenOn || Object.keys(errors).length > 0) return { ...errors, ...(read.ok ? {} : read.errors) };
        const { castingVote: _, ...said } = read.outcome;
        const draft: BetweenMeetings = { ...said, forumCode: code, takenOn, way: way as BetweenMeetings['way'], subject, matter: said.matter ?? null, amountPence: said.amountPence ?? null, optionId: said.optionId ?? null, terms: said.terms ?? {}, isPrivate: textIn(values, 'isPrivate') === 'yes', privateReason: textIn(values, 'privateReason') || null };
        return `${decisionPath(await recordBetweenMeetings(context, actingOf(session), draft))}?done=recorded`;
      },
      wrong: (error) => {
        const field = (error instanceof Refused && DECISION_FIELD_OF[error.refusal.code]) || 'decided';
        return errorsOf(error, [], field);
      },
      again: ({ params: { code }, session }, sent) => form(session, code, sent, 400),
    }),
  ];
}

/** Where this year's decisions were taken: those outside its meetings are what a forum answers for. */
function Counts({ counts, from, lastDay }: { counts: Record<DecisionWay, number>; from: string; lastDay: string }): ReactElement {
  const between = counts['chairs-action'] + counts['urgent-action'] + counts.outside;
  const total = between + counts.meeting;
  return (
    <p className="meeting-quorum">
      From {sayDate(isoDate(from))} to {sayDate(isoDate(lastDay))}: {total} {total === 1 ? 'decision' : 'decisions'}, {counts.meeting} in meetings and {between} between them
      {between > 0 && ` (${counts['chairs-action']} chair’s action, ${counts['urgent-action']} urgent action, ${counts.outside} outside any meeting)`}.
    </p>
  );
}
