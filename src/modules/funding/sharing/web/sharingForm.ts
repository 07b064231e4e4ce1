import { readPounds, writePounds } from '#kernel/pounds.ts';
import { dayFieldValues, linesIn, needDay, textIn } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { SharingEntry } from '../commands/draftSharing.ts';
import { isSharingMethod, sayExact, SHARING_METHODS } from '../domain/shareOut.ts';
import type { Cost } from '../domain/shareOut.ts';
import type { Sharing } from '../queries/sharings.ts';

const FIELD = 'figure-';
export const figureField = (practiceCode: string): string => `${FIELD}${practiceCode}`;
export const sharingFields = (members: readonly string[]): string[] => ['title', 'sum', 'costs', 'on', 'method', 'agreedBy', ...members.map(figureField)];

/** The sharing-out that a form describes, or what is wrong with it, by field. */
export function sharingIn(values: SentValues, pcnCode: string): { entry: SharingEntry } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const on = needDay(values, 'on', errors);
  const method = textIn(values, 'method');
  const sum = readPounds(textIn(values, 'sum'));
  if (!sum.ok) errors['sum'] = 'Enter the sum in pounds, such as £25,000 or 25000.50';
  if (textIn(values, 'title') === '') errors['title'] = 'Enter which money it is';
  if (!isSharingMethod(method)) errors['method'] = 'Choose how it is shared';
  const costs = costsIn(values, errors);
  if (on === null || !sum.ok || !isSharingMethod(method) || Object.keys(errors).length > 0) return { errors };
  const figures = Object.fromEntries(Object.keys(values).filter((name) => name.startsWith(FIELD)).map((name) => [name.slice(FIELD.length), textIn(values, name)]));
  const agreedBy = subjectIn(textIn(values, 'agreedBy'));
  return { entry: { pcnCode, title: textIn(values, 'title'), sumPence: sum.value, costs, method, on, figures: SHARING_METHODS[method].isEntered ? figures : {}, agreedBy, replacesId: textIn(values, 'replaces') || null, isOpen: textIn(values, 'open') === 'yes' } };
}

/** One cost a line, its amount last: `Room hire £120`. */
function costsIn(values: SentValues, errors: Record<string, string>): Cost[] {
  return linesIn(values, 'costs').flatMap((line) => {
    const [, label = '', amount = ''] = /^(.*?)[\s:,]+(£?\s*[\d.,]+)$/.exec(line) ?? [];
    const pence = readPounds(amount);
    if (label && pence.ok) return [{ label, amountPence: pence.value }];
    errors['costs'] = `Write “${line.slice(0, 40)}” as what it was and its amount, such as: Room hire £120`;
    return [];
  });
}

export const subjectText = ({ module, kind, id }: SubjectRef): string => `${module}/${kind}/${id}`;

function subjectIn(text: string): SubjectRef | null {
  const [module, kind, ...rest] = text.split('/');
  return module && kind && rest.length > 0 ? { module, kind, id: rest.join('/') } : null;
}

const pounds = (pence: number): string => writePounds(pence).replace(/\.00$/, '');

/** A version as the values of the form, for the one that replaces it. */
export const valuesOf = (sharing: Sharing): SentValues => ({
  title: sharing.title, sum: pounds(sharing.sumPence), costs: sharing.costs.map(({ label, amountPence }) => `${label} £${pounds(amountPence)}`).join('\n'), method: sharing.method,
  agreedBy: sharing.agreedBy ? subjectText(sharing.agreedBy) : '', replaces: sharing.id, open: sharing.isOpen ? 'yes' : 'no', ...dayFieldValues('on', sharing.on),
  ...(SHARING_METHODS[sharing.method].isEntered ? Object.fromEntries(sharing.shares.map(({ code, basis }) => [figureField(code), sayExact(basis)])) : {}),
});
