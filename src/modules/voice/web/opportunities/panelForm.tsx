import type { ReactElement } from 'react';
import { CheckboxField, PostForm, RadioField, SelectField } from '#platform/web/form.tsx';
import { WHY_NOT_SCORED } from '../../commands/scoreOpportunity.ts';
import { whyNotScored, type PanelMember, type Score } from '../../domain/opportunity/scoring.ts';
import type { Opportunity } from '../../queries/opportunities.ts';
import { opportunityPath } from './opportunityPaths.ts';

interface PanelFormProps {
  opportunity: Opportunity;
  member: PanelMember;
  entrants: readonly string[];
  /** This member's own. */
  scores: readonly Score[];
  nameOf: (code: string) => string;
}

const TEN = Array.from({ length: 11 }, (_, score) => ({ value: String(score), label: String(score) }));

/** What a panel member does once entries are closed: declare, then score each entry that they may. */
export function PanelForm({ opportunity: { id, criteria }, member, entrants, scores, nameOf }: PanelFormProps): ReactElement {
  return (
    <section id="panel" aria-labelledby="panel-heading">
      <h2 id="panel-heading">You are on the panel</h2>
      <PostForm action={`${opportunityPath(id)}/declare`} submit={member.takesPart === null ? 'Declare' : 'Declare anew'} form={{ values: { takesPart: member.takesPart === false ? 'no' : 'yes', conflicts: [...member.conflicts] } }}>
        <RadioField name="takesPart" label="Do you take part?" options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No, I stand down' }]} isInline form={{ values: { takesPart: member.takesPart === false ? 'no' : 'yes' } }} />
        <CheckboxField name="conflicts" label="With which do you have a conflict of interest?" hint="Leave all empty where with none" options={entrants.map((code) => ({ value: code, label: nameOf(code) }))} form={{ values: { conflicts: [...member.conflicts] } }} />
      </PostForm>
      {member.takesPart !== null &&
        entrants.map((code) => {
          const why = whyNotScored(member, code);
          const own = scores.filter((one) => one.code === code);
          const values = Object.fromEntries(own.map(({ criterion, score }) => [`score-${criterion}`, String(score)]));
          return (
            <div key={code} className="voice-card">
              <h3 className="nhsuk-heading-s">{nameOf(code)}</h3>
              {why ? (
                <p>You may not score this entry. {WHY_NOT_SCORED[why]}</p>
              ) : (
                <PostForm action={`${opportunityPath(id)}/score`} submit={own.length ? `Correct the scores of ${nameOf(code)}` : `Score ${nameOf(code)}`} form={{}}>
                  <input type="hidden" name="organisation" value={code} />
                  {criteria.map(({ id: criterion, label, weight }) => (
                    <SelectField key={criterion} name={`score-${criterion}`} label={`${label} (weight ${weight}), for ${nameOf(code)}`} options={TEN} empty="0 to 10" form={{ values }} />
                  ))}
                </PostForm>
              )}
            </div>
          );
        })}
    </section>
  );
}
