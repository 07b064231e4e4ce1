import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import { seatsOn } from '../queries/forums.ts';
import { DAY } from './inventedPlace.ts';

/** A meeting of the invented partnership that took place, and the one that follows it. */
export interface PlantedMeeting {
  meetingId: string;
  nextMeetingId: string;
  /** For decision, and decided. */
  hubItemId: string;
  /** Private, and not yet decided. */
  rentItemId: string;
  decisionId: string;
  seatIds: Record<string, string>;
}

const AT = '2026-05-20T09:00:00Z';

/**
 * Plants a meeting of `upper-ashvale-together` on 20 May 2026: Pat and Tara there, the chair's deputy for the chair, the council's
 * seat vacant; Tara ruled out of the papers of the hub, which was agreed by the others; and the next meeting, on 17 June.
 */
export async function plantMeeting(database: Database): Promise<PlantedMeeting> {
  const db = database.as();
  const add = async (query: ReturnType<typeof sql<{ id: string }>>): Promise<string> => (await query.execute(db)).rows[0]!.id;
  const seatIds = Object.fromEntries((await seatsOn(db, 'upper-ashvale-together', DAY)).map(({ title, id }) => [title, id]));
  const meeting = (day: string, state: string) => add(sql`
    insert into meeting (forum_code, starts_at, ends_at, place, is_public, state, opened_at, ended_at, called_at, called_by)
    values ('upper-ashvale-together', ${`${day}T09:00:00Z`}, ${`${day}T11:00:00Z`}, 'The Guildhall, Upper Ashvale', true, ${state},
      ${state === 'ended' ? `${day}T09:02:00Z` : null}, ${state === 'ended' ? `${day}T10:45:00Z` : null}, '2026-05-01', 'sam') returning id`);
  const meetingId = await meeting('2026-05-20', 'ended');
  const nextMeetingId = await meeting('2026-06-17', 'planned');
  for (const id of [meetingId, nextMeetingId]) await sql`insert into meeting_change (meeting_id, change, after, at, by) values (${id}, 'called', '{}', '2026-05-01', 'sam')`.execute(db);
  const item = (position: number, title: string, purpose: string, privateReason: string | null, closedAt: string | null) => add(sql`
    insert into agenda_item (meeting_id, position, title, purpose, amount_pence, is_private, private_reason, added_at, added_by, closed_at, closed_by)
    values (${meetingId}, ${position}, ${title}, ${purpose}, ${position === 1 ? 12_500_000 : null}, ${privateReason !== null}, ${privateReason}, '2026-05-02', 'sam', ${closedAt}, ${closedAt && 'sam'}) returning id`);
  const hubItemId = await item(1, 'A shared clinic hub', 'decision', null, '2026-05-20T09:40:00Z');
  const rentItemId = await item(2, 'The rent of the old clinic', 'discussion', 'Commercially confidential until the lease is signed', null);
  for (const [seat, person, capacity, status] of [['Chair', 'ivy', 'holder', 'apologies'], ['Chair', 'sam', 'deputy', 'present'], ['General practice', 'pat', 'holder', 'present'], ['Hospitals', 'tara', 'holder', 'present']] as const) {
    await sql`insert into attendance (meeting_id, seat_id, person_id, capacity, status, recorded_at, recorded_by) values (${meetingId}, ${seatIds[seat]}, ${person}, ${capacity}, ${status}, ${AT}, 'sam')`.execute(db);
  }
  const words = await add(sql`insert into words_written (person_id, words, written_at) values ('tara', 'My trust owns the building', ${AT}) returning id`);
  const conflictId = await add(sql`insert into conflict (item_id, person_id, seat_id, words_id, declared_at, declared_by) values (${hubItemId}, 'tara', ${seatIds['Hospitals']}, ${words}, ${AT}, 'tara') returning id`);
  await sql`insert into conflict_ruling (conflict_id, ruling, ruled_by, at, recorded_by) values (${conflictId}, 'no-papers', 'sam', ${AT}, 'sam')`.execute(db);
  for (const [seat, person, choice] of [['Chair', 'sam', 'for'], ['General practice', 'pat', 'for']] as const) {
    await sql`insert into vote (item_id, seat_id, person_id, choice, weight, at, recorded_by) values (${hubItemId}, ${seatIds[seat]}, ${person}, ${choice}, 1, ${AT}, 'sam')`.execute(db);
  }
  const finding = JSON.stringify([{ check: 'quorum', isMet: false, says: '2 of 3 seats were filled.', rule: 'Terms of reference', source: 'Terms of 1 April 2024', standing: 'marked', cure: { kind: 'meet-again', says: 'Decide it again with a quorum.' } }]);
  const votes = JSON.stringify({ outcome: 'carried', for: 2, against: 0, abstain: 0, leftOut: 0, castingVote: null, says: 'Carried (simple majority). 2 for, 0 against, 0 abstaining.' });
  const decisionId = await add(sql`
    insert into decision (forum_code, taken_on, way, meeting_id, item_id, amount_pence, within_code, outcome, decided, reasons, representatives, standing, findings, vote_result, recorded_at, recorded_by)
    values ('upper-ashvale-together', '2026-05-20', 'meeting', ${meetingId}, ${hubItemId}, 12500000, 'PL-1', 'agreed', 'To open a shared clinic hub at the mill.', 'Four of five practices asked for it.', '{pat}',
      'marked', ${finding}::jsonb, ${votes}::jsonb, ${AT}, 'sam') returning id`);
  await sql`insert into action (forum_code, meeting_id, item_id, decision_id, what, owner_id, due_on, added_at, added_by)
    values ('upper-ashvale-together', ${meetingId}, ${hubItemId}, ${decisionId}, 'Write to the practices', 'pat', '2026-06-10', ${AT}, 'sam')`.execute(db);
  return { meetingId, nextMeetingId, hubItemId, rentItemId, decisionId, seatIds };
}
