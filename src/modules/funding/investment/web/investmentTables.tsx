import { sayPounds } from '#kernel/pounds.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { Deflator, Told, YearArrived } from '../domain/tracker.ts';
import type { PlaceInvestment } from '../placeInvestment.ts';
import { sayGrowth, sayMillions, sayRise } from '../sayInvestment.ts';
import type { Finding } from '../trackerAnswer.ts';

/** A country's year. */
export type CountryYear = YearArrived & { country: string };

const percent = (told: Told | null): number | null => (told ? Number(told.value.mul(100).valueOf().toFixed(2)) : null);
const marked = (told: Told | null, say: (told: Told) => string): string => (told ? `${say(told)}${told.status === 'reported' || told.status === 'confirmed' ? '' : ` (${told.status})`}` : 'not known');

export const arrivedTable = (deflator: Deflator): Table<CountryYear> =>
  defineTable<CountryYear>({
    id: 'arrived',
    caption: 'What arrived, by country and year',
    columns: [
      { key: 'country', heading: 'Country', kind: 'text', filter: 'select', value: ({ country }) => country },
      { key: 'year', heading: 'Year', kind: 'text', value: ({ year }) => year },
      { key: 'spent', heading: 'Spent', unit: '£m', kind: 'number', value: ({ spent }) => (spent ? Number(spent.value.valueOf().toFixed(1)) : null), cell: ({ spent }) => marked(spent, ({ value }) => sayMillions(value)) },
      { key: 'cash', heading: 'Growth in cash', unit: '%', kind: 'number', value: ({ cashGrowth }) => percent(cashGrowth), cell: ({ cashGrowth }) => marked(cashGrowth, ({ value }) => sayGrowth(value)) },
      { key: 'prices', heading: 'Rise in prices', unit: '%', kind: 'number', value: ({ deflator: rise }) => (rise ? rise.value.mul(100).valueOf() : null), cell: ({ deflator: rise }) => marked(rise, ({ value }) => sayRise(value)) },
      { key: 'real', heading: 'Growth in real terms, as worked out', unit: '%', kind: 'number', value: ({ realGrowth }) => percent(realGrowth), cell: ({ realGrowth }) => marked(realGrowth, ({ value }) => sayGrowth(value)) },
      { key: 'published', heading: 'Growth in real terms, as published', unit: '%', kind: 'number', value: ({ realPublished }) => percent(realPublished), cell: ({ realPublished }) => marked(realPublished, ({ value }) => sayGrowth(value)) },
    ],
    source: [{ title: 'Investment in General Practice, NHS Digital', href: 'https://www.digital.nhs.uk/catalogue/PUB30090' }, { title: deflator.title }],
  });

export const findingsTable = defineTable<Finding>({
  id: 'findings',
  caption: 'What else is known of the money, England',
  columns: [
    { key: 'what', heading: 'What', kind: 'text', value: ({ title }) => title },
    { key: 'year', heading: 'Year', kind: 'text', value: ({ year }) => year },
    { key: 'value', heading: 'Value', kind: 'number', value: ({ told }) => Number(told.value.valueOf().toFixed(1)), cell: ({ told, unit }) => marked(told, ({ value }) => (unit === '£m' ? sayMillions(value) : `${Number(value.valueOf().toFixed(2))}%`)) },
    { key: 'unit', heading: 'Unit', kind: 'text', value: ({ unit }) => unit },
    { key: 'says', heading: 'What it says', kind: 'text', value: ({ says }) => says },
    { key: 'source', heading: 'Source', kind: 'text', value: ({ told, locator }) => [told.sources.join('; '), locator].filter(Boolean).join('. ') },
  ],
});

type PlaceYear = PlaceInvestment['years'][number];

export const placeTable = (deflator: Deflator): Table<PlaceYear> =>
  defineTable<PlaceYear>({
    id: 'paid',
    caption: 'What practices were paid',
    columns: [
      { key: 'year', heading: 'Year', kind: 'text', value: ({ year }) => year },
      { key: 'practices', heading: 'Practices', kind: 'number', value: ({ practices }) => practices },
      { key: 'paid', heading: 'In cash', unit: '£', kind: 'number', value: ({ paidPence }) => paidPence / 100, cell: ({ paidPence }) => sayPounds(paidPence) },
      { key: 'patient', heading: 'A patient, in cash', unit: '£', kind: 'number', value: ({ paidPence, patients }) => (patients > 0 ? Math.round(paidPence / patients) / 100 : null) },
      { key: 'pcn', heading: 'Of it through PCNs', unit: '£', kind: 'number', value: ({ throughPcnPence }) => throughPcnPence / 100, cell: ({ throughPcnPence }) => sayPounds(throughPcnPence) },
      { key: 'real', heading: 'In the prices of the first year', unit: '£', kind: 'number', value: ({ realPence }) => (realPence === null ? null : realPence / 100), cell: ({ realPence, missing }) => (realPence === null ? `not known: no rise in prices is held for ${missing.join(', ')}` : sayPounds(realPence)) },
    ],
    source: [{ title: 'NHS Payments to General Practice, NHS England' }, { title: deflator.title }],
  });
