import type { IsoDate } from '#kernel/isoDate.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import { mayDay, textIn } from '#platform/web/formValues.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { ANCHORS, isWorkloadFigure, PROFESSIONS, WORKLOAD_FIGURES } from '../domain/fact.ts';
import type { AnchorKind, NewFact, PointedAt, Profession } from '../domain/fact.ts';
import type { Choices, PersonChoice } from '../queries/choices.ts';
import { accessUnit, isAccessMeasure } from '../queries/measureSeries.ts';
import type { FormKind } from './factForms.tsx';

/** A number as people write it: `1,200` and `3.5`; not a number where it is none or empty. */
const numberIn = (values: SentValues, name: string): number => {
  const text = textIn(values, name).replaceAll(',', '');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
};

/** What forms let be chosen, and of what they are. */
export interface FormAsked {
  today: IsoDate;
  choices: Pick<Choices, 'people' | 'needs' | 'decisions' | 'posts' | 'money' | 'series'>;
}

const CHOSEN_FROM: Readonly<Record<PointedAt, 'needs' | 'decisions' | 'posts' | 'money'>> = { need: 'needs', decision: 'decisions', post: 'posts', money: 'money' };

/** What a form says as facts, or what is wrong with its fields. Whether they fit the programme is the command's to say. */
export function readFactForm(kind: FormKind, values: SentValues, { today, choices }: FormAsked): { facts: NewFact[] } | { errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const on = mayDay(values, 'on', errors) ?? today;
  const text = (name: string): string => textIn(values, name);
  const chosen = <Key extends string>(name: string, known: Readonly<Record<Key, string>>): Key => {
    if (!Object.hasOwn(known, text(name))) errors[name] = 'Choose one';
    return text(name) as Key;
  };
  const better = (): 'increase' | 'decrease' => chosen('improvement', { increase: '', decrease: '' });
  const base = { on, aboutId: Number(text('about')) || null, words: text('words') };
  /** Somebody from the list, or a name that was written; both are a mistake. */
  const person = (): { name: string; personId: string | null; place: string; profession: Profession | null } => {
    const one = choices.people.find(({ value }) => value === text('person'));
    if (text('person') !== '' && !one) errors['person'] = 'Choose somebody from the list';
    if (one && text('name') !== '') errors['name'] = `Choose ${one.name}, or write a name: not both`;
    return one ? { name: one.name, personId: one.personId, place: one.organisationCode, profession: one.profession } : { name: text('name'), personId: null, place: text('organisation'), profession: null };
  };
  const facts = ((): NewFact[] | null => {
    switch (kind) {
      case 'leader': return readLeaders(values, on, choices.people, errors);
      case 'member': {
        const { name, personId, place, profession } = person();
        return [{ ...base, kind, name, personId, detail: { organisationCode: place, profession: text('profession') === '' && profession ? profession : chosen<Profession>('profession', PROFESSIONS) } }];
      }
      case 'sought': return [{ ...base, kind, detail: { profession: chosen<Profession>('profession', PROFESSIONS) } }];
      case 'leader-answer': return [{ ...base, kind, detail: { standingStillIsWorse: chosen('worse', { yes: '', no: '' }) === 'yes' } }];
      case 'measure': return [readMeasure(values, { ...base, improvement: better(), today, choices }, errors)];
      case 'figure': {
        if (mayDay(values, 'on', errors) === null) errors['on'] ??= 'Enter a day of the month that it is of';
        return [{ ...base, kind, on: isoDate(`${on.slice(0, 7)}-01`), detail: { value: numberIn(values, 'value') } }];
      }
      case 'communication': {
        if (text('audience') === '') errors['audience'] = 'Say whom to tell';
        return [{ ...base, kind, detail: { audience: text('audience').slice(0, 120) } }];
      }
      case 'heard': return [{ ...base, kind, detail: { asked: numberIn(values, 'asked'), couldSay: numberIn(values, 'couldSay') } }];
      case 'win': {
        if (mayDay(values, 'on', errors) === null) errors['on'] ??= 'Enter the day by which it is to come';
        return [{ ...base, kind, detail: { title: text('title'), unit: text('unit'), improvement: better(), target: numberIn(values, 'target') } }];
      }
      case 'win-reached': return [{ ...base, kind, detail: { value: numberIn(values, 'value') } }];
      case 'anchor': return [{ ...base, kind, detail: { anchor: chosen<AnchorKind>('anchor', ANCHORS) } }];
      case 'need': case 'decision': case 'post': case 'money': {
        if (!choices[CHOSEN_FROM[kind]].some(({ value }) => value === text('subject'))) errors['subject'] = 'Choose one from the list';
        const [module = '', of = '', ...rest] = text('subject').split('/');
        return [{ ...base, kind: 'subject', detail: { as: kind, subject: { module, kind: of, id: rest.join('/') } } }];
      }
      case 'cost': {
        const pounds = readPounds(text('pounds'));
        if (!pounds.ok) errors['pounds'] = 'Enter the amount in pounds, such as £1,234.56';
        return [{ ...base, kind, detail: { pence: pounds.ok ? pounds.value : 0 } }];
      }
      case 'obstacle': {
        const { name, personId } = person();
        return [{ ...base, kind, name, personId, detail: {} }];
      }
      case 'vision': case 'delivered': case 'resolved': case 'peer-offer': return [{ ...base, kind, detail: {} }];
      default: return null;
    }
  })();
  if (facts === null) return { errors: { words: 'This cannot be entered here' } };
  return Object.keys(errors).length > 0 ? { errors } : { facts };
}

