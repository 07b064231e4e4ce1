import { sql } from 'kysely';
import type { DescribeSubject } from '#platform/subject/subject.ts';
import type { ProgrammesContext } from '../context.ts';
import { programmeColumns, programmeNumber } from '../storage/factRows.ts';
import type { ProgrammeRow } from '../storage/factRows.ts';
import { programmePath } from './programmes.ts';

/** How a programme is named and found by who points at it. None is open to the public. */
export const describeProgramme = ({ database }: Pick<ProgrammesContext, 'database'>): DescribeSubject => async ({ kind, id }) => {
  const number = kind === 'programme' ? programmeNumber(id) : null;
  if (number === null) return null;
  const { rows } = await sql<ProgrammeRow>`select ${programmeColumns} from programme p where p.id = ${number}`.execute(database.as<unknown>());
  return rows[0] ? { title: rows[0].title, href: programmePath(rows[0].id), isPublic: false } : null;
};
