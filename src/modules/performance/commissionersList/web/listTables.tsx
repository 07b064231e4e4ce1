import { sayMonth } from '#kernel/isoDate.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { VERDICT_WORDS } from '../domain/criterion.ts';
import type { CriterionState } from '../domain/listOf.ts';
import { sayChance } from '../domain/sayFinding.ts';
import type { NamedPractice } from '../domain/byArea.ts';
import type { ListOfPlace } from '../queries/listFor.ts';
import { practiceListPath } from './listPaths.ts';

const sourcesOf = ({ criteria }: ListOfPlace) => [...new Set(criteria.flatMap(({ source }) => source ?? []))].map((title) => ({ title }));

/** Said in the heading, so that files say it too. */
const COUNTING_ALONE = 'allows for chance in counting alone, as the month before is not held: less sure than this';

/** How many practices each criterion names: what everybody may see. */
export const criteriaTable = (list: ListOfPlace): Table<CriterionState> =>
  defineTable<CriterionState>({
    id: 'criteria',
    caption: `Criteria, ${sayMonth(list.month)}`,
    columns: [
      { key: 'criterion', heading: 'Criterion', kind: 'text', value: ({ criterion }) => criterion.title },
      { key: 'meets', heading: 'Meet it', unit: 'practices', kind: 'number', value: ({ meets, absent }) => (absent ? null : meets) },
      { key: 'not', heading: 'Do not', unit: 'practices', kind: 'number', value: ({ doesNotMeet, absent }) => (absent ? null : doesNotMeet) },
      { key: 'nothing', heading: 'No data', unit: 'practices', kind: 'number', value: ({ noData }) => noData },
      ...(list.monthBefore ? [{ key: 'changed', heading: `Otherwise in ${sayMonth(list.monthBefore)}`, unit: 'practices', kind: 'number' as const, value: ({ changed }: CriterionState) => changed }] : []),
    ],
    source: sourcesOf(list),
  });

/** Every practice with what each criterion says of it; for who commissions it. */
export const practicesTable = (list: ListOfPlace): Table<NamedPractice> =>
  defineTable<NamedPractice>({
    id: 'practices',
    caption: `Practices by criterion, ${sayMonth(list.month)}`,
    columns: [
      { key: 'practice', heading: 'Practice', kind: 'text', filter: 'text', value: ({ name, code }) => `${name} (${code})`, cell: ({ name, code }) => <a href={practiceListPath(code, list.month)}>{`${name} (${code})`}</a> },
      // Sorted and written to files as a number; set as words, as it is read.
      { key: 'met', heading: 'Criteria met', kind: 'text', value: ({ met }) => met, cell: ({ met, findings }) => (met === 0 ? 0 : <>{met}: {sayMet(list, findings)}</>) },
      ...list.criteria.flatMap(({ criterion: { id, title }, absent, knowsWobble }, index) =>
        absent ? [] : [
          { key: id, heading: title, kind: 'text' as const, filter: 'select' as const, value: ({ findings }: NamedPractice) => VERDICT_WORDS[findings[index]!.verdict], cell: ({ findings }: NamedPractice) => <span title={findings[index]!.says}>{VERDICT_WORDS[findings[index]!.verdict]}</span> },
          ...(hasChance(list, index) ? [{ key: `${id}-chance`, heading: `Chance that it is so: ${title.toLowerCase()}`, unit: knowsWobble ? undefined : COUNTING_ALONE, kind: 'number' as const, isForWide: true as const, value: ({ findings }: NamedPractice) => findings[index]!.chance, cell: ({ findings }: NamedPractice) => (findings[index]!.chance === null ? '–' : sayChance(findings[index]!.chance)) }] : []),
          ...(list.monthBefore ? [{ key: `${id}-before`, heading: `${title}, ${sayMonth(list.monthBefore)}`, kind: 'text' as const, isForWide: true as const, value: ({ findings }: NamedPractice) => (findings[index]!.before ? VERDICT_WORDS[findings[index]!.before] : null) }] : []),
        ],
      ),
      ...(hasSeveral(list, 'icb') ? [{ key: 'icb', heading: 'ICB', kind: 'text' as const, filter: 'select' as const, value: ({ icb }: NamedPractice) => icb && `${icb.name} (${icb.code})` }] : []),
      ...(hasSeveral(list, 'subIcb') ? [{ key: 'sub-icb', heading: 'Sub-ICB location', kind: 'text' as const, filter: 'select' as const, value: ({ subIcb }: NamedPractice) => subIcb && `${subIcb.name} (${subIcb.code})` }] : []),
    ],
    source: sourcesOf(list),
    whenEmpty: 'There is no practice here.',
  });

/** `least face to face (more than 99%)`: which it meets, and how sure that is. */
const sayMet = ({ criteria }: ListOfPlace, findings: NamedPractice['findings']): string =>
  findings.flatMap(({ verdict, chance }, index) => (verdict === 'meets' ? [`${criteria[index]!.criterion.title.toLowerCase()}${chance === null ? '' : ` (${sayChance(chance)})`}`] : [])).join('; ');

/** Where all lie in one, a column of it says nothing. */
const hasSeveral = ({ practices }: ListOfPlace, area: 'icb' | 'subIcb'): boolean => new Set(practices.map((practice) => practice[area]?.code)).size > 1;

const hasChance = ({ practices }: ListOfPlace, index: number): boolean => practices.some(({ findings }) => findings[index]!.chance !== null);
