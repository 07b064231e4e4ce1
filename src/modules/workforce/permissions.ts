import type { PermissionLine } from '#register';

/** Keep a PCN's posts and who fills them; of which PCN is decided by `keepsPostsOf`. */
export const KEEP_POSTS = 'workforce.keep';
/** See a PCN's posts, with names; of which is decided by `seesPostsOf`. */
export const SEE_POSTS = 'workforce.see';
/** Enter what roles take from practices and give back; of which practices is decided by `loadKeptBy`. */
export const KEEP_LOAD = 'workforce.load';
/** See one's own post and answer the pulse, as somebody who fills a post. */
export const OWN_POST = 'workforce.own';
/** See one's own post and those whom one manages or supervises, say what of it is not so, and record one's own time; whose, the record of posts decides. */
export const YOUR_PEOPLE = 'workforce.you';

/** They give those roles to others, so they hold what those may do; of which posts, `whosePosts.ts` decides by the role itself. */
const GIVERS = ['icb-primary-care-manager', 'system-administrator'] as const;

export const WORKFORCE_PERMISSIONS: readonly PermissionLine[] = [
  { permission: KEEP_POSTS, means: 'Keep the posts of the PCN at which one holds the role, and who fills them', roles: ['pcn-manager', 'clinical-director', ...GIVERS] },
  { permission: SEE_POSTS, means: 'See the posts of the PCN at which one, or one’s practice, belongs', roles: ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner', 'network-staff', ...GIVERS] },
  { permission: KEEP_LOAD, means: 'Enter what roles take from the practices that one manages, or that are of one’s PCN, and what they give back', roles: ['pcn-manager', 'clinical-director', 'practice-manager', ...GIVERS] },
  { permission: YOUR_PEOPLE, means: 'See the post that one fills and those that one manages or supervises, say what of one’s post is not so, and record one’s own time of managing and supervising', roles: ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner', 'network-staff', ...GIVERS] },
  { permission: OWN_POST, means: 'See one’s own post, and answer the pulse of those who fill posts', roles: ['network-staff', ...GIVERS] },
];
