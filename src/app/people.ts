import { endSeatsOf, GOVERNANCE_PERMISSIONS } from '#governance';
import { FUNDING_PERMISSIONS } from '#funding';
import { PERFORMANCE_PERMISSIONS } from '#performance';
import { PROGRAMMES_PERMISSIONS } from '#programmes';
import { VOICE_PERMISSIONS } from '#voice';
import { WORKFORCE_PERMISSIONS } from '#workforce';
import { openIdConnect } from '#platform/signIn/index.ts';
import type { SignInContext } from '#platform/signIn/index.ts';
import { permissionTable, peopleDirectory, REGISTER_PERMISSIONS } from '#register';
import type { PeopleHouse } from '#register';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** The one table of what roles let their holders do: every module adds its lines here. */
export const PERMISSIONS = permissionTable(REGISTER_PERMISSIONS, GOVERNANCE_PERMISSIONS, VOICE_PERMISSIONS, FUNDING_PERMISSIONS, PERFORMANCE_PERMISSIONS, WORKFORCE_PERMISSIONS, PROGRAMMES_PERMISSIONS);

export const publicUrlOf = ({ publicUrl, port }: Settings): string => publicUrl ?? `http://localhost:${port}`;

export const siteNameOf = ({ siteName }: Settings): string => siteName ?? 'Chorus';

/** People, their roles and what those permit. */
export const peopleOf = ({ database, register }: System, settings: Settings): PeopleHouse => ({
  database,
  now: register.now,
  publicUrl: publicUrlOf(settings),
  siteName: siteNameOf(settings),
  permissionTable: PERMISSIONS,
  onErased: [endSeatsOf],
});

/** How they sign in. */
export function signInOf(system: System, settings: Settings): SignInContext {
  const { database, now, publicUrl, siteName, permissionTable: table } = peopleOf(system, settings);
  return {
    database,
    directory: peopleDirectory({ database, now, permissionTable: table }),
    now,
    publicUrl,
    siteName,
    isSample: system.isSample,
    isMailSent: settings.smtpUrl !== null,
    openIdConnect: settings.oidc && openIdConnect({ settings: settings.oidc, database, publicUrl, now }),
  };
}
