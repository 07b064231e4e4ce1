import { sql } from 'kysely';
import { toIsoDate } from '#kernel/isoDate.ts';
import type { Acting } from '#governance';
import { permissionsOf, rolesHeldOn } from '#register';
import { contextsOf } from '../contexts.ts';
import type { Contexts } from '../contexts.ts';
import { PERMISSIONS } from '../people.ts';
import type { Settings } from '../settings.ts';
import type { System } from '../system.ts';

/** Everybody in the sample, called by the mailbox that people.csv gives them, on a clock that its stories set. */
export interface Cast {
  contexts: Contexts;
  personId(mailbox: string): string;
  /** What they may do is worked out as for everybody, from the roles that they hold on the day. */
  acting(mailbox: string): Promise<Acting>;
  actingAs(personId: string): Promise<Acting>;
  console: Acting;
  setNow(moment: Date): void;
  now(): Date;
}

export async function castOf(system: System, settings: Settings): Promise<Cast> {
  const { rows } = await sql<{ personId: string; mailbox: string }>`select person_id as "personId", split_part(email, '@', 1) as mailbox from person_details`.execute(system.database.as());
  const ids = new Map(rows.map(({ mailbox, personId }) => [mailbox, personId]));
  let moment = system.register.now();
  const now = (): Date => moment;
  const personId = (mailbox: string): string => {
    const id = ids.get(mailbox);
    if (!id) throw new Error(`The sample has nobody with the mailbox ${mailbox}`);
    return id;
  };
  const actingAs = async (id: string): Promise<Acting> => ({ by: id, personId: id, permissions: permissionsOf(PERMISSIONS, await rolesHeldOn(system.database.as(), id, toIsoDate(moment))) });
  return {
    contexts: contextsOf(system, settings, now),
    personId,
    acting: (mailbox) => actingAs(personId(mailbox)),
    actingAs,
    console: { by: 'chorus', personId: null, permissions: new Set(PERMISSIONS.map(({ permission }) => permission)) },
    setNow: (next) => void (moment = next),
    now,
  };
}
