import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import { roleRules } from '#funding';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS } from '../../permissions.ts';
import { ruledCensusRoles, titleOfRole } from '../censusRules.ts';
import { keyOfName, NOT_ADDITIONAL } from '../domain/censusRole.ts';
import { censusesHeld } from '../queries/censusReader.ts';

/**
 * Says what a role of the census is that the rules do not know, for everybody's pages; a later word ends the earlier. What the
 * rules know is not for a person to change, and a name that stands in no census that is held is refused.
 */
export async function mapCensusRole(context: WorkforceContext, { by, permissions }: Acting, { name, is }: { name: string; is: string }): Promise<void> {
  if (!permissions.has(KEEP_POSTS)) throw new Refused({ code: 'not-allowed', what: 'You keep no posts, so you do not say what a role of the census is.', todo: 'A PCN’s manager or clinical director does.' });
  const key = keyOfName(name);
  const ruled = ruledCensusRoles().get(key);
  if (ruled !== undefined) throw new Refused({ code: 'census-role-known', what: `The rules know “${name.slice(0, 80)}”: it is ${ruled === NOT_ADDITIONAL ? 'not an additional role' : `a ${titleOfRole(ruled).toLowerCase()}`}.`, where: 'name', todo: 'Choose a role that is listed as unknown.' });
  if (is !== NOT_ADDITIONAL && !roleRules().roles.has(is)) throw new Refused({ code: 'role-unknown', what: `“${is.slice(0, 80)}” is none of the ${roleRules().roles.size} additional roles of the rules.`, where: 'is', todo: 'Choose one of the list, or that it is not an additional role.' });
  const censuses = await censusesHeld(context);
  if (!censuses.some(({ byPcn }) => [...byPcn.values()].some((lines) => lines.some((line) => keyOfName(line.name) === key)))) {
    throw new Refused({ code: 'census-role-not-found', what: `None of the ${censuses.length} censuses held has a role “${name.slice(0, 80)}”.`, where: 'name', todo: 'Choose a role that is listed as unknown.' });
  }
  const now = context.now();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    // One after the other, so that two who map the same role at once leave one belief.
    await sql`select pg_advisory_xact_lock(hashtext(${`census-role ${key}`}))`.execute(transaction);
    const { rows } = await sql<{ is: string; since: string }>`select role_is as is, lower(recorded)::text as since from census_role_mapped where name_key = ${key} and upper_inf(recorded)`.execute(transaction);
    if (rows[0]?.is === is) return;
    await sql`update census_role_mapped set recorded = tstzrange(lower(recorded), greatest(${now.toISOString()}::timestamptz, lower(recorded) + interval '1 microsecond')) where name_key = ${key} and upper_inf(recorded)`.execute(transaction);
    await sql`
      insert into census_role_mapped (name_key, name, role_is, recorded, recorded_by)
      select ${key}, ${name.trim()}, ${is}, tstzrange(greatest(${now.toISOString()}::timestamptz, (select max(upper(recorded)) from census_role_mapped where name_key = ${key})), null), ${by}`.execute(transaction);
    await appendAudit(transaction, { by, action: 'map-census-role', subject: { module: 'workforce', kind: 'census-role', id: key }, detail: { is } }, now);
  });
}
