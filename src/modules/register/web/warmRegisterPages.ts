import type { RegisterContext } from '../context.ts';
import { publishedFacts } from '../queries/publishedFacts.ts';
import { countryMap } from './organisation/placeMaps.ts';
import { searchIndexAt } from './search/searchPages.tsx';

/** Makes what the first visitor would wait for: the register, the counts of the day, the search and the map of England. */
export async function warmRegisterPages(context: RegisterContext): Promise<void> {
  const image = await context.reader.image();
  const facts = await publishedFacts(context, { image, asAt: context.today(), knownAt: null });
  searchIndexAt(image, context.today());
  countryMap(facts.geography);
}
