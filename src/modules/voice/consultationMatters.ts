import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ConsultationMatter } from './domain/consultation.ts';

const RULES = new URL('../../../rules/', import.meta.url);
const readRules = (path: string): unknown => parse(readFileSync(new URL(path, RULES), 'utf8'));

const Sources = z.record(z.string(), z.object({ title: z.string(), address: z.string() }));
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
      status: z.enum(['confirmed', 'reported', 'derived', 'unverified']),
    })
    .refine(({ prescribed, status }) => (prescribed === 'unverified') === (status === 'unverified'), 'what is unverified is neither prescribed nor not'),
);

let known: readonly ConsultationMatter[] | undefined;

/** The matters of rules/voice/consultation/matters.yaml, in the file's order. Read once; throws where the file is not as it should be. */
export function consultationMatters(): readonly ConsultationMatter[] {
  return (known ??= readMatters());
}

function readMatters(): ConsultationMatter[] {
  const sources = Sources.parse(readRules('sources.yaml'));
  return Object.entries(Matters.parse(readRules('voice/consultation/matters.yaml'))).map(([id, { source, ...matter }]) => {
    const cited = sources[source];
    if (!cited) throw new Error(`The source ${source} is not in rules/sources.yaml`);
    return { id, ...matter, sourceTitle: cited.title, sourceAddress: cited.address };
  });
}

/** The matters under which a question falls by what it decides; none where nothing is known of it. */
export const mattersOf = ({ matter }: { matter: string | null }): ConsultationMatter[] => consultationMatters().filter(({ asks }) => matter !== null && asks.includes(matter));

export const consultationMatter = (id: string): ConsultationMatter | null => consultationMatters().find((matter) => matter.id === id) ?? null;
