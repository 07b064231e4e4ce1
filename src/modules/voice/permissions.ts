import type { PermissionLine } from '#register';

/** What roles let their holders do here at all; on which question and for whom is decided by their seats and organisations. */
export const VOICE_PERMISSIONS: readonly PermissionLine[] = [
  { permission: 'voice.read', means: 'Read questions, as far as their confidence allows', roles: ['clinical-director', 'pcn-manager', 'practice-manager', 'gp-partner', 'lmc-officer', 'federation-director', 'place-lead', 'forum-secretary', 'icb-board-member', 'system-partner', 'icb-primary-care-manager', 'system-administrator'] },
  { permission: 'voice.answer', means: 'Answer for one’s practice, PCN, federation or LMC; start and join proposals', roles: ['clinical-director', 'pcn-manager', 'practice-manager', 'gp-partner', 'lmc-officer', 'federation-director', 'place-lead'], isOfOffice: true },
  { permission: 'voice.lead', means: 'Put questions, canvass, agree positions, give mandates and report back, in one’s own leadership team', roles: ['clinical-director', 'pcn-manager', 'lmc-officer', 'federation-director', 'place-lead', 'forum-secretary'], isOfOffice: true },
  { permission: 'voice.consult', means: 'Answer for the LMC when it is consulted', roles: ['lmc-officer'], isOfOffice: true },
];
