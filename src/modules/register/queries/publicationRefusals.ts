import { sql } from 'kysely';
import type { RowRefusal } from '#platform/publications/index.ts';
import type { RegisterContext } from '../context.ts';

/** The rows of a publication that were refused when it was loaded, in the order of its file. */
export async function publicationRefusals({ database }: Pick<RegisterContext, 'database'>, publicationId: number): Promise<RowRefusal[]> {
  const { rows } = await sql<RowRefusal>`
    select line, column_name as "column", value, reason from publication_refusal where publication_id = ${publicationId} order by line`.execute(database.as());
  return rows;
}
