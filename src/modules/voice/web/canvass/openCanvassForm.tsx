import type { ReactElement } from 'react';
import { sayNumber } from '#kernel/sayWords.ts';
import { DateField, PostForm, type FormState } from '#platform/web/form.tsx';
import type { Constituent } from '../../domain/canvass/canvass.ts';
import { isDefaultRule, RULE_ORIGINS, sayRule } from '../../domain/canvass/networkRule.ts';
import type { CanvassPreview } from '../../queries/canvassPreview.ts';

interface OpenProps {
  questionId: string;
  placeName: string;
  preview: CanvassPreview;
  form: FormState;
}

const CONSTITUENT_KINDS = { practice: 'practice', federation: 'federation', lmc: 'LMC' } as const;
/** As many as a reader takes in; the rest are counted. */
const NAMED_MAX = 50;

/** Who would be asked, by which rules, who has no known contact; and the button that asks them. */
export function OpenCanvassForm({ questionId, placeName, preview, form }: OpenProps): ReactElement {
  const { constituents, voices, asked, withoutContact } = preview;
  const practices = constituents.filter(({ kind }) => kind === 'practice');
  const bodies = constituents.filter(({ kind }) => kind !== 'practice');
  const patients = practices.reduce((sum, one) => sum + (one.patients ?? 0), 0);
  return (
    <section aria-labelledby="open-canvass">
      <h2 id="open-canvass">Ask {placeName}</h2>
      <p>
        {sayNumber(practices.length)} {practices.length === 1 ? 'practice' : 'practices'} that serve {sayNumber(patients)} patients
        {bodies.length > 0 && `, and ${bodies.map(({ name }) => name).join(', ')}`}, as the register has them today. {sayNumber(new Set(asked.map(({ personId }) => personId)).size)} people get a mail.
      </p>
      <WithoutContact constituents={withoutContact} />
      {practices.length > 0 && (
        <PostForm action={`/questions/${questionId}/canvass`} submit="Open the canvass" form={form}>
          <DateField name="closesOn" label="Last day to answer" hint="At least tomorrow. Two weeks is kind to small practices." form={form} />
        </PostForm>
      )}
      <h3>By which rules they answer</h3>
      <ul className="canvass-list">
        {voices.slice(0, NAMED_MAX).map(({ pcnCode, name, rule, ruleFrom }) => {
          const own = practices.filter((one) => one.pcnCode === pcnCode);
          return (
            <li key={pcnCode ?? ''}>
              <strong>{name}</strong>: {own.slice(0, NAMED_MAX).map((one) => one.name).join(', ')}
              {own.length > NAMED_MAX && ` and ${own.length - NAMED_MAX} more`}. {sayRule(rule)}{' '}
              {isDefaultRule(ruleFrom) ? <strong className="nhsuk-tag nhsuk-tag--yellow">Default</strong> : null}{' '}
              {pcnCode === null ? 'They answer together, as one voice.' : <a href={`/agreements/${pcnCode}`}>{isDefaultRule(ruleFrom) ? 'Enter its own rule' : `From ${RULE_ORIGINS[ruleFrom]}`}</a>}
            </li>
          );
        })}
      </ul>
      {voices.length > NAMED_MAX && <p>And {voices.length - NAMED_MAX} more.</p>}
    </section>
  );
}

/** Nobody is left out by accident: who cannot be reached is told first, with what to do. */
export function WithoutContact({ constituents }: { constituents: readonly Constituent[] }): ReactElement | null {
  if (constituents.length === 0) return null;
  const shown = constituents.slice(0, NAMED_MAX);
  return (
    <div className="nhsuk-warning-callout">
      <h3 className="nhsuk-warning-callout__label">
        <span role="text">
          <span className="nhsuk-u-visually-hidden">Important: </span>
          Nobody known at {constituents.length === 1 ? 'one of them' : `${sayNumber(constituents.length)} of them`}
        </span>
      </h3>
      <ul>
        {shown.map(({ code, name, kind }) => (
          <li key={code}>
            <a href={`/organisations/${code}`}>{name}</a> ({CONSTITUENT_KINDS[kind]})
          </li>
        ))}
      </ul>
      {constituents.length > shown.length && <p>And {sayNumber(constituents.length - shown.length)} more.</p>}
      <p>
        No mail reaches them. Telephone, and ask the ICB’s primary care team or the administrator to add a contact on the <a href="/people">page of people</a>: whoever is added can answer at once, from their home page, and is reminded with the others.
      </p>
    </div>
  );
}
