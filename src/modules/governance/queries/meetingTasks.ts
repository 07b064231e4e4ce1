import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import type { GovernanceContext } from '../context.ts';
import type { CureKind, RecordedDecision } from '../domain/decision.ts';
import type { Forum } from '../domain/forum.ts';
import { londonDay, londonTime } from '../domain/londonTime.ts';
import { actionsOf } from './actions.ts';
import { decisionsOwing, suggestionsFor, suggestionsOf } from './decisions.ts';
import { forumsOn, seatsOfPerson } from './forums.ts';
import { forumsKept } from './forumsKept.ts';
import { meetingsBetween } from './meetings.ts';

/** How soon before its day an action is put before its owner. */
const REMIND_DAYS = 14;

/** What meetings have for a person: those of today, actions of theirs, and for who keeps a forum what it owes. */
export const meetingTasks = ({ database }: Pick<GovernanceContext, 'database'>): TaskSource => async ({ personId, permissions }, now) => {
  const [db, day] = [database.as<unknown>(), londonDay(now)];
  const kept = await forumsKept(db, { personId, permissions }, day);
  return [...(await meetingsToday(db, { personId, kept, day })), ...(await rulingTasks(db, kept)), ...(await actionTasks(db, personId, day)), ...(await keeperTasks(db, kept))];
};

async function meetingsToday(db: Kysely<unknown>, { personId, kept, day }: { personId: string; kept: readonly Forum[]; day: IsoDate }): Promise<Task[]> {
  const sits = new Set((await seatsOfPerson(db, personId, day)).map(({ forumCode }) => forumCode));
  const forums = await forumsOn(db, day);
  return (await meetingsBetween(db, day, addDays(day, 1)))
    .filter(({ forumCode, state }) => (state === 'planned' || state === 'open') && (sits.has(forumCode) || kept.some(({ code }) => code === forumCode)))
    .map(({ id, forumCode, startsAt, endsAt, place }) => ({
      id: `governance/meeting/${id}`,
      title: `Come to the ${forums.find(({ code }) => code === forumCode)?.name ?? 'forum'}, ${londonTime(startsAt)} to ${londonTime(endsAt)}`,
      why: `${sits.has(forumCode) ? 'You sit in it.' : 'You keep it.'}${place ? ` ${place}.` : ''}`,
      href: `/meetings/${id}`,
      due: day,
      minutes: Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000),
    }));
}

/** Conflicts that nobody ruled on, in meetings to come and under way; the keeper sees to it that somebody does. */
async function rulingTasks(db: Kysely<unknown>, kept: readonly Forum[]): Promise<Task[]> {
  if (kept.length === 0) return [];
  const { rows } = await sql<{ itemId: string; meetingId: string; title: string; due: IsoDate; count: number }>`
    select i.id as "itemId", m.id as "meetingId", i.title, to_char(m.starts_at at time zone 'Europe/London', 'YYYY-MM-DD') as due, count(*)::int as count
    from conflict c join agenda_item i on i.id = c.item_id join meeting m on m.id = i.meeting_id
    where c.withdrawn_at is null and i.withdrawn_at is null and i.closed_at is null and m.state in ('planned', 'open') and m.forum_code in (${sql.join(kept.map(({ code }) => code))})
      and not exists (select 1 from conflict_ruling r where r.conflict_id = c.id)
    group by i.id, m.id order by m.starts_at, i.position`.execute(db);
  return rows.map(({ itemId, meetingId, title, due, count }) => ({
    id: `governance/ruling/${itemId}`,
    title: `Rule on ${count === 1 ? 'a conflict' : `${count} conflicts`} of interest: ${title}`,
    why: 'Until it is ruled on, it is not known who may take part. You keep this forum.',
    href: `/meetings/${meetingId}/items/${itemId}#conflicts`,
    due,
    minutes: 2,
  }));
}

async function actionTasks(db: Kysely<unknown>, personId: string, day: IsoDate): Promise<Task[]> {
  const soon = addDays(day, REMIND_DAYS);
  return (await actionsOf(db, { personId }))
    .filter(({ state, dueOn }) => state === 'open' && dueOn <= soon)
    .map(({ id, what, forumCode, dueOn, carriedOver }) => ({
      id: `governance/action/${id}`,
      title: what,
      why: `You took it on${carriedOver > 0 ? `; it was carried over ${carriedOver === 1 ? 'one meeting' : `${carriedOver} meetings`}` : ''}.`,
      href: `/forums/${forumCode}/meetings#action-${id}`,
      due: dueOn,
      minutes: 10,
      inPlace: { action: `/actions/${id}/done`, submit: 'Mark as done', fields: { from: 'today' } },
    }));
}

/** What another body is to say, once it waits for that body’s agenda. */
const WAITS_ELSEWHERE: ReadonlySet<CureKind> = new Set<CureKind>(['ratify', 'decide-above']);

/** Decisions that cannot be acted on yet for want of something here, and what waits for the agenda of a forum that one keeps. */
async function keeperTasks(db: Kysely<unknown>, kept: readonly Forum[]): Promise<Task[]> {
  const names = new Map(kept.map(({ code, name }) => [code, name]));
  const agreed = (await decisionsOwing(db, [...names.keys()])).filter(({ outcome }) => outcome === 'agreed');
  const owing: RecordedDecision[] = [];
  for (const decision of agreed) if (decision.owed.some(({ kind }) => !WAITS_ELSEWHERE.has(kind)) || (await suggestionsOf(db, decision.id)).length === 0) owing.push(decision);
  const waiting = (await suggestionsFor(db, [...names.keys()])).filter(({ kind }) => kind !== 'report');
  return [
    ...owing.map((decision): Task => ({
      id: `governance/owed/${decision.id}`,
      title: `Put right what is missing: ${decision.isPrivate ? 'a decision taken in private' : decision.decided}`,
      why: `The ${names.get(decision.forumCode)}, which you keep, decided it on ${sayDate(decision.takenOn)}. It cannot be acted on until then.`,
      href: `/decisions/${decision.id}#findings`,
      due: null,
      minutes: 10,
    })),
    ...waiting.map(({ id, title, forumCode }): Task => ({ id: `governance/suggestion/${id}`, title: `Put on an agenda, or decline: ${title}`, why: `It waits for the ${names.get(forumCode)}, which you keep.`, href: `/forums/${forumCode}/meetings#waiting`, due: null, minutes: 3 })),
  ];
}
