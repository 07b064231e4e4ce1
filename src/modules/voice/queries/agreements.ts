import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { PlaceRule } from '../domain/canvass/canvass.ts';
import type { RulesByType } from '../domain/canvass/networkRule.ts';

/** What a network agreed on how it decides, or a place as the default for its networks. `to` is the day after the last. */
export interface Agreement {
  id: string;
  bodyCode: string;
  from: IsoDate;
  to: IsoDate | null;
  rules: RulesByType;
  /** Partners by practice, where the agreement says how many. */
  partners: Readonly<Record<string, number>>;
  placeRule: PlaceRule | null;
  enteredAt: Date;
  enteredBy: string;
}

const columns = sql`id, body_code as "bodyCode", to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid), 'YYYY-MM-DD') as "to", rules, partners,
  place_rule as "placeRule", entered_at as "enteredAt", entered_by as "enteredBy"`;

/** The agreements of some bodies that are in force on a day, by their body's code. */
export async function agreementsOn(db: Kysely<unknown>, bodyCodes: readonly string[], day: IsoDate): Promise<Map<string, Agreement>> {
  const { rows } = await sql<Agreement>`
    select ${columns} from network_agreement where body_code = any (${bodyCodes as string[]}::text[]) and valid @> ${day}::date and withdrawn_at is null`.execute(db);
  return new Map(rows.map((row) => [row.bodyCode, row]));
}

/** Every version of one body's agreement that was not withdrawn, the newest first. */
export async function agreementVersionsOf(db: Kysely<unknown>, bodyCode: string): Promise<Agreement[]> {
  const { rows } = await sql<Agreement>`select ${columns} from network_agreement where body_code = ${bodyCode} and withdrawn_at is null order by lower(valid) desc`.execute(db);
  return rows;
}

/** How many partners hold that role at each of these practices on a day; a practice without any is left out. */
export async function partnersOn(db: Kysely<unknown>, practiceCodes: readonly string[], day: IsoDate): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; partners: number }>`
    select organisation_code as code, count(distinct person_id)::int as partners from role_held
    where organisation_code = any (${practiceCodes as string[]}::text[]) and role = 'gp-partner' and valid @> ${day}::date and upper_inf(recorded) group by 1`.execute(db);
  return new Map(rows.map(({ code, partners }) => [code, partners]));
}