/** Everybody who was ticked, and one who was written. */
function readLeaders(values: SentValues, on: IsoDate, people: readonly PersonChoice[], errors: Record<string, string>): NewFact[] {
  const ticked = [values['people'] ?? []].flat().map(String).filter(Boolean);
  const asked = ticked.flatMap((value) => people.find((one) => one.value === value) ?? []);
  if (asked.length < ticked.length) errors['people'] = 'Choose from the list';
  const twice = asked.find(({ personId }, index) => asked.findIndex((one) => one.personId === personId) < index);
  if (twice) errors['people'] = `Ask ${twice.name} once: for one of their places`;
  const name = textIn(values, 'name');
  if (asked.length === 0 && name === '') errors['people'] ??= 'Choose whom to ask, or write a name below';
  const leaders: NewFact[] = asked.map(({ name: who, personId, organisationCode }) => ({ kind: 'leader', on, name: who, personId, detail: { organisationCode } }));
  return name === '' ? leaders : [...leaders, { kind: 'leader', on, name, detail: { organisationCode: textIn(values, 'organisation') } }];
}

interface MeasureAsked {
  on: IsoDate;
  aboutId: number | null;
  words: string;
  improvement: 'increase' | 'decrease';
  today: IsoDate;
  choices: Pick<Choices, 'series'>;
}

function readMeasure(values: SentValues, { improvement, today, choices, ...base }: MeasureAsked, errors: Record<string, string>): NewFact<'measure'> {
  const targetOn = mayDay(values, 'targetOn', errors);
  if (targetOn === null) errors['targetOn'] ??= 'Enter a real date, such as 31 3 2027';
  const sent = textIn(values, 'series');
  const isEntered = sent === '' || sent === 'entered';
  if (!isEntered && !choices.series.some(({ value }) => value === sent)) errors['series'] = 'Choose one from the list';
  const [kind = '', measure = '', code = ''] = sent.split(':');
  const detail = { title: textIn(values, 'title'), improvement, baseline: numberIn(values, 'baseline'), target: numberIn(values, 'target'), targetOn: targetOn ?? today };
  if (kind === 'access' && isAccessMeasure(measure)) return { ...base, kind: 'measure', detail: { ...detail, unit: accessUnit(measure).unit, series: { kind, measure, code } } };
  if (kind === 'workload' && isWorkloadFigure(measure)) return { ...base, kind: 'measure', detail: { ...detail, unit: WORKLOAD_FIGURES[measure].unit, series: { kind, figure: measure, code } } };
  return { ...base, kind: 'measure', detail: { ...detail, unit: textIn(values, 'unit'), series: { kind: 'entered' } } };
}
