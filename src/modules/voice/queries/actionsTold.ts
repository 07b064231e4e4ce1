import type { Kysely } from 'kysely';
import { actionsOfDecision } from '#governance';
import type { Action, RecordedDecision } from '#governance';

/** What those who are told of a decision may read of its actions: of one that its forum withholds, nothing. */
export const actionsTold = async (db: Kysely<unknown>, { id, isPrivate }: Pick<RecordedDecision, 'id' | 'isPrivate'>): Promise<Action[]> =>
  isPrivate ? [] : (await actionsOfDecision(db, id)).filter(({ state }) => state !== 'dropped');
