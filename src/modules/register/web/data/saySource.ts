import { sayDate } from '#kernel/isoDate.ts';
import { registerDatasets } from '../../datasets/index.ts';

const titles = new Map(registerDatasets.map(({ id, title }) => [id, title]));

/** Where a title is too long for a cell of a table. */
const SHORT_TITLES: Record<string, string> = {
  'patients-registered-map': 'Map of patients',
  'patients-registered-totals': 'Patient totals',
  'patients-registered-ages': 'Patients by age',
};

/** A source as a person reads it: `epcn/2024-10-01` is "Primary care networks and their core partners (ePCN), 1 October 2024". */
export const saySource = (source: string): string => say(source, (dataset) => titles.get(dataset) ?? dataset);

/** The same in a few words: "ePCN, 1 October 2024". */
export const sayShortSource = (source: string): string => say(source, (dataset) => SHORT_TITLES[dataset] ?? /\((\w+)\)$/.exec(titles.get(dataset) ?? '')?.[1] ?? titles.get(dataset) ?? dataset);

function say(source: string, titleOf: (dataset: string) => string): string {
  if (source === 'entered') return 'Entered in Chorus';
  const [dataset = '', day = ''] = source.split('/');
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${titleOf(dataset)}, ${sayDate(day)}` : titleOf(dataset);
}
