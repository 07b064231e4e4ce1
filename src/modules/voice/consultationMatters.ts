import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import type { ConsultationMatter } from './domain/consultation.ts';

const Matters = z.record(
  z.string(),
  z
    .strictObject({
      title: z.string(),
      prescribed: z.enum(['yes', 'no', 'unverified']),
      says: z.string(),
      asks: z.array(z.string()),
      source: z.string(),
      locator: z.string(),
      status: RULE_STATUS,
    })
    .refine(({ prescribed, status }) => (prescribed === 'unverified') === (status === 'unverified'), 'what is unverified is neither prescribed nor not'),
);

let known: readonly ConsultationMatter[] | undefined;

/** The matters of rules/voice/consultation/matters.yaml, in the file's order. Read once; throws where the file is not as it should be. */
export function consultationMatters(): readonly ConsultationMatter[] {
  return (known ??= readMatters());
}

function readMatters(): ConsultationMatter[] {
  const find = sourceFinder();
  return Object.entries(Matters.parse(readRules('voice/consultation/matters.yaml'))).map(([id, { source, ...matter }]) => {
    const { title, address } = find(source);
    return { id, ...matter, sourceTitle: title, sourceAddress: address };
  });
}

/** The matters under which a question falls by what it decides; none where nothing is known of it. */
export const mattersOf = ({ matter }: { matter: string | null }): ConsultationMatter[] => consultationMatters().filter(({ asks }) => matter !== null && asks.includes(matter));

export const consultationMatter = (id: string): ConsultationMatter | null => consultationMatters().find((matter) => matter.id === id) ?? null;
