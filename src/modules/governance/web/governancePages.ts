export { governanceAssets } from './governanceAssets.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../context.ts';
import { authorityPages } from './authority/authorityPages.tsx';
import { packPages } from './boardPack/packPages.ts';
import { minutesPages } from './minutes/minutesPages.tsx';
import { delegationPages } from './delegations/delegationPages.tsx';
import { paperPages } from './papers/paperPages.tsx';
import { publicRegisterPages } from './publicRegister/publicRegisterPages.ts';
import { decisionListPages } from './decisions/decisionListPages.tsx';
import { decisionPages } from './decisions/decisionPages.tsx';
import { itemPages } from './meetings/itemPages.tsx';
import { meetingListPages } from './meetings/meetingListPages.tsx';
import { meetingPages } from './meetings/meetingPages.tsx';
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
  ...meetingListPages(context),
  ...meetingPages(context),
  ...itemPages(context),
  ...decisionListPages(context),
  ...decisionPages(context),
  ...paperPages(context),
  ...minutesPages(context),
  ...packPages(context),
  ...publicRegisterPages(context),
  ...authorityPages(context),
  ...delegationPages(context),
];
