import type { ProgrammeOf, ProgrammeShown } from './programmes.ts';

/** A programme in a list for programs. */
export const programmeLineJson = ({ id, title, organisationCode, pattern, startedOn, closedOn, closedWithout, closing, steps }: ProgrammeShown) => ({
  id, title, organisationCode, pattern, startedOn, closedOn, closedWithout, closing: closing && { on: closing.on, held: closing.held, words: closing.words }, steps: steps.map(({ step, state }) => ({ step, state })),
});

/** A programme with its evidence for programs. */
export const programmeJson = (programme: ProgrammeOf) => {
  const { vision, steps, measures, uses, cost, withdrawn, organisationName } = programme;
  return {
    ...programmeLineJson(programme), organisationName, vision, steps,
    measures: measures.map(({ id, title, unit, series, improvement, baseline, target, targetOn, difference }) => ({ id, title, unit, series, improvement, baseline, target, targetOn, difference })),
    uses: uses.map(({ as, id, named }) => ({ as, subject: id, title: named?.title ?? null, amount: named?.amount ?? null })),
    cost, withdrawn: withdrawn.length,
  };
};
