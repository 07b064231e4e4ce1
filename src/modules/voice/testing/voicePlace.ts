import type { Database } from '#platform/database/index.ts';
import { describeByModule } from '#platform/subject/subject.ts';
import { inventedPlace, type InventedPlace } from '#governance/testing';
import type { VoiceContext } from '../context.ts';
import type { QuestionDraft } from '../domain/questionDraft.ts';
import { VOICE_PERMISSIONS } from '../permissions.ts';

/** The invented place with the voice of general practice in it. */
export interface VoicePlace extends InventedPlace {
  voice: VoiceContext;
}

export const LEADERSHIP_TEAM = 'upper-ashvale-gp';

export async function voicePlace(database: Database): Promise<VoicePlace> {
  const place = await inventedPlace(database, VOICE_PERMISSIONS);
  const { register, governance } = place;
  const { now, today, publicUrl, siteName } = governance;
  const describeSubject = describeByModule({ register: async ({ id }) => ({ title: `Organisation ${id}`, href: `/organisations/${id}`, isPublic: true }) });
  return { ...place, voice: { database, register, governance, now, today, publicUrl, siteName, isMailSent: false, describeSubject } };
}

/** A question as a test drafts it; `more` is what the test is about. */
export const draftOf = (more: Partial<QuestionDraft> = {}): QuestionDraft => ({
  title: 'Should the diabetes clinic move to the hub?',
  asks: 'The trust offers to move its clinic to the hub, for all practices.',
  options: [],
  decisionType: 'ordinary',
  matter: null,
  amountPence: null,
  placeCode: 'PL-1',
  decidesForumCode: 'upper-ashvale-together',
  leadPersonId: 'pat',
  about: [],
  ...more,
});
