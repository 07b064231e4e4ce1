import { sentenceCase } from '#kernel/sayWords.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { costOf } from '../domain/claimable.ts';
import { CLAIM_LIFE } from '../domain/claimLife.ts';
import type { Bought } from '../domain/rolesYear.ts';
import type { Claim } from '../queries/claims.ts';
import { roleRules } from '../roleRules.ts';
import { claimPath } from './claimPaths.ts';

const roleOf = (claim: Claim) => roleRules().roles.get(claim.role);
const pounds = (pence: number): number => pence / 100;

/** One row a post and month, with the columns in the order in which a claim asks for them. */
export const claimsTable: Table<Claim> = defineTable<Claim>({
  id: 'claims',
  caption: 'Claims by post and month',
  columns: [
    { key: 'post', heading: 'Post', kind: 'text', filter: 'text', value: ({ post }) => post, cell: ({ id, pcnCode, post }) => <a href={claimPath(pcnCode, id)}>{post}</a> },
    { key: 'role', heading: 'Role', kind: 'text', filter: 'select', value: (claim) => roleOf(claim)?.title ?? claim.role },
    { key: 'band', heading: 'Band', kind: 'text', value: (claim) => roleOf(claim)?.band ?? null },
    { key: 'wte', heading: 'WTE', kind: 'number', value: ({ wte }) => wte.valueOf() },
    { key: 'salary', heading: 'Salary', unit: '£', kind: 'number', value: ({ salaryPence }) => pounds(salaryPence) },
    { key: 'ni', heading: 'National insurance', unit: '£', kind: 'number', value: ({ nationalInsurancePence }) => pounds(nationalInsurancePence) },
    { key: 'pension', heading: 'Pension', unit: '£', kind: 'number', value: ({ pensionPence }) => pounds(pensionPence) },
    { key: 'total', heading: 'Total', unit: '£', kind: 'number', value: (claim) => pounds(costOf(claim)) },
    { key: 'claim', heading: 'Claim', unit: '£', kind: 'number', value: ({ claimPence }) => pounds(claimPence) },
    { key: 'month', heading: 'Month', kind: 'text', filter: 'select', value: ({ month }) => month.slice(0, 7), cell: ({ month }) => sayMonth(month) },
    { key: 'state', heading: 'State', kind: 'text', filter: 'select', value: ({ state }) => sentenceCase(CLAIM_LIFE.states[state]) },
    { key: 'figures', heading: 'Maximum is', kind: 'text', value: ({ figureStatus }) => figureStatus },
  ],
  source: { title: 'Entered by the PCN' },
  whenEmpty: 'No claim was entered for this year yet.',
});

/** What the unclaimed money would have bought. */
export const boughtTable: Table<Bought> = defineTable<Bought>({
  id: 'bought',
  caption: 'What the unclaimed would have bought, of any one role, for a year',
  columns: [
    { key: 'role', heading: 'Role', kind: 'text', value: ({ role }) => role.title },
    { key: 'whole', heading: 'Whole posts', kind: 'number', value: ({ whole }) => whole },
    { key: 'wte', heading: 'WTE', kind: 'number', value: ({ wte }) => wte.round(2).valueOf() },
    { key: 'maximum', heading: 'At its maximum', unit: '£ a year', kind: 'number', value: ({ maximum }) => maximum.value.valueOf() },
    { key: 'status', heading: 'Maximum is', kind: 'text', value: ({ maximum }) => maximum.status },
  ],
  whenEmpty: 'No maximum is known for the end of this year.',
});
