import { defineTable } from '#platform/web/table.tsx';
import type { MonthOfFigures } from '../domain/rolledUp.ts';
import type { PracticeStanding } from '../domain/practiceWorth.ts';
import type { MonthBeside } from '../queries/pcnIndicator.ts';
import { percentOf, sayMore } from './indicatorWords.ts';

export interface PracticeRow extends PracticeStanding {
  name: string;
}

const pounds = (pence: number | null | undefined): number | null => (pence === null || pence === undefined ? null : pence / 100);
const wholePart = (month: MonthOfFigures | undefined): number | null => (month && !month.pcn.isPartial ? percentOf(month.pcn.numerator, month.pcn.denominator) : null);

export const practicesTable = defineTable<PracticeRow>({
  id: 'practices',
  caption: 'By practice',
  columns: [
    { key: 'code', heading: 'Practice', kind: 'text', value: ({ figure }) => figure.organisationCode, cell: ({ figure, name }) => <>{name}<br />{figure.organisationCode}</> },
    { key: 'part', heading: 'Achieved', unit: '%', kind: 'number', value: ({ figure }) => percentOf(figure.numerator, figure.denominator) },
    { key: 'numerator', heading: 'Achieved', unit: 'count', kind: 'number', value: ({ figure }) => figure.numerator },
    { key: 'denominator', heading: 'Out of', kind: 'number', value: ({ figure }) => figure.denominator },
    { key: 'reach', heading: 'Could still be won', kind: 'number', value: ({ worth }) => worth?.reach ?? null },
    { key: 'lower', heading: 'More until points begin', kind: 'number', value: ({ worth }) => worth?.toLower ?? null, cell: ({ worth }) => sayMore(worth?.toLower ?? null) },
    { key: 'upper', heading: 'More until all are earned', kind: 'number', value: ({ worth }) => worth?.toUpper ?? null, cell: ({ worth }) => sayMore(worth?.toUpper ?? null) },
    { key: 'points', heading: 'Points there', kind: 'number', value: ({ worth }) => worth?.points.valueOf() ?? null },
    { key: 'earned', heading: 'Earned', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.earnedPence) },
    { key: 'still', heading: 'To be had', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.stillPence) },
    { key: 'lost', heading: 'Beyond reach', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.lostPence) },
    { key: 'adjustments', heading: 'Personalised care adjustments', kind: 'text', sortable: false, value: ({ figure }) => Object.entries(figure.adjustments).map(([field, count]) => `${field} ${count ?? 'unknown'}`).join(', ') },
    { key: 'source', heading: 'Source', kind: 'text', sortable: false, value: ({ figure }) => figure.source },
  ],
});

export const monthsTable = defineTable<MonthBeside>({
  id: 'months',
  caption: 'Counted from April to the end of each month, beside the same month last year',
  columns: [
    { key: 'to', heading: 'Counted to', kind: 'date', value: ({ month }) => month.countedTo },
    { key: 'part', heading: 'Achieved', unit: '%', kind: 'number', value: ({ month }) => wholePart(month) },
    { key: 'numerator', heading: 'Achieved', unit: 'count', kind: 'number', value: ({ month }) => month.pcn.numerator },
    { key: 'denominator', heading: 'Out of', kind: 'number', value: ({ month }) => month.pcn.denominator },
    { key: 'points', heading: 'Points', kind: 'number', value: ({ worth }) => worth?.points.valueOf() ?? null },
    { key: 'earned', heading: 'Earned', unit: '£', kind: 'number', value: ({ worth }) => pounds(worth?.earnedPence) },
    { key: 'before', heading: 'Last year', unit: '%', kind: 'number', value: ({ lastYear }) => wholePart(lastYear?.month) },
    { key: 'before-points', heading: 'Points last year', kind: 'number', value: ({ lastYear }) => lastYear?.worth?.points.valueOf() ?? null },
    { key: 'before-earned', heading: 'Earned last year', unit: '£', kind: 'number', value: ({ lastYear }) => pounds(lastYear?.worth?.earnedPence) },
    { key: 'missing', heading: 'Practices without a count', kind: 'text', sortable: false, value: ({ month }) => month.pcn.missing.join(', ') },
  ],
});
