import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, RadioField, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { STANDINGS } from '#governance';
import type { Forum } from '#governance';
import { isWithin, termOf } from '../../domain/mandateFinding.ts';
import { isInForce } from '../../domain/mandate.ts';
import type { HeardDecision } from '../../queries/heardDecisions.ts';
import type { Mandate } from '../../queries/mandates.ts';
import { sayBound } from './mandateForm.tsx';

interface OutsideMandateProps {
  questionId: string;
  decisions: readonly HeardDecision[];
  waiting: readonly HeardDecision[];
  mandates: readonly Mandate[];
  forums: readonly Forum[];
  form: FormState;
}

/** What was agreed beside what could be: with the numbers, for those who gave them. */
export function OutsideMandate({ questionId, decisions, waiting, mandates, forums, form }: OutsideMandateProps): ReactElement | null {
  const agreed = decisions.filter(({ outcome, owed, ratification }) => outcome === 'agreed' && (ratification !== null || owed.includes('ratify')));
  if (agreed.length === 0) return null;
  return (
    <section aria-labelledby="ratify">
      <h2 id="ratify" className="nhsuk-heading-m">Agreed outside the mandate</h2>
      {agreed.map((decision) => (
        <div key={decision.decisionId}>
          <p>
            <strong className={`nhsuk-tag ${decision.standing === 'stands' ? 'nhsuk-tag--green' : 'nhsuk-tag--orange'}`}>{STANDINGS[decision.standing]}</strong> Agreed in the {forums.find(({ code }) => code === decision.forumCode)?.name ?? decision.forumCode} on {sayDate(decision.takenOn)}.
            {decision.ratification?.outcome === 'ratified' && ` The leadership team ratified it on ${sayDate(decision.ratification.saidOn)}.`}
            {decision.ratification?.outcome === 'refused' && ` The leadership team did not ratify it on ${sayDate(decision.ratification.saidOn)}: it stays provisional, cannot be acted on, and the question was referred back.`}
          </p>
          <Terms decision={decision} mandates={mandates} />
          {waiting.some(({ decisionId }) => decisionId === decision.decisionId) && (
            <PostForm action={`/questions/${questionId}/ratification`} submit="Record what the team said" form={form}>
              <input type="hidden" name="decisionId" value={decision.decisionId} />
              <p className="voice-small">For the chair, between meetings. In a meeting of the team it is an item of the agenda.</p>
              <RadioField name="outcome" label="The leadership team" form={form} options={[{ value: 'ratified', label: 'Ratifies it' }, { value: 'refused', label: 'Does not ratify it' }]} />
              <TextAreaField name="reasons" label="Why" hint="Published with the decision: name no fall-back" form={form} rows={2} />
            </PostForm>
          )}
        </div>
      ))}
    </section>
  );
}

function Terms({ decision: { takenOn, forumCode, measured }, mandates }: { decision: HeardDecision; mandates: readonly Mandate[] }): ReactElement | null {
  const then = mandates.filter((mandate) => mandate.forumCode === forumCode && isInForce(mandate, takenOn));
  const rows = then.flatMap(({ id, ranges }) => ranges.map((range) => ({ id, range, value: termOf(measured, range, ranges) })));
  if (rows.length === 0) return null;
  return (
    <dl className="voice-terms">
      {rows.map(({ id, range, value }) => (
        <div key={`${id} ${range.name}`}>
          <dt>{range.name}</dt>
          <dd>
            {value === undefined ? 'Not recorded' : sayBound(value, range.unit)}, {value !== undefined && isWithin(value, range) ? 'inside' : 'outside'} mandate {id}
            {range.least === null ? '' : `, least ${sayBound(range.least, range.unit)}`}
            {range.most === null ? '' : `, most ${sayBound(range.most, range.unit)}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
