import type { PermissionLine } from '#register';

/** What roles let their holders do here at all; for which forum is decided by `keepsForum`. */
export const GOVERNANCE_PERMISSIONS: readonly PermissionLine[] = [
  {
    permission: 'governance.keep',
    means: 'Keep the forums that one chairs or is secretary of: their seats, meetings and decisions',
    roles: ['clinical-director', 'pcn-manager', 'gp-partner', 'practice-manager', 'lmc-officer', 'federation-director', 'place-lead', 'forum-secretary', 'icb-board-member', 'system-partner', 'icb-primary-care-manager', 'system-administrator'],
  },
  { permission: 'governance.set-up', means: 'Add forums', roles: ['forum-secretary', 'place-lead', 'lmc-officer', 'federation-director', 'icb-primary-care-manager', 'system-administrator'] },
  {
    permission: 'governance.delegate',
    means: 'Record what the body that one speaks for grants, drafts and takes back',
    roles: ['forum-secretary', 'gp-partner', 'practice-manager', 'clinical-director', 'place-lead', 'lmc-officer', 'federation-director', 'icb-primary-care-manager', 'system-partner', 'system-administrator'],
  },
];
