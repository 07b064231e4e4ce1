import type { ReactElement } from 'react';
import { sayMonth } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { funnelOf } from '../../charts/index.ts';
import type { FunnelUnit } from '../../charts/index.ts';
import { ChartDownloadLinks, FunnelChart } from '../../charts/web/index.ts';
import type { ChartFile, FunnelShown } from '../../charts/web/index.ts';
import { SCOPE_WORDS } from '../domain/criterion.ts';
import type { Criterion, Finding } from '../domain/criterion.ts';
import type { CriterionState } from '../domain/listOf.ts';
import type { ListOfPlace } from '../queries/listFor.ts';
import { practiceListPath } from './listPaths.ts';

/** With fewer than so many the limits of a funnel say nothing. */
const UNITS_MIN = 5;
const WORSE = { lowest: 'neutral', highest: 'decrease', fewer: 'increase', rated: 'neutral', raised: 'neutral' } as const;

type Places = ReadonlyMap<string, readonly FunnelUnit[]>;
const chartId = (criterion: Criterion): string => `place-${criterion.id}`;
const headingOf = (criterion: Criterion): string => `${criterion.title}: where the practice lies`;

/** A practice among the others over which its share is taken; null where it has no figure, or where too few have one. */
export function placeShown({ code }: ListOfPlace, { criterion }: CriterionState, { cut }: Finding, units: readonly FunnelUnit[]): FunnelShown | null {
  if (units.length < UNITS_MIN || !units.some((unit) => unit.code === code)) return null;
  const { rule, counts, of } = criterion;
  const isShare = rule.kind === 'lowest';
  const sayValue = (value: number): string => (isShare ? `${(value * 100).toFixed(1)}%` : `${value.toFixed(2)}×`);
  const line = rule.kind === 'fewer' ? { name: 'Listed: below this, as many as before', value: 1 } : cut === null ? null : { name: `Listed: ${isShare ? 'up to' : 'from'} ${sayValue(cut)}`, value: cut };
  return {
    funnel: funnelOf(isShare ? 'proportion' : 'ratio', units), improvement: WORSE[rule.kind], sayValue, emphasis: [code], lines: line ? [line] : [], units: 'practices',
    unit: isShare ? `${sentenceCase(counts)}, of all ${of}` : `${sentenceCase(counts)}, against ${of.replace(/^in /, '')}`,
    counted: isShare ? of : `${counts} ${of}`,
  };
}

const sourceOf = ({ month, scope }: ListOfPlace, { source }: CriterionState): string => `${source ?? 'what is held'}, ${sayMonth(month)}; the practices of ${SCOPE_WORDS[scope]}, of which none but this one is named`;

/** What can be taken along as files. */
export const placeFiles = (list: ListOfPlace, places: Places): ChartFile[] =>
  list.criteria.flatMap((state, index): ChartFile[] => {
    const shown = placeShown(list, state, list.practices[0]!.findings[index]!, places.get(state.criterion.id) ?? []);
    return shown ? [{ id: chartId(state.criterion), heading: headingOf(state.criterion), source: sourceOf(list, state), content: { shown } }] : [];
  });

/** Where a practice lies on one criterion, drawn, with a sentence and its table. */
export function PlaceAmongOthers({ list, state, finding, units }: { list: ListOfPlace; state: CriterionState; finding: Finding; units: readonly FunnelUnit[] }): ReactElement | null {
  const shown = placeShown(list, state, finding, units);
  if (!shown) return null;
  const [id, heading] = [chartId(state.criterion), headingOf(state.criterion)];
  return <FunnelChart id={id} heading="Where the practice lies" headingLevel={3} source={sourceOf(list, state)} {...shown} downloads={<ChartDownloadLinks id={id} heading={heading} path={practiceListPath(list.code, list.month, list.scope)} />} />;
}
