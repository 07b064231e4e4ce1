import type { ReactElement } from 'react';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { dateFieldText } from '#platform/web/formValues.ts';
import { DateField, PostForm, SelectField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import type { SentValues } from '#platform/web/route.ts';
import type { AgreementEntered } from '../../commands/agreeNetworkRules.ts';
import { DECISION_TYPES, type DecisionType } from '../../domain/decisionType.ts';
import { QUORUM_UNITS, shareOf, THRESHOLDS, VOTE_UNITS, type NetworkRule, type RulesByType } from '../../domain/canvass/networkRule.ts';
import type { Agreement } from '../../queries/agreements.ts';

const TYPES = Object.keys(DECISION_TYPES) as DecisionType[];
const optionsOf = (record: Readonly<Record<string, string>>): Option[] => Object.entries(record).map(([value, label]) => ({ value, label }));
const SHARES: Option[] = [['1/4', 'a quarter'], ['1/3', 'a third'], ['1/2', 'half'], ['2/3', 'two thirds'], ['3/4', 'three quarters'], ['1/1', 'all']].map(([value, label]) => ({ value: value!, label: label! }));

interface AgreementFormProps {
  path: string;
  isPlace: boolean;
  practices: readonly { code: string; name: string }[];
  form: FormState;
}

/** The rules from a day on, and how many partners each practice has where the agreement says it. */
export function AgreementForm({ path, isPlace, practices, form }: AgreementFormProps): ReactElement {
  return (
    <PostForm action={path} submit="Save the rules" form={form}>
      <DateField name="from" label="In force from" hint="What is in force now ends the day before. The same day again corrects it." form={form} />
      {TYPES.map((type) => (
        <RuleFields key={type} type={type} form={form} />
      ))}
      {isPlace ? (
        <fieldset className="nhsuk-fieldset canvass-rule">
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">How the PCNs come to the place’s answer, each with one voice</legend>
          <SelectField name="place-threshold" label="Carried by" options={optionsOf(THRESHOLDS)} form={form} />
          <SelectField name="place-share" label="Voices that must have a result" options={SHARES} form={form} />
          <SelectField name="place-bodies" label="The federation and the LMC" options={[{ value: 'beside', label: 'stand beside, not counted' }, { value: 'counted', label: 'count as one voice each' }]} form={form} />
        </fieldset>
      ) : (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Partners by practice</span>
          </summary>
          <div className="nhsuk-details__text">
            <p>Where a vote is by partners. Left empty, those known here as GP partners on the day are counted.</p>
            {practices.map(({ code, name }) => (
              <TextField key={code} name={`partners-${code}`} label={name} width={5} inputMode="numeric" form={form} />
            ))}
          </div>
        </details>
      )}
    </PostForm>
  );
}

function RuleFields({ type, form }: { type: DecisionType; form: FormState }): ReactElement {
  const isOrdinary = type === 'ordinary';
  return (
    <fieldset className="nhsuk-fieldset canvass-rule">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{DECISION_TYPES[type]}</legend>
      <SelectField name={`${type}-votes`} label="Votes" options={optionsOf(VOTE_UNITS)} empty={isOrdinary ? undefined : 'As for ordinary decisions'} form={form} />
      <SelectField name={`${type}-threshold`} label="Carried by" options={optionsOf(THRESHOLDS)} form={form} />
      <SelectField name={`${type}-share`} label="Who must answer at least" options={SHARES} form={form} />
      <SelectField name={`${type}-of`} label="of its" options={optionsOf(QUORUM_UNITS)} form={form} />
    </fieldset>
  );
}

/** The form's values from what is in force, or as it starts for a body that has nothing. */
export function valuesOf(agreement: Agreement | null, isPlace: boolean): SentValues {
  const values: Record<string, string> = {};
  for (const type of TYPES) {
    const rule = agreement?.rules[type];
    values[`${type}-votes`] = rule?.votes ?? (type === 'ordinary' ? 'practice' : '');
    values[`${type}-threshold`] = rule?.threshold ?? 'simple';
    values[`${type}-share`] = rule?.quorum.share ?? '1/2';
    values[`${type}-of`] = rule?.quorum.of ?? 'practices';
  }
  if (isPlace) Object.assign(values, { 'place-threshold': agreement?.placeRule?.threshold ?? 'simple', 'place-share': agreement?.placeRule?.quorumShare ?? '1/2', 'place-bodies': agreement?.placeRule?.countsBodies ? 'counted' : 'beside' });
  for (const [code, partners] of Object.entries(agreement?.partners ?? {})) values[`partners-${code}`] = String(partners);
  return values;
}

/** What the form says, or what is wrong with it by field. */
export function readAgreement(values: SentValues, bodyCode: string, isPlace: boolean, practiceCodes: readonly string[]): { ok: true; entered: AgreementEntered } | { ok: false; errors: Record<string, string> } {
  const text = (name: string): string => String(values[name] ?? '').trim();
  const errors: Record<string, string> = {};
  const from = parseIsoDate(dateFieldText(values, 'from'));
  if (!from) errors['from'] = 'Enter the first day as a real date';
  const rules: RulesByType = {};
  for (const type of TYPES) {
    if (text(`${type}-votes`) === '') continue;
    const rule = ruleIn(text, type);
    if (rule) rules[type] = rule;
    else errors[`${type}-votes`] = 'Choose one of the list in each box';
  }
  if (!rules.ordinary) errors['ordinary-votes'] ??= 'Choose a rule for ordinary decisions';
  const partners: Record<string, number> = {};
  for (const code of practiceCodes) {
    const count = text(`partners-${code}`);
    if (count === '') continue;
    if (/^\d{1,3}$/.test(count)) partners[code] = Number(count);
    else errors[`partners-${code}`] = 'Enter a whole number of partners, or leave it empty';
  }
  const threshold = text('place-threshold');
  const isSoundPlace = Object.hasOwn(THRESHOLDS, threshold) && shareOf(text('place-share')) !== null;
  if (isPlace && !isSoundPlace) errors['place-threshold'] = 'Choose one of the list in each box';
  if (!from || Object.keys(errors).length > 0) return { ok: false, errors };
  const placeRule = isPlace ? { threshold: threshold as NetworkRule['threshold'], quorumShare: text('place-share'), countsBodies: text('place-bodies') === 'counted' } : null;
  return { ok: true, entered: { bodyCode, from, rules, partners, placeRule } };
}

function ruleIn(text: (name: string) => string, type: DecisionType): NetworkRule | null {
  const [votes, threshold, share, of] = [text(`${type}-votes`), text(`${type}-threshold`), text(`${type}-share`), text(`${type}-of`)];
  if (!Object.hasOwn(VOTE_UNITS, votes) || !Object.hasOwn(THRESHOLDS, threshold) || !Object.hasOwn(QUORUM_UNITS, of) || !shareOf(share)) return null;
  return { votes, threshold, quorum: { of, share } } as NetworkRule;
}
