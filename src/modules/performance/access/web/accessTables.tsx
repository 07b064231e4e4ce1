import { sayMonth } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { accessRules } from '../accessRules.ts';
import { figureOf } from '../domain/accessAnswer.ts';
import type { AccessKind } from '../domain/accessAnswer.ts';
import type { AccessFigure, AccessMeasure } from '../domain/accessMeasure.ts';
import type { AccessDisagreement } from '../queries/accessDisagreements.ts';
import type { HeldMonth } from '../queries/heldMonths.ts';
import type { AccessAnswer, AccessSeriesAnswer } from '../queries/accessFigures.ts';
import { sayCounts, sayValue } from '../sayAccess.ts';
import { accessPath } from './accessPaths.ts';

/** A measure of an organisation, and of the bodies beside it. */
export interface MeasureRow {
  measure: AccessMeasure;
  figure: AccessFigure;
  beside: readonly AccessFigure[];
  /** The same month of the year before; null where it is not held. */
  lastYear: AccessFigure | null;
}

export function measureRows(answer: AccessAnswer, series: readonly AccessSeriesAnswer[]): MeasureRow[] {
  const before = `${Number(answer.month.slice(0, 4)) - 1}${answer.month.slice(4)}`;
  const lastYear = (id: string) => series.find(({ measure }) => measure === id)?.points.find(({ month, value }) => month === before && value !== null) ?? null;
  return accessRules().measures.map((measure) => ({ measure, figure: figureOf(answer, measure.id), beside: answer.beside.map((one) => figureOf(one, measure.id)), lastYear: lastYear(measure.id) }));
}

/** As a number for sorting and for files: a share in hundredths. */
const plainValue = ({ value }: AccessFigure, { unit }: AccessMeasure): number | null => (value === null ? null : Number((unit === 'share' ? value * 100 : value).toFixed(2)));

/** The bodies beside it, as the headings have them. */
const LEVELS: Partial<Record<AccessKind, string>> = { pcn: 'PCN', icb: 'ICB', england: 'England' };

export function measuresTable(answer: AccessAnswer, rows: readonly MeasureRow[]): Table<MeasureRow> {
  return defineTable<MeasureRow>({
    id: 'access',
    caption: `Access in ${sayMonth(answer.month)}`,
    columns: [
      { key: 'measure', heading: 'Measure', kind: 'text', value: ({ measure }) => measure.title },
      { key: 'value', heading: 'Here', kind: 'number', value: ({ figure, measure }) => plainValue(figure, measure), cell: ({ figure, measure }) => (figure.value === null ? 'not known' : sayValue(figure.value, measure.unit)) },
      { key: 'counted', heading: 'Counted', kind: 'text', value: ({ figure }) => sayCounts(figure) },
      ...(rows.some(({ lastYear }) => lastYear) ? [{
        key: 'last-year', heading: 'Same month last year', kind: 'number' as const,
        value: ({ lastYear, measure }: MeasureRow) => lastYear && plainValue(lastYear, measure), cell: ({ lastYear, measure }: MeasureRow) => (lastYear ? sayValue(lastYear.value, measure.unit) : 'not known'),
      }] : []),
      ...answer.beside.map((one, index) => ({
        key: `beside-${one.code.toLowerCase()}`, heading: LEVELS[one.kind] ?? displayName(one.name), kind: 'number' as const,
        value: ({ beside, measure }: MeasureRow) => plainValue(beside[index]!, measure),
        cell: ({ beside, measure }: MeasureRow) => (beside[index]!.value === null ? 'not known' : sayValue(beside[index]!.value, measure.unit)),
      })),
      ...(answer.figures.some(({ why }) => why !== null) ? [{ key: 'why', heading: 'Why it is not known', kind: 'text' as const, value: ({ figure }: MeasureRow) => figure.why ?? '' }] : []),
    ],
    source: { title: 'Appointments in General Practice, NHS England', href: 'https://digital.nhs.uk/data-and-information/publications/statistical/appointments-in-general-practice' },
  });
}

/** One part of one split of the month's appointments. */
export interface SplitRow {
  split: string;
  label: string;
  appointments: number;
  share: number;
  per1000: number | null;
}

export const splitRows = ({ splits }: AccessAnswer): SplitRow[] => splits.flatMap(({ label: split, lines }) => lines.filter(({ appointments }) => appointments > 0).map((line) => ({ split, ...line })));

export const splitsTable = (answer: AccessAnswer): Table<SplitRow> =>
  defineTable<SplitRow>({
    id: 'splits',
    caption: `The appointments of ${sayMonth(answer.month)}, by what they are counted by`,
    columns: [
      { key: 'split', heading: 'By', kind: 'text', value: ({ split }) => split, filter: 'select', options: answer.splits.map(({ label }) => label) },
      { key: 'label', heading: 'Which', kind: 'text', value: ({ label }) => label },
      { key: 'appointments', heading: 'Appointments', kind: 'number', value: ({ appointments }) => appointments },
      { key: 'per-1000', heading: 'For 1,000 patients', kind: 'number', value: ({ per1000 }) => (per1000 === null ? null : Number(per1000.toFixed(1))) },
      { key: 'share', heading: 'Of all', unit: '%', kind: 'number', value: ({ share }) => Number((share * 100).toFixed(1)) },
    ],
    whenEmpty: 'No appointments of it are counted in this month.',
  });

/** A body whose access can be seen. */
export interface FoundBody {
  code: string;
  name: string;
  kind: string;
}

export const foundTable = (caption: string, month: string | null): Table<FoundBody> =>
  defineTable<FoundBody>({
    id: 'found',
    caption,
    columns: [
      { key: 'name', heading: 'Name', kind: 'text', value: ({ name }) => name, cell: ({ code, name }) => <a href={accessPath(code, month)}>{name}</a> },
      { key: 'code', heading: 'Code', kind: 'text', value: ({ code }) => code },
      { key: 'kind', heading: 'What it is', kind: 'text', value: ({ kind }) => kind },
    ],
    whenEmpty: 'No practice, PCN, place, ICB or region of the register has that in its name or as its code.',
  });

export const monthsTable = (): Table<HeldMonth> =>
  defineTable<HeldMonth>({
    id: 'months',
    caption: 'Months that are held',
    columns: [
      { key: 'month', heading: 'Month', kind: 'date', value: ({ month }) => month, cell: ({ month }) => <a href={accessPath('ENG', month)}>{sayMonth(month)}</a> },
      { key: 'practices', heading: 'Practices with appointments', kind: 'number', value: ({ byPractice }) => byPractice },
      { key: 'areas', heading: 'Sub-ICB locations', kind: 'number', value: ({ byArea }) => byArea },
      { key: 'online', heading: 'Practices with online consultations', kind: 'number', value: ({ online }) => online },
      { key: 'restated', heading: 'Times restated', kind: 'number', value: ({ restated }) => restated },
    ],
    whenEmpty: 'No month is held yet.',
  });

export const disagreementsTable = (month: string): Table<AccessDisagreement> =>
  defineTable<AccessDisagreement>({
    id: 'disagreements',
    caption: `Where the file of ${sayMonth(month)} and the register disagree`,
    columns: [
      { key: 'practice', heading: 'Practice', kind: 'text', value: ({ name, code }) => (name === '' ? code : `${displayName(name)} (${code})`), cell: ({ name, code }) => (name === '' ? code : <a href={accessPath(code, month)}>{displayName(name)} ({code})</a>) },
      { key: 'says', heading: 'What they say', kind: 'text', filter: 'text', value: ({ says }) => says },
    ],
    whenEmpty: 'Of every practice of the file its codes say what the register says.',
  });
