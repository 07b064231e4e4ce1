import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { Authority, AuthorityFacts } from './authority.ts';

const MOST_NAMED = 4;

/** Names in a row, the rest counted: "A, B and 3 more". */
export function sayNames(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const shown = names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED - 1), `${names.length - MOST_NAMED + 1} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)}`;
}

/** The answer in a sentence or two, as a colleague would give it. */
export function sayAuthority({ question, matter, outcome, arrangement, bodies, remains }: Omit<Authority, 'says'>, { nameOf }: Pick<AuthorityFacts, 'nameOf'>): string {
  const about = `${matter.label}${question.amountPence === null ? '' : ` for ${sayPounds(question.amountPence)}`} at ${nameOf({ kind: 'organisation', id: question.withinCode })} on ${sayDate(question.on)}`;
  const names = bodies.map(nameOf);
  const first = remains.length > 0 ? ' Something remains to be done first.' : '';
  if (outcome === 'advise') {
    const boards = sayNames(names.map((name) => `the board of ${name}`));
    return `${about}: nobody below ${boards} may decide this. Everybody else can only advise ${names.length > 1 ? 'them' : 'it'}.${first}`;
  }
  if (outcome === 'stays') return `${about}: ${sayNames(names)} ${names.length > 1 ? 'each decide it for themselves' : 'decides it'}: it is their own, and nobody else may.${first}`;
  if (arrangement === 'jointly') return `${about}: ${sayNames(names)} must decide it jointly.${first}`;
  if (arrangement === 'each') return `${about}: no one body decides for all. ${sayNames(names)} each decide their own part.${first}`;
  return `${about}: ${names[0]} decides.${first}`;
}
