import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { RegisterReader } from '#register';
import type { OutcomeFacts } from '../domain/opportunity/outcome.ts';
import { hadOf, standingsBefore } from './opportunityStandings.ts';
import { entriesOf, type Opportunity } from './opportunities.ts';
import { panelOf, scoresOf } from './opportunityPanel.ts';

interface AskedAt {
  image: Awaited<ReturnType<RegisterReader['image']>>;
  /** What was decided before it counts. */
  moment: Date;
  day: IsoDate;
}

/** Everything that an opportunity's outcome follows from, as it stands at a moment. */
export async function outcomeFacts(db: Kysely<unknown>, opportunity: Opportunity, { image, moment, day }: AskedAt): Promise<OutcomeFacts> {
  const { id, method, places, penceEach, placeCode, measure, criteria } = opportunity;
  const { rows } = await sql<{ seed: string }>`select seed from opportunity_seed where opportunity_id = ${id}`.execute(db);
  const entries = (await entriesOf(db, id)).flatMap(({ isInterested, organisationCode }) => (isInterested ? [organisationCode] : []));
  const had = method === 'rotation' ? (await standingsBefore(db, placeCode, moment)).filter(({ code }) => entries.includes(code)).map((one) => hadOf(measure!, one)) : [];
  const isScored = method === 'scored';
  return { method, places, penceEach, seed: rows[0]!.seed, entries, had, criteria, panel: isScored ? await panelOf(db, id, image, day) : [], scores: isScored ? await scoresOf(db, id) : [] };
}
