export { governanceAssets } from './governanceAssets.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../context.ts';
import { packPages } from './boardPack/packPages.ts';
import { minutesPages } from './minutes/minutesPages.tsx';
import { paperPages } from './papers/paperPages.tsx';
import { publicRegisterPages } from './publicRegister/publicRegisterPages.ts';
import { forumListPages } from './forums/forumListPages.tsx';
import { forumPages } from './forums/forumPages.tsx';
import { interestPages } from './interests/interestPages.tsx';
import { newForumPages } from './forums/newForumPages.tsx';
import { newSeatPages } from './seats/newSeatPages.tsx';
import { representationPages } from './representation/representationPages.tsx';
import { seatPages } from './seats/seatPages.tsx';
import { termsPages } from './forums/termsPages.tsx';

/** Every page of governance. */
export const governancePages = (context: GovernanceContext): PageDefinition[] => [
  ...forumListPages(context),
  ...forumPages(context),
  ...interestPages(context),
  ...newForumPages(context),
  ...newSeatPages(context),
  ...representationPages(context),
  ...seatPages(context),
  ...termsPages(context),
  ...paperPages(context),
  ...minutesPages(context),
  ...packPages(context),
  ...publicRegisterPages(context),
];
