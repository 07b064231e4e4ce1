import type { RoleId } from '#register';

/** A role that somebody holds, and at which organisation; none for the system as a whole. */
export interface RoleHeld {
  role: RoleId;
  organisationCode: string | null;
}
