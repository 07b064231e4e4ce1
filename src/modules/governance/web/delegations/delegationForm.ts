import { addDays } from '#kernel/isoDate.ts';
import type { SentValues } from '#platform/web/route.ts';
import { dayFieldValues, listIn, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import type { GrantEntry } from '../../domain/authority/grantEntry.ts';
import { GOVERNANCE_FORMS } from '../../domain/forum.ts';
import type { GovernanceForm } from '../../domain/forum.ts';
import { readPounds } from '#kernel/pounds.ts';
import { bodyIn, bodyText } from '../../queries/bodyChoices.ts';
import type { Delegation } from '../../queries/delegations.ts';

/** The fields of the form, for errors to stand beside. */
export const GRANT_FIELDS = ['giver', 'receiver', 'matters', 'keptBack', 'within', 'limitDecision', 'limitYear', 'jointWith', 'otherCondition', 'form', 'instrument', 'from', 'lastDay'];

/** The grant that a form describes, or what is wrong with it, by field. */
export function grantIn(values: SentValues): { entry: GrantEntry } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const text = (name: string): string => textIn(values, name);
  const from = needDay(values, 'from', errors);
  const lastDay = mayDay(values, 'lastDay', errors);
  const limitDecisionPence = limitIn(text('limitDecision'), 'limitDecision', errors);
  const limitYearPence = limitIn(text('limitYear'), 'limitYear', errors);
  const form = text('form');
  if (text('giver') === '') errors['giver'] = 'Choose who grants it';
  if (text('receiver') === '') errors['receiver'] = 'Enter who receives it';
  if (text('within') === '') errors['within'] = 'Enter the code of the area in which it holds';
  if (!isForm(form)) errors['form'] = 'Choose the governance form of the receiver';
  if (from === null || !isForm(form) || Object.keys(errors).length > 0) return { errors };
  const conditions = listIn(values, 'conditions');
  return {
    entry: {
      giver: bodyIn(text('giver')), receiver: bodyIn(text('receiver')), matters: listIn(values, 'matters'), keptBack: listIn(values, 'keptBack'), withinCode: text('within').toUpperCase(),
      limitDecisionPence, limitYearPence, mayDelegateOnward: conditions.includes('onward'), consultLmc: conditions.includes('consult-lmc'),
      jointWith: text('jointWith') === '' ? null : bodyIn(text('jointWith')), otherCondition: text('otherCondition') || null, form, instrument: text('instrument') || null,
      from, lastDay, status: text('status') === 'in-force' ? 'in-force' : 'draft',
    },
  };
}

const isForm = (text: string): text is GovernanceForm => Object.hasOwn(GOVERNANCE_FORMS, text);

function limitIn(text: string, field: string, errors: Record<string, string>): number | null {
  if (text === '') return null;
  const amount = readPounds(text);
  if (amount.ok) return amount.value;
  errors[field] = 'Enter the amount in pounds, such as £25,000, or leave it empty for no limit';
  return null;
}

/** A grant as the values of the form, to enter the like of it again. */
export function valuesOf(grant: Delegation): SentValues {
  const joint = grant.conditions.find((one) => one.kind === 'joint-with');
  const other = grant.conditions.find((one) => one.kind === 'other');
  const pounds = (pence: number | null): string => (pence === null ? '' : (pence / 100).toFixed(2).replace(/\.00$/, ''));
  return {
    giver: bodyText(grant.giver), receiver: bodyText(grant.receiver), matters: [...grant.matters], keptBack: [...grant.keptBack], within: grant.withinCode,
    limitDecision: pounds(grant.limitDecisionPence), limitYear: pounds(grant.limitYearPence),
    conditions: [...(grant.mayDelegateOnward ? ['onward'] : []), ...(grant.conditions.some(({ kind }) => kind === 'consult-lmc') ? ['consult-lmc'] : [])],
    jointWith: joint ? bodyText(joint.body) : '', otherCondition: other ? (grant.wordsById[other.wordsId] ?? '') : '', form: grant.form, instrument: grant.instrument ?? '', status: 'draft',
    ...dayFieldValues('from', grant.from), ...(grant.to ? dayFieldValues('lastDay', addDays(grant.to, -1)) : {}),
  };
}
