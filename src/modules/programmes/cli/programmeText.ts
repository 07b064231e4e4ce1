import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { POINTED_AT } from '../domain/fact.ts';
import { programmeRules } from '../programmeRules.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import { sayClosing, sayCost, sayDifference, sayNext, STATE_WORDS } from '../sayProgramme.ts';

const INDENT = '   ';

/** A programme to read in a terminal: the one next thing first, then the steps, the difference, and what it uses and cost. */
export function programmeText(programme: ProgrammeOf, day: IsoDate): string {
  const { id, title, organisationName, startedOn, closing, vision, steps, measures, uses, cost } = programme;
  const meanings = programmeRules().steps;
  const lines = [
    `${title} (${id}), ${organisationName}, since ${sayDate(startedOn)}`,
    ...(closing === null ? [] : [sayClosing(closing)]),
    ...(vision === null ? [] : [vision]),
    ...(closing === null ? ['', `Next: ${sayNext(programme, day)}`] : []),
    '', 'The eight steps',
    ...steps.flatMap(({ step, state, because, next: own, disagreements }, index) => [
      `${index + 1}. ${meanings.find((one) => one.id === step)!.title}: ${STATE_WORDS[state].toLowerCase()}`,
      ...because.map((words) => `${INDENT}${words}`),
      ...(own && closing === null ? [`${INDENT}Next: ${own.says}`] : []),
      ...disagreements.map(({ on, reason }) => `${INDENT}Somebody disagrees, ${sayDate(on)}: ${reason}`),
    ]),
    '', 'The difference',
    ...(measures.length === 0 ? [`${INDENT}It has no measure yet, so no difference can be shown.`] : measures.flatMap((measure) => sayDifference(measure).map((words) => `${INDENT}${words}`))),
    '', 'What it answers, uses and costs',
    ...uses.map(({ as, named, id: subject }) => `${INDENT}${POINTED_AT[as]}: ${named?.title ?? subject}${named?.amount ? `: ${named.amount}` : ''}`),
    ...sayCost(cost).map((words) => `${INDENT}${words}`),
  ];
  return `${lines.join('\n')}\n`;
}
