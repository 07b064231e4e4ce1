import { Refused } from '#kernel/result.ts';
import { speaksFor } from '../../commands/requireGiver.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import type { Forum } from '../../domain/forum.ts';
import type { AgendaItem, Meeting } from '../../domain/meeting.ts';
import { numberedItems } from '../../domain/minutes.ts';
import type { AttachedPaper, PaperPlace } from '../../domain/papers.ts';
import { delegationOf } from '../../queries/delegations.ts';
import { forumOf } from '../../queries/forums.ts';
import { meetingOf } from '../../queries/meetings.ts';
import { coversOf, itemsWithoutPapersFor, keepsPaper, mayRead, paperHistory, papersOf, sitsIn } from '../../queries/papers.ts';
import type { ShownPaper } from './papersList.tsx';

export interface MeetingPapers {
  forum: Forum;
  meeting: Meeting;
  isKeeper: boolean;
  /** `title` is what this reader may see of it. */
  items: { item: AgendaItem; number: number; title: string; cover: string | null; withheld: string | null; papers: ShownPaper[] }[];
  ofMeeting: ShownPaper[];
  history: AttachedPaper[];
}

/** What a reader sees of a meeting's papers. */
export async function meetingPapersFor(context: GovernanceContext, acting: Acting | null, meetingId: string): Promise<MeetingPapers> {
  const [db, day] = [context.database.as<unknown>(), context.today()];
  const meeting = await meetingOf(db, meetingId);
  const forum = meeting && (await forumOf(db, meeting.forumCode, meeting.day));
  if (!meeting || !forum) throw new Refused({ code: 'meeting-not-found', what: 'There is no such meeting.', todo: 'Choose one from its forum.' });
  const isKeeper = acting !== null && (await keepsPaper(db, acting, forum.code, day));
  const isInside = isKeeper || (acting?.personId != null && (await sitsIn(db, forum.code, acting.personId, day)));
  const without = acting?.personId ? await itemsWithoutPapersFor(db, meetingId, acting.personId) : new Set<string>();
  const numbered = numberedItems(meeting.items);
  const covers = await coversOf(db, numbered.map(({ item }) => item.id));
  const papers = await shown(context, acting, await papersOf(db, 'item', numbered.map(({ item }) => item.id)));
  return {
    forum, meeting, isKeeper,
    items: numbered.map(({ item, number }) => {
      const isHidden = item.isPrivate && !isInside;
      const isWithout = without.has(item.id);
      return {
        item, number,
        title: isHidden ? 'A private item' : item.title,
        cover: isHidden || isWithout ? null : (covers.get(item.id) ?? null),
        withheld: isHidden ? `Withheld: ${item.privateReason ?? 'no reason is recorded'}` : isWithout ? 'The chair ruled that you get no papers of this item, for a conflict of interest.' : null,
        papers: papers.filter(({ attached }) => attached.subjectId === item.id),
      };
    }),
    ofMeeting: await shown(context, acting, await papersOf(db, 'meeting', [meetingId])),
    history: isKeeper ? [...(await paperHistory(db, 'meeting', meetingId)), ...(await Promise.all(numbered.filter(({ item }) => !without.has(item.id)).map(({ item }) => paperHistory(db, 'item', item.id)))).flat()] : [],
  };
}

export interface SubjectPapers {
  belongsTo: 'delegation' | 'terms';
  subjectId: string;
  isKeeper: boolean;
  papers: ShownPaper[];
  history: AttachedPaper[];
}

export async function subjectPapersFor(context: GovernanceContext, acting: Acting | null, belongsTo: Extract<PaperPlace, 'delegation' | 'terms'>, subjectId: string): Promise<SubjectPapers> {
  const db = context.database.as<unknown>();
  const history = await paperHistory(db, belongsTo, subjectId);
  const isKeeper = acting !== null && (belongsTo === 'delegation' ? await speaksForGiver(context, acting, subjectId) : acting.permissions.has('governance.keep'));
  return { belongsTo, subjectId, isKeeper, papers: await shown(context, acting, history.filter(({ withdrawnAt }) => withdrawnAt === null)), history: isKeeper ? history : [] };
}

async function speaksForGiver(context: GovernanceContext, acting: Acting, delegationId: string): Promise<boolean> {
  const db = context.database.as<unknown>();
  const delegation = await delegationOf(db, delegationId);
  return delegation !== null && speaksFor(db, await context.register.reader.image(), acting, delegation.giver, context.today());
}

async function shown(context: GovernanceContext, acting: Acting | null, papers: readonly AttachedPaper[]): Promise<ShownPaper[]> {
  const answers: ShownPaper[] = [];
  for (const attached of papers) answers.push({ attached, answer: await mayRead(context.database.as(), acting, attached, context.today()) });
  return answers;
}
