import { sayDate } from '#kernel/isoDate.ts';
import type { ChartedSeries } from '#performance';
import type { ProgrammeOf } from '../queries/programmes.ts';

/** A measure's chart, as its page shows it and as it is taken along. */
export interface MeasureChart {
  measureId: string;
  /** Names its files. */
  id: string;
  heading: string;
  source: string;
  content: { series: ChartedSeries };
}

const SOURCES = { access: 'Published appointments and online consultations, as held here', workload: 'What the PCN keeps of the work of its additional roles', entered: 'Figures entered by those who keep the programme', indicator: 'Published indicators' } as const;

/** The charts of a programme's measures that have a figure, each with the day of the start marked. */
export const chartsOf = ({ id, measures, startedOn, organisationName }: Pick<ProgrammeOf, 'id' | 'measures' | 'startedOn' | 'organisationName'>): MeasureChart[] =>
  measures.flatMap(({ id: measureId, title, series, chart }) => (chart === null ? [] : [{
    measureId, id: `${id}-measure-${measureId}`, heading: `${title}, by month`, source: `${SOURCES[series.kind]}; ${organisationName}. The mark is the day on which it began, ${sayDate(startedOn)}`, content: { series: chart },
  }]));
