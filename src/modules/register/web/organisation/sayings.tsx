import { sentenceCase } from '#kernel/sayWords.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { displayName } from '../../domain/displayName.ts';
import { RELATION_KINDS } from '../../domain/organisationKind.ts';
import type { PublishedFacts } from '../../queries/publishedFacts.ts';
import type { AsAt } from '../asAt.ts';
import { saySource } from '../data/saySource.ts';

/** One thing that a publication says of an organisation. */
export interface Saying {
  source: string;
  says: string;
  from: string | null;
  to: string | null;
}

/** What each publication is the source of: how it stood, what it belonged to, how many were on its list. The newest days first. */
export function sayingsOf(code: string, { image }: AsAt, facts: PublishedFacts): Saying[] {
  const sayings: Saying[] = [];
  for (const { source, from, to, name, status, postcode } of image.versionsOf(code)) {
    const says = [`Named ${name}`, status, postcode].filter(Boolean).join(', ');
    const last = sayings.at(-1);
    // What differs between two versions may be what this list does not tell.
    if (last && last.to === from && last.says === says && last.source === source) last.to = to;
    else sayings.push({ source, from, to, says });
  }
  for (const { kind, toCode, from, to, source } of image.relationsOf(code).up) {
    sayings.push({ source, from, to, says: `${sentenceCase(RELATION_KINDS[kind].says)} ${displayName(image.nameOf(toCode, from ?? to ?? '9999'))} (${toCode})` });
  }
  for (const { source, asOf, byPractice } of facts.registeredSeries) {
    const count = byPractice.get(code);
    if (count !== undefined) sayings.push({ source, from: asOf, to: null, says: `${count.toLocaleString('en-GB')} registered patients` });
  }
  return sayings.sort((a, b) => ((a.from ?? '') === (b.from ?? '') ? 0 : (a.from ?? '') < (b.from ?? '') ? 1 : -1));
}

export const sayingsTable = (code: string): Table<Saying> =>
  defineTable({
    id: `sources-${code.toLowerCase()}`,
    caption: 'What the publications say of it',
    columns: [
      { key: 'says', heading: 'What is said', kind: 'text', filter: 'text', value: ({ says }) => says },
      { key: 'from', heading: 'From', kind: 'date', value: ({ from }) => from },
      { key: 'to', heading: 'Until', kind: 'date', value: ({ to }) => to },
      { key: 'source', heading: 'First said by', kind: 'text', filter: 'select', value: ({ source }) => saySource(source) },
    ],
    source: { title: 'Every publication held', href: '/data' },
  });
