import type { IsoDate } from '#kernel/isoDate.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import { mayDay, textIn } from '#platform/web/formValues.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { ANCHORS, POINTED_AT, PROFESSIONS } from '../domain/fact.ts';
import type { AnchorKind, FactKind, NewFact, PointedAt, Profession } from '../domain/fact.ts';
import { accessUnit, isAccessMeasure } from '../queries/measureSeries.ts';

/** A number as people write it: `1,200` and `3.5`; not a number where it is none or empty. */
const numberIn = (values: SentValues, name: string): number => {
  const text = textIn(values, name).replaceAll(',', '');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
};

/** What a form says as a fact, or what is wrong with its fields. Whether it fits the programme is the command's to say. */
export function readFactForm(kind: FactKind, values: SentValues, { today, organisationCode }: { today: IsoDate; organisationCode: string }): { fact: NewFact } | { errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const on = mayDay(values, 'on', errors) ?? today;
  const text = (name: string): string => textIn(values, name);
  const chosen = <Key extends string>(name: string, known: Readonly<Record<Key, string>>): Key => {
    if (!Object.hasOwn(known, text(name))) errors[name] = 'Choose one';
    return text(name) as Key;
  };
  const better = (): 'increase' | 'decrease' => chosen('improvement', { increase: '', decrease: '' });
  const base = { on, aboutId: Number(text('about')) || null, words: text('words') };
  const fact = ((): NewFact | null => {
    switch (kind) {
      case 'leader': return { ...base, kind, name: text('name'), detail: { organisationCode: text('organisation') } };
      case 'member': return { ...base, kind, name: text('name'), detail: { organisationCode: text('organisation'), profession: chosen<Profession>('profession', PROFESSIONS) } };
      case 'leader-answer': return { ...base, kind, detail: { standingStillIsWorse: chosen('worse', { yes: '', no: '' }) === 'yes' } };
      case 'measure': {
        const targetOn = mayDay(values, 'targetOn', errors);
        if (targetOn === null) errors['targetOn'] ??= 'Enter a real date, such as 31 3 2027';
        const series = text('series');
        const published = isAccessMeasure(series) ? { kind: 'access' as const, measure: series, code: organisationCode } : { kind: 'entered' as const };
        const unit = isAccessMeasure(series) ? accessUnit(series).unit : text('unit');
        return { ...base, kind, detail: { title: text('title'), unit, series: published, improvement: better(), baseline: numberIn(values, 'baseline'), target: numberIn(values, 'target'), targetOn: targetOn ?? today } };
      }
      case 'figure': return { ...base, kind, on: isoDate(`${on.slice(0, 7)}-01`), detail: { value: numberIn(values, 'value') } };
      case 'communication': {
        if (text('audience') === '') errors['audience'] = 'Say whom to tell';
        return { ...base, kind, detail: { audience: text('audience').slice(0, 120) } };
      }
      case 'heard': return { ...base, kind, detail: { asked: numberIn(values, 'asked'), couldSay: numberIn(values, 'couldSay') } };
      case 'win': return { ...base, kind, detail: { title: text('title'), unit: text('unit'), improvement: better(), target: numberIn(values, 'target') } };
      case 'win-reached': return { ...base, kind, detail: { value: numberIn(values, 'value') } };
      case 'anchor': return { ...base, kind, detail: { anchor: chosen<AnchorKind>('anchor', ANCHORS) } };
      case 'subject': {
        const [module = '', of = '', ...rest] = text('subject').split('/');
        if (module === '' || of === '' || rest.join('/') === '') errors['subject'] = 'Enter it as module/kind/number';
        return { ...base, kind, detail: { as: chosen<PointedAt>('as', POINTED_AT), subject: { module: module.slice(0, 40), kind: of.slice(0, 40), id: rest.join('/').slice(0, 80) } } };
      }
      case 'cost': {
        const pounds = readPounds(text('pounds'));
        if (!pounds.ok) errors['pounds'] = 'Enter the amount in pounds, such as £1,234.56';
        return { ...base, kind, detail: { pence: pounds.ok ? pounds.value : 0 } };
      }
      case 'obstacle': return { ...base, kind, name: text('name'), detail: {} };
      case 'vision': case 'delivered': case 'resolved': case 'peer-offer': return { ...base, kind, detail: {} };
      default: return null;
    }
  })();
  if (fact === null) return { errors: { words: 'This cannot be entered here' } };
  return Object.keys(errors).length > 0 ? { errors } : { fact };
}
