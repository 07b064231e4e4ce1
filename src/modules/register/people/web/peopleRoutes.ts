import type { PageDefinition } from '#platform/web/route.ts';
import type { PeopleHouse } from '../commands/peopleContext.ts';
import { importPages } from './importPages.tsx';
import { invitePages } from './invitePage.tsx';
import { peopleList } from './peopleList.tsx';
import { personRoutes } from './personRoutes.tsx';

export const peopleRoutes = (house: PeopleHouse): PageDefinition[] => [...peopleList(house), ...invitePages(house), ...importPages(house), ...personRoutes(house)];
