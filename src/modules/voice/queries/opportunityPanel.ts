import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { rolesOfPersonOn, type RegisterReader } from '#register';
import type { PanelMember, Score } from '../domain/opportunity/scoring.ts';

type RegisterImage = Awaited<ReturnType<RegisterReader['image']>>;

export interface NamedPanelMember extends PanelMember {
  /** Null once the person is erased. */
  name: string | null;
}

/**
 * The panel with what each declared, and their own organisations on the day: where they hold a role, the PCN that it is
 * in and the practices within it.
 */
export async function panelOf(db: Kysely<unknown>, opportunityId: string, image: RegisterImage, day: IsoDate): Promise<NamedPanelMember[]> {
  const { rows } = await sql<{ personId: string; name: string | null; takesPart: boolean | null; conflicts: string[] | null }>`
    select p.person_id as "personId", name, d.takes_part as "takesPart", d.conflicts
    from opportunity_panel p left join person_details using (person_id)
      left join lateral (select takes_part, conflicts from opportunity_declaration d where d.opportunity_id = p.opportunity_id and d.person_id = p.person_id order by d.id desc limit 1) d on true
    where p.opportunity_id = ${opportunityId} order by name, p.person_id`.execute(db);
  const members: NamedPanelMember[] = [];
  for (const row of rows) {
    const held = (await rolesOfPersonOn(db, row.personId, day)).flatMap(({ organisationCode }) => organisationCode ?? []);
    members.push({ ...row, conflicts: row.conflicts ?? [], ownOrganisations: [...new Set(held.flatMap((code) => kinOf(image, code, day)))] });
  }
  return members;
}

/** An organisation with what it cannot be told apart from: a practice and its PCN, a PCN and its practices. */
function kinOf(image: RegisterImage, code: string, day: IsoDate): string[] {
  const kind = image.kindOf(code);
  if (kind === 'practice') return [code, image.inSlot(code, 'pcn', day)].filter((each) => each !== null);
  return kind === 'pcn' ? [code, ...image.practicesWithin(code, day)] : [code];
}

/** The newest score of each person for each entry and criterion. */
export async function scoresOf(db: Kysely<unknown>, opportunityId: string): Promise<Score[]> {
  const { rows } = await sql<Score>`
    select distinct on (organisation_code, person_id, criterion) organisation_code as code, person_id as "personId", criterion, score
    from opportunity_score where opportunity_id = ${opportunityId} order by organisation_code, person_id, criterion, id desc`.execute(db);
  return rows;
}
