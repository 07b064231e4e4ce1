import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** A file of the folder of rules, parsed; `path` is from that folder. */
export const readRules = (path: string): unknown => parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));

export const RULE_STATUS = z.enum(['confirmed', 'reported', 'derived', 'unverified']);

const Sources = z.record(z.string(), z.object({ title: z.string(), address: z.string() }));

/** Looks a source up in rules/sources.yaml. Throws for one that is not there: a rule without a source is not shown. */
export function sourceFinder(): (id: string) => { id: string; title: string; address: string } {
  const sources = Sources.parse(readRules('sources.yaml'));
  return (id) => {
    const source = sources[id];
    if (!source) throw new Error(`The source ${id} is not in rules/sources.yaml`);
    return { id, ...source };
  };
}
