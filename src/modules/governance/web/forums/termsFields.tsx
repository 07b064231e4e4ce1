import type { ReactElement } from 'react';
import { sentenceCase } from '#kernel/sayWords.ts';
import { CheckboxField, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState, Option } from '#platform/web/form.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { listIn, textIn } from '#platform/web/formValues.ts';
import { DECISION_RULES, GOVERNANCE_FORMS, SECTORS } from '../../domain/forum.ts';
import type { DecisionRule, GovernanceForm, Sector, Terms } from '../../domain/forum.ts';
import type { TermsEntry } from '../../domain/forumEntry.ts';

export const optionsOf = (labels: Readonly<Record<string, string>>): Option[] => Object.entries(labels).map(([value, label]) => ({ value, label: sentenceCase(label) }));

export const TERMS_FIELDS = ['governanceForm', 'least', 'share', 'sectors', 'decisionRule', 'castingVote', 'reportDays'];

/** The fields of a forum's terms of reference. */
export function TermsFields({ form }: { form: FormState }): ReactElement {
  return (
    <>
      <SelectField name="governanceForm" label="Governance form" hint="How it comes to have any power" options={optionsOf(GOVERNANCE_FORMS)} form={form} />
      <TextField name="least" label="Quorum: how many voting seats must be filled" inputMode="numeric" width={5} form={form} />
      <TextField name="share" label="Quorum: which share of the voting seats that are held" hint="A fraction such as 1/2; leave it empty for none" width={5} form={form} />
      <CheckboxField name="sectors" label="Quorum: who must be among them" options={optionsOf(SECTORS)} form={form} />
      <RadioField name="decisionRule" label="How it decides" options={optionsOf(DECISION_RULES)} form={form} />
      <RadioField name="castingVote" label="At a tie" options={[{ value: 'chair', label: 'The chair decides' }, { value: 'none', label: 'It does not carry' }]} form={form} />
      <CheckboxField name="flags" label="And" options={[{ value: 'weighted', label: 'Votes count by the weights of the seats' }, { value: 'public', label: 'It meets in public' }]} form={form} />
      <TextField name="reportDays" label="Within how many days it reports back on a decision" inputMode="numeric" width={5} form={form} />
    </>
  );
}

const wholeNumber = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);

/** The terms that a form describes; what is wrong with them the command says. */
export function termsIn(values: SentValues): Omit<TermsEntry, 'from'> {
  const [share, sectors, flags] = [textIn(values, 'share'), listIn(values, 'sectors'), listIn(values, 'flags')];
  return {
    governanceForm: textIn(values, 'governanceForm') as GovernanceForm,
    quorum: { least: wholeNumber(textIn(values, 'least') || '0'), ...(share ? { share } : {}), ...(sectors.length > 0 ? { sectors: sectors as Sector[] } : {}) },
    decisionRule: { kind: textIn(values, 'decisionRule') as DecisionRule['kind'], castingVote: textIn(values, 'castingVote') === 'chair' ? 'chair' : null, weighted: flags.includes('weighted') },
    meetsInPublic: flags.includes('public'),
    reportDays: wholeNumber(textIn(values, 'reportDays')),
  };
}

export const valuesOfTerms = ({ governanceForm, quorum, decisionRule, meetsInPublic, reportDays }: Omit<Terms, 'id' | 'from' | 'to' | 'paperId'>): SentValues => ({
  governanceForm,
  least: String(quorum.least),
  share: quorum.share ?? '',
  sectors: quorum.sectors ?? [],
  decisionRule: decisionRule.kind,
  castingVote: decisionRule.castingVote ?? 'none',
  flags: [...(decisionRule.weighted ? ['weighted'] : []), ...(meetsInPublic ? ['public'] : [])],
  reportDays: String(reportDays),
});

/** What a new forum's form begins with. */
export const FIRST_TERMS: SentValues = { governanceForm: 'consultative-forum', least: '3', share: '1/2', decisionRule: 'majority', castingVote: 'none', flags: [], reportDays: '14' };
