import { existsSync } from 'node:fs';
import { z } from 'zod';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { readRules } from '#platform/rules/ruleFiles.ts';
import { CONTRACT_FOLDER, inRules } from './contractRules.ts';
import { BASES, STREAMS } from './domain/figure.ts';
import type { Basis, StreamId } from './domain/figure.ts';

/** `rules/funding/network-contract-des/<stream>/cases.yaml`: facts and a year, and the pence that are known from elsewhere. */
const CaseFile = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        case: z.string(),
        year: z.string().transform((text) => financialYear(text)),
        knownOn: z.iso.date().transform((text) => isoDate(text)).optional(),
        /** The part of the maximum that is asked for. */
        part: z.string().optional(),
        facts: z.partialRecord(z.enum(Object.keys(BASES) as [Basis, ...Basis[]]), z.number().nonnegative()),
        pence: z.int(),
        /** Where what is expected comes from. */
        source: z.string().min(1),
      }),
    )
    .min(1),
});
export type StreamCase = z.output<typeof CaseFile>['cases'][number];

/** The streams whose cases are run by a part of their own. */
export const OWN_CASES: ReadonlySet<StreamId> = new Set<StreamId>(['investment-and-impact-fund']);

export function streamCases(): ReadonlyMap<StreamId, readonly StreamCase[]> {
  const ids = (Object.keys(STREAMS) as StreamId[]).filter((id) => !OWN_CASES.has(id) && existsSync(inRules(`${id}/cases.yaml`)));
  return new Map(ids.map((id) => [id, CaseFile.parse(readRules(`${CONTRACT_FOLDER}/${id}/cases.yaml`)).cases]));
}
