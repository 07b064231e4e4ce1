import type { PageDefinition } from '#platform/web/route.ts';
import type { RegisterContext } from '../context.ts';
import { changesPages } from './changes/changesPages.tsx';
import { disagreementsPages } from './disagreements/disagreementsPages.tsx';
import { organisationPages } from './organisation/organisationPages.tsx';
import { searchPages } from './search/searchPages.tsx';

/** Every page of the register, for the composition to serve. */
export const registerPages = (context: RegisterContext): PageDefinition[] => [
  ...searchPages(context),
  ...organisationPages(context),
  ...changesPages(context),
  ...disagreementsPages(context),
];
