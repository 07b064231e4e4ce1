import { sayMonth } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sayList } from '#kernel/sayWords.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { TableColumn } from '#platform/web/table.tsx';
import { roleRules } from '#funding';
import type { PlanMonth } from '../domain/planYear.ts';
import { RECRUITMENT } from '../domain/recruitment.ts';
import type { PostRisk, WouldBuy } from '../domain/risk.ts';
import type { NamedPlan } from '../queries/plan.ts';
import type { Recruitment } from '../queries/recruitments.ts';

const POSTS = { title: 'Posts, claims and costs, as this PCN entered them' };
const RULES = { title: 'Maxima and caps of the additional roles, by rule', href: '/funding/roles' };
export const titleOf = (role: string): string => roleRules().roles.get(role)?.title ?? role;

function pounds<Row>(key: string, heading: string, pence: (row: Row) => number | null, isForWide = false): TableColumn<Row> {
  return {
    key, heading, unit: '£', kind: 'number', ...(isForWide ? { isForWide } : {}),
    value: (row) => {
      const amount = pence(row);
      return amount === null ? null : amount / 100;
    },
    cell: (row) => {
      const amount = pence(row);
      return amount === null ? 'not known' : sayPounds(amount);
    },
  };
}

/** The first month of a plan in which each role is over its cap, in words. */
const sayOverCaps = ({ plan }: NamedPlan): string =>
  plan === null || plan.overCaps.length === 0 ? 'none' : sayList(plan.overCaps.map(({ role, month, wte, most }) => `${titleOf(role)} in ${sayMonth(month)}: ${wte.toString(4)} WTE, ${most.toString()} allowed`));

export const scenariosTable = defineTable<NamedPlan>({
  id: 'scenarios', caption: 'The year, side by side', source: [POSTS, RULES],
  columns: [
    { key: 'plan', heading: 'Plan', value: ({ name }) => name, kind: 'text' },
    pounds('claimed', 'Claimed', ({ plan }) => plan && plan.claimPence),
    pounds('unclaimed', 'Nobody claims', ({ plan }) => plan && plan.unclaimedPence),
    pounds('above', 'Above the sum', ({ plan }) => plan && plan.abovePence, true),
    pounds('borne', 'Above maxima', ({ plan }) => plan && plan.bornePence, true),
    { key: 'caps', isForWide: true, heading: 'Over a cap', value: sayOverCaps, kind: 'text' },
    { key: 'missing', isForWide: true, heading: 'In no total', unit: 'months of posts', value: ({ plan }) => plan && plan.missing.length, kind: 'number' },
  ],
});

export interface MonthRow extends PlanMonth {
  /** Of the sum, a twelfth for each month so far, less what is claimed by then; null where the sum is not known. */
  leftPence: number | null;
}

export const monthsTable = defineTable<MonthRow>({
  id: 'months', caption: 'Month by month, as the posts are filled', source: POSTS,
  columns: [
    { key: 'month', heading: 'Month', value: ({ month }) => month, kind: 'date', cell: ({ month }) => sayMonth(month) },
    { key: 'wte', isForWide: true, heading: 'Filled', unit: 'WTE', value: ({ wte }) => wte.valueOf(), kind: 'number' },
    pounds('claimed', 'Claimed', ({ claimPence }) => claimPence),
    pounds('borne', 'Above maxima', ({ bornePence }) => bornePence, true),
    pounds('left', 'Left of the sum so far', ({ leftPence }) => leftPence),
  ],
});

export const boughtTable = defineTable<WouldBuy>({
  id: 'bought', caption: 'What the money that nobody claims would still buy', source: RULES, whenEmpty: 'Nothing is left, or it is not known.',
  columns: [
    { key: 'role', heading: 'Role', value: ({ role }) => role.title, kind: 'text' },
    { key: 'wte', heading: 'To the end of the year', unit: 'WTE', value: ({ wte }) => Math.floor(wte.valueOf() * 100) / 100, kind: 'number' },
    { key: 'months', isForWide: true, heading: 'For', unit: 'months', value: ({ months }) => months, kind: 'number' },
    pounds('maximum', 'Maximum a year', ({ maximumPence }) => maximumPence, true),
  ],
});

export const risksTable = defineTable<PostRisk>({
  id: 'risks', caption: 'What the PCN and its practices may come to bear, by post and year', source: [POSTS, RULES], whenEmpty: 'No post stands at the end of the year.',
  columns: [
    { key: 'post', heading: 'Post', value: ({ reference }) => reference, kind: 'text', cell: ({ reference, role }) => <>{reference}<span className="workforce-narrow">{titleOf(role)}</span></> },
    { key: 'role', isForWide: true, heading: 'Role', value: ({ role }) => titleOf(role), kind: 'text' },
    pounds('cost', 'Cost', ({ costPence }) => costPence),
    pounds('maximum', 'Maximum', ({ maximumPence }) => maximumPence, true),
    pounds('above', 'Above it', ({ abovePence }) => abovePence),
    pounds('risen', 'After the rise', ({ abovePenceAfterRise }) => abovePenceAfterRise, true),
    { key: 'after', isForWide: true, heading: 'After this year', value: ({ isUnfundedAfter }) => (isUnfundedAfter ? 'goes on; no sum is known' : 'ends, or a sum is known'), kind: 'text' },
  ],
});

const STEPS = ['advertised', 'shortlisted', 'offered', 'checks'] as const;

export const recruitmentsTable = defineTable<Recruitment>({
  id: 'recruitment', caption: 'Recruitment, from advert to first day', source: { title: 'Steps as this PCN entered them' }, whenEmpty: 'No post was advertised here yet.',
  columns: [
    { key: 'post', heading: 'Post', value: ({ reference, title }) => `${reference}: ${title}`, kind: 'text' },
    { key: 'state', heading: 'Now', value: ({ state }) => RECRUITMENT.states[state], kind: 'text', filter: 'select' },
    { key: 'since', isForWide: true, heading: 'Since', value: ({ steps }) => steps.at(-1)?.on ?? null, kind: 'date' },
    ...STEPS.map((step): TableColumn<Recruitment> => ({ key: step, isForWide: true, heading: `Days ${RECRUITMENT.states[step]}`, value: ({ days }) => days.get(step) ?? null, kind: 'number' })),
    { key: 'total', heading: 'Advert to first day', unit: 'days', value: ({ daysToStart }) => daysToStart, kind: 'number' },
  ],
});
