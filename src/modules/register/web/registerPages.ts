import type { Dataset } from '#platform/publications/index.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { registerApiPages } from '../api/registerApiPages.tsx';
import type { RegisterContext } from '../context.ts';
import { peopleRoutes } from '../people/web/peopleRoutes.ts';
import type { PeopleHouse } from '../people/commands/peopleContext.ts';
import { changesPages } from './changes/changesPages.tsx';
import { dataPages } from './data/dataPages.tsx';
import type { LoadService } from './data/loadService.ts';
import { disagreementsPages } from './disagreements/disagreementsPages.tsx';
import { englandPages } from './england/englandPages.tsx';
import { homePages } from './home/homePages.tsx';
import type { HomeOptions } from './home/homePages.tsx';
import { localBodiesPages } from './localBodies/localBodiesPages.ts';
import { organisationPages } from './organisation/organisationPages.tsx';
import type { Elsewhere } from './organisation/organisationPages.tsx';
import { searchPages } from './search/searchPages.tsx';

export interface RegisterPagesOptions extends HomeOptions {
  /** Every data set of every module. */
  datasets: readonly Dataset[];
  loadService: LoadService;
  people: PeopleHouse;
  version: string;
  /** Where other modules tell more of a body. */
  elsewhere?: Elsewhere;
}

/** Every page of the register, and its API. */
export const registerPages = (context: RegisterContext, { datasets, loadService, people, version, elsewhere, ...home }: RegisterPagesOptions): PageDefinition[] => [
  ...homePages(context, home),
  ...searchPages(context),
  ...englandPages(context),
  ...organisationPages(context, elsewhere),
  ...changesPages(context),
  ...disagreementsPages(context),
  ...dataPages(context, { datasets, loadService }),
  ...localBodiesPages(context),
  ...peopleRoutes(people),
  ...registerApiPages(context, { publicUrl: people.publicUrl, version }),
];

export { registerAssets } from './registerAssets.ts';
export { warmRegisterPages } from './warmRegisterPages.ts';
