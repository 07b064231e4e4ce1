import type { IsoDate } from '#kernel/isoDate.ts';
import type { Difference } from './difference.ts';
import type { AnchorKind, Fact, FactKind, Profession } from './fact.ts';
import { isOfKind } from './fact.ts';
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
  leaders: readonly { id: number; organisationCode: string; answer: { standingStillIsWorse: boolean; on: IsoDate } | null }[];
  members: readonly { organisationCode: string; profession: Profession }[];
  vision: string | null;
  measures: readonly MeasureEvidence[];
  communications: readonly { id: number; due: IsoDate; deliveredOn: IsoDate | null; heard: { asked: number; couldSay: number } | null }[];
  obstacles: readonly { id: number; since: IsoDate; hasOwner: boolean; resolvedOn: IsoDate | null }[];
  wins: readonly { id: number; title: string; unit: string; due: IsoDate; improvement: 'increase' | 'decrease'; target: number; reached: { on: IsoDate; value: number } | null }[];
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
    leaders: all('leader').map(({ id, detail }) => {
      const answer = latest(facts, 'leader-answer', id);
      return { id, organisationCode: detail.organisationCode, answer: answer && { standingStillIsWorse: answer.detail.standingStillIsWorse, on: answer.on } };
    }),
    members: all('member').map(({ detail }) => detail),
    vision: latest(facts, 'vision')?.words ?? null,
    measures: all('measure').flatMap(({ id, detail }) => {
      const difference = differences.get(id);
      return difference ? [{ id: String(id), ...detail, difference }] : [];
    }),
    communications: all('communication').map(({ id, on }) => {
      const heard = latest(facts, 'heard', id)?.detail ?? null;
      return { id, due: on, deliveredOn: latest(facts, 'delivered', id)?.on ?? null, heard };
    }),
    obstacles: all('obstacle').map(({ id, on, name, personId }) => ({ id, since: on, hasOwner: name !== null || personId !== null, resolvedOn: latest(facts, 'resolved', id)?.on ?? null })),
    wins: all('win').map(({ id, on, detail }) => {
      const reached = latest(facts, 'win-reached', id);
      return { id, due: on, ...detail, reached: reached && { on: reached.on, value: reached.detail.value } };
    }),
    anchors: [...new Set(all('anchor').map(({ detail }) => detail.anchor))],
  };
}

/** Those who disagree with a step's state, with a reason that was not erased. */
export const disagreementsIn = (facts: readonly Fact[]): Disagreement[] =>
  facts.filter(isOfKind('disagreement')).map(({ detail, by, on, words }) => ({ step: detail.step, by, on, reason: words ?? 'The reason was erased.' }));
