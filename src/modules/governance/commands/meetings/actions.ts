import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { isUuid } from '../../domain/uuid.ts';
import { actionOf, type Action } from '../../queries/actions.ts';
import { decisionOf } from '../../queries/decisions.ts';
import { itemOf, meetingHead } from '../../queries/meetings.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { decisionNotFound } from './cureDecision.ts';
import { itemNotFound, meetingNotFound } from './lockMeeting.ts';

/** From what an action comes. */
export type ActionOrigin = { decisionId: string } | { itemId: string } | { meetingId: string } | { forumCode: string };

export interface ActionDraft {
  what: string;
  ownerId: string;
  dueOn: IsoDate;
}

const WHAT_MAX = 1_000;

interface Origin {
  forumCode: string;
  meetingId: string | null;
  itemId: string | null;
  decisionId: string | null;
}

async function originOf(transaction: Transaction<unknown>, origin: ActionOrigin): Promise<Origin> {
  if ('forumCode' in origin) return { forumCode: origin.forumCode, meetingId: null, itemId: null, decisionId: null };
  if ('decisionId' in origin) {
    const decision = await decisionOf(transaction, origin.decisionId);
    if (!decision) throw decisionNotFound(origin.decisionId);
    return { forumCode: decision.forumCode, meetingId: decision.meetingId, itemId: decision.itemId, decisionId: decision.id };
  }
  const item = 'itemId' in origin ? await itemOf(transaction, origin.itemId) : null;
  if ('itemId' in origin && !item) throw itemNotFound(origin.itemId);
  const meetingId = item?.meetingId ?? ('meetingId' in origin ? origin.meetingId : '');
  const meeting = await meetingHead(transaction, meetingId);
  if (!meeting) throw meetingNotFound(meetingId);
  return { forumCode: meeting.forumCode, meetingId, itemId: item?.id ?? null, decisionId: item?.decisionId ?? null };
}

/** Records what is to be done, by whom and by when. Gives its id. */
export async function addAction(context: GovernanceContext, acting: Acting, origin: ActionOrigin, draft: ActionDraft): Promise<string> {
  const now = context.now();
  const what = draft.what.trim();
  if (!what) throw new Refused({ code: 'no-action', what: 'It is not said what is to be done.', todo: 'Begin with a verb: “Write to the practices”.' });
  if (what.length > WHAT_MAX) throw new Refused({ code: 'too-long', what: `The words are longer than ${WHAT_MAX} letters.`, todo: 'Say it shorter.' });
  return context.database.inTransaction(async (transaction) => {
    const { forumCode, meetingId, itemId, decisionId } = await originOf(transaction, origin);
    await requireKeeper(transaction, acting, forumCode, context.today());
    const { rows: people } = await sql`select 1 from person where id = ${draft.ownerId}`.execute(transaction);
    if (people.length === 0) throw new Refused({ code: 'person-not-found', what: 'The owner of the action is not known here.', todo: 'Choose somebody from the list.' });
    const { rows } = await sql<{ id: string }>`
      insert into action (forum_code, meeting_id, item_id, decision_id, what, owner_id, due_on, added_at, added_by)
      values (${forumCode}, ${meetingId}, ${itemId}, ${decisionId}, ${what}, ${draft.ownerId}, ${draft.dueOn}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'add-action', subject: subjectOfAction(rows[0]!.id), detail: { forum: forumCode, owner: draft.ownerId, dueOn: draft.dueOn } }, now);
    return rows[0]!.id;
  });
}

/** Marks an action as done: its owner, or the keeper. */
export const completeAction = (context: GovernanceContext, acting: Acting, id: string): Promise<void> => step(context, acting, id, { step: 'done', from: 'open', isOwnersToo: true, reason: null });

/** Takes back that an action is done or dropped. */
export const reopenAction = (context: GovernanceContext, acting: Acting, id: string): Promise<void> => step(context, acting, id, { step: 'reopened', from: 'settled', isOwnersToo: true, reason: null });

/** Drops an action that is not to be done after all, with a reason: the keeper's to say. */
export async function dropAction(context: GovernanceContext, acting: Acting, id: string, reason: string): Promise<void> {
  const why = reason.trim();
  if (!why) throw new Refused({ code: 'no-reason', what: 'No reason is given.', todo: 'Say in a sentence why it is not to be done.' });
  await step(context, acting, id, { step: 'dropped', from: 'open', isOwnersToo: false, reason: why });
}

const VERBS = { done: 'complete-action', dropped: 'drop-action', reopened: 'reopen-action' } as const;

async function step(context: GovernanceContext, acting: Acting, id: string, { step: next, from, isOwnersToo, reason }: { step: keyof typeof VERBS; from: 'open' | 'settled'; isOwnersToo: boolean; reason: string | null }): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const action = await lockAction(transaction, id);
    if (!(isOwnersToo && acting.personId !== null && acting.personId === action.ownerId)) await requireKeeper(transaction, acting, action.forumCode, context.today());
    if ((action.state === 'open') !== (from === 'open')) throw new Refused({ code: 'action-not-so', what: action.state === 'open' ? 'This action is not settled.' : `This action is ${action.state} already.`, todo: 'Look at it as it is now.' });
    await sql`insert into action_step (action_id, step, reason, at, by) values (${id}, ${next}, ${reason}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: VERBS[next], subject: subjectOfAction(id), detail: { forum: action.forumCode } }, now);
  });
}

async function lockAction(transaction: Transaction<unknown>, id: string): Promise<Action> {
  if (isUuid(id)) await sql`select 1 from action where id = ${id} for update`.execute(transaction);
  const action = await actionOf(transaction, id);
  if (!action) throw new Refused({ code: 'action-not-found', what: 'There is no action with this number.', where: id, todo: 'Choose one from the list of actions.' });
  return action;
}

const subjectOfAction = (id: string) => ({ module: 'governance', kind: 'action', id });
