import type { IsoDate } from '#kernel/isoDate.ts';
import type { Difference } from './difference.ts';
import type { AnchorKind, Fact, FactKind, Profession } from './fact.ts';
import { isOfKind, isOwnAnswer, SETTLES } from './fact.ts';
import type { ProgrammeMeasure } from './programme.ts';
import type { StepId } from './step.ts';

export interface Practice {
  code: string;
  name: string;
}

export interface MeasureEvidence extends ProgrammeMeasure {
  unit: string;
  difference: Difference;
}

/** What is known of a programme on a day, and nothing that anybody thinks of it: the states of its steps are worked out of this alone. */
export interface Evidence {
  day: IsoDate;
  startedOn: IsoDate;
  closedOn: IsoDate | null;
  /** Of the PCN or place, on that day. */
  practices: readonly Practice[];
  /** How many needs it points at: an indicator, a measure of access, a figure of workload. */
  needs: number;
  /** Who signs in answers alone; of any other somebody notes the answer. */
  leaders: readonly { id: number; organisationCode: string; signsIn: boolean; answer: { standingStillIsWorse: boolean; on: IsoDate; isNoted: boolean } | null }[];
  members: readonly { organisationCode: string; profession: Profession }[];
  /** Professions that are wanted in the team, whether or not somebody of them is in it. */
  sought: readonly Profession[];
  vision: string | null;
  measures: readonly MeasureEvidence[];
  /** What is to be measured, and has no baseline yet. */
  plannedMeasures: readonly string[];
  communications: readonly { id: number; due: IsoDate; deliveredOn: IsoDate | null; heard: { asked: number; couldSay: number } | null }[];
  obstacles: readonly { id: number; since: IsoDate; hasOwner: boolean; resolvedOn: IsoDate | null }[];
  wins: readonly { id: number; title: string; unit: string; due: IsoDate; improvement: 'increase' | 'decrease'; target: number; reached: { on: IsoDate; value: number } | null }[];
  /** First wins that have no figure and no day yet. */
  plannedWins: readonly string[];
  anchors: readonly AnchorKind[];
}

export interface Disagreement {
  step: StepId;
  /** Who, by the number of the person or the console. */
  by: string;
  on: IsoDate;
  reason: string;
}

/** The latest of those that tell more of one fact, by day and then by number. */
function latest<Kind extends FactKind>(facts: readonly Fact[], kind: Kind, aboutId?: number): Fact<Kind> | null {
  const own = facts.filter(isOfKind(kind)).filter((fact) => aboutId === undefined || fact.aboutId === aboutId);
  return own.sort((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1)).at(-1) ?? null;
}

interface EvidenceOf {
  day: IsoDate;
  startedOn: IsoDate;
  practices: readonly Practice[];
  /** Of each measure, by the number of its fact. */
  differences: ReadonlyMap<number, Difference>;
}

/** The evidence in facts that stand. Where the same was told more than once, the latest counts. */
export function evidenceIn(facts: readonly Fact[], { day, startedOn, practices, differences }: EvidenceOf): Evidence {
  const all = <Kind extends FactKind>(kind: Kind): Fact<Kind>[] => facts.filter(isOfKind(kind));
  return {
    day, startedOn, practices,
    closedOn: latest(facts, 'close')?.on ?? null,
    needs: all('subject').filter(({ detail }) => detail.as === 'need').length,
    leaders: all('leader').map(({ id, detail, personId }) => {
      const answer = latest(facts, 'leader-answer', id);
      return { id, organisationCode: detail.organisationCode, signsIn: personId !== null, answer: answer && { standingStillIsWorse: answer.detail.standingStillIsWorse, on: answer.on, isNoted: !isOwnAnswer(answer, facts) } };
    }),
    members: all('member').map(({ detail }) => detail),
    sought: [...new Set(all('sought').map(({ detail }) => detail.profession))],
    vision: latest(facts, 'vision')?.words ?? null,
    measures: all('measure').flatMap(({ id, detail }) => {
      const difference = differences.get(id);
      return difference ? [{ id: String(id), ...detail, difference }] : [];
    }),
    plannedMeasures: unsettled(facts, 'planned-measure').map(({ detail }) => detail.title),
    communications: all('communication').map(({ id, on }) => {
      const heard = latest(facts, 'heard', id)?.detail ?? null;
      return { id, due: on, deliveredOn: latest(facts, 'delivered', id)?.on ?? null, heard };
    }),
    obstacles: all('obstacle').map(({ id, on, name, personId }) => ({ id, since: on, hasOwner: name !== null || personId !== null, resolvedOn: latest(facts, 'resolved', id)?.on ?? null })),
    wins: all('win').map(({ id, on, detail }) => {
      const reached = latest(facts, 'win-reached', id);
      return { id, due: on, ...detail, reached: reached && { on: reached.on, value: reached.detail.value } };
    }),
    plannedWins: unsettled(facts, 'planned-win').map(({ detail }) => detail.title),
    anchors: [...new Set(all('anchor').map(({ detail }) => detail.anchor))],
  };
}

/** What is planned and was not made a measure or a win of yet. */
export const unsettled = <Kind extends 'planned-measure' | 'planned-win'>(facts: readonly Fact[], kind: Kind): Fact<Kind>[] =>
  facts.filter(isOfKind(kind)).filter(({ id }) => !facts.some((one) => SETTLES[one.kind] === kind && one.aboutId === id));

/** Those who disagree with a step's state, with a reason that was not erased. */
export const disagreementsIn = (facts: readonly Fact[]): Disagreement[] =>
  facts.filter(isOfKind('disagreement')).map(({ detail, by, on, words }) => ({ step: detail.step, by, on, reason: words ?? 'The reason was erased.' }));
