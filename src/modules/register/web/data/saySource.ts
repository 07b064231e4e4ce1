import { sayDate } from '#kernel/isoDate.ts';
import { registerDatasets } from '../../datasets/index.ts';

const known = new Map(registerDatasets.map((dataset) => [dataset.id, dataset]));

/** A source as a person reads it: `epcn/2024-10-01` is "Primary care networks and their core partners (ePCN), 1 October 2024". */
export const saySource = (source: string): string => say(source, (id) => known.get(id)?.title ?? id);

/** The same in a few words: "ePCN, 1 October 2024". */
export const sayShortSource = (source: string): string => say(source, (id) => known.get(id)?.shortTitle ?? id);

function say(source: string, titleOf: (dataset: string) => string): string {
  if (source === 'entered') return 'Entered in Chorus';
  const [dataset = '', day = ''] = source.split('/');
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${titleOf(dataset)}, ${sayDate(day)}` : titleOf(dataset);
}
