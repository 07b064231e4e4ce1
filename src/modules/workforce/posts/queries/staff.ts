import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { WorkforceContext } from '../../context.ts';
import type { StaffMember } from '../domain/post.ts';

/** Everybody of a PCN who matters to its posts, by name; those whose name was erased come last. */
export const staffOf = ({ database }: Pick<WorkforceContext, 'database'>, { pcnCode }: { pcnCode: string }): Promise<StaffMember[]> => staffWhere(database.as(), sql`s.pcn_code = ${pcnCode}`);

/** One of them; null where there is none. */
export const staffMember = async (db: Kysely<unknown>, id: string): Promise<StaffMember | null> => (await staffWhere(db, sql`s.id::text = ${id}`))[0] ?? null;

async function staffWhere(db: Kysely<unknown>, condition: ReturnType<typeof sql>): Promise<StaffMember[]> {
  const { rows } = await sql<StaffMember>`
    select s.id, s.pcn_code as "pcnCode", w.words as name, s.person_id as "personId"
    from staff_member s join words_written w on w.id = s.name_id where ${condition} order by w.words nulls last, s.id`.execute(db);
  return rows;
}

/** A team of a PCN. */
export interface Team {
  id: string;
  name: string;
}

/** The teams of a PCN, by name. */
export async function teamsOf({ database }: Pick<WorkforceContext, 'database'>, { pcnCode }: { pcnCode: string }): Promise<Team[]> {
  const { rows } = await sql<Team>`select id, name from network_team where pcn_code = ${pcnCode} order by name, id`.execute(database.as<unknown>());
  return rows;
}

/** How a person is called on a page: by name, or as one whose name was erased. */
export const sayName = (member: Pick<StaffMember, 'name'> | undefined): string => member?.name ?? 'somebody whose name was erased';
