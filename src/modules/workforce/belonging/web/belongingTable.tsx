import type { ReactElement } from 'react';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { postPath } from '../../posts/web/postPaths.ts';
import { belongingRules } from '../belongingRules.ts';
import { BELONGING } from '../domain/belonging.ts';
import type { TestId } from '../domain/belonging.ts';
import type { BelongingAnswer } from '../queries/belongingOfPcn.ts';

export type BelongingRow = BelongingAnswer['posts'][number];

/** Where in the form of a post each test is mended. Peers come with a team, which is a home. */
const FIELD_OF: Readonly<Record<TestId, string>> = {
  'named-home': 'home', 'line-manager': 'line-manager', 'clinical-supervisor': 'supervisor', peers: 'home', 'regular-meeting': 'meets-every', 'place-to-sit': 'sits-at',
};
/** The form, at the field, where what is missing is put right. */
export const mendPath = (postId: string, test: TestId): string => `${postPath(postId)}/change#field-${FIELD_OF[test]}`;

const stepOf = (test: TestId): string => belongingRules().tests.get(test)!.step;
const missingOf = ({ belonging: { missing } }: BelongingRow, isDecisive: boolean): TestId[] => missing.filter((one) => one.isDecisive === isDecisive).map(({ test }) => test);
const sayBelongs = ({ belonging: { isVacant, belongsTo } }: BelongingRow): string => (isVacant ? 'Vacant' : BELONGING[belongsTo]);

/** Those that belong nowhere first, of them the one that needs least; vacant posts last. */
export const inOrder = (rows: readonly BelongingRow[]): BelongingRow[] => {
  const rank = (row: BelongingRow): number => (row.belonging.isVacant ? 100 : row.belonging.belongsTo === 'nowhere' ? missingOf(row, true).length : 50);
  return [...rows].sort((a, b) => rank(a) - rank(b));
};

/** What holders say is not so stands in a column of its own: it changes nothing of what is told from the facts. */
export const belongingTable = (isKeeper: boolean, said: ReadonlyMap<string, string>): Table<BelongingRow> => defineTable<BelongingRow>({
  id: 'belonging',
  caption: 'Each post, and what would mend it',
  columns: [
    { key: 'post', heading: 'Post', kind: 'text', filter: 'text', value: ({ post }) => `${post.title} (${post.reference})`, cell: ({ post }) => <a href={postPath(post.id)}>{post.title} ({post.reference})</a> },
    { key: 'belongs', heading: 'Belongs', kind: 'text', filter: 'select', value: sayBelongs },
    { key: 'missing', heading: 'To be at home it needs', kind: 'text', value: (row) => missingOf(row, true).map(stepOf).join('; ') || null, cell: (row) => <Steps row={row} isDecisive isKeeper={isKeeper} /> },
    { key: 'helps', isForWide: true, heading: 'Would help', kind: 'text', value: (row) => missingOf(row, false).map(stepOf).join('; ') || null, cell: (row) => <Steps row={row} isDecisive={false} isKeeper={isKeeper} /> },
    ...(said.size === 0 ? [] : [{ key: 'said', heading: 'Said beside the facts', kind: 'text' as const, value: ({ post }: BelongingRow) => said.get(post.id) ?? null }]),
    { key: 'peers', isForWide: true, heading: 'Peers', unit: 'people', kind: 'number', value: ({ belonging }) => belonging.peers },
  ],
  source: { title: 'What the PCN entered; the tests are read from “Do the Additional Roles Belong to the Practices or the PCN?”, Ockham Healthcare, 2021' },
  whenEmpty: 'The PCN has no posts on this day. Its manager or clinical director adds the first.',
});

/** What is missing, each as the smallest step that would mend it, with the way to the form for who keeps the posts. */
function Steps({ row, isDecisive, isKeeper }: { row: BelongingRow; isDecisive: boolean; isKeeper: boolean }): ReactElement {
  const missing = missingOf(row, isDecisive);
  if (missing.length === 0) return <>{isDecisive ? 'Nothing' : '–'}</>;
  return (
    <ul className="nhsuk-list people-steps">
      {missing.map((test) => <li key={test}>{isKeeper ? <a href={mendPath(row.post.id, test)}>{stepOf(test)}</a> : stepOf(test)}</li>)}
    </ul>
  );
}
