import { publicationsHeld } from '#platform/publications/index.ts';
import type { Dataset } from '#platform/publications/index.ts';
import type { RegisterContext } from '../context.ts';
import { ageOf } from '../domain/datasetAge.ts';

/** The data sets that are held and of which a newer publication is likely out. */
export async function overdueDatasets(context: RegisterContext, datasets: readonly Dataset[]): Promise<Dataset[]> {
  const held = await publicationsHeld(context.database.as());
  return datasets.filter((dataset) => ageOf(dataset, held.filter((one) => one.dataset === dataset.id), context.today()).isNewerLikely);
}
