import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';
import type { Acting, Forum } from '#governance';
import type { RegisterContext, RegisterReader } from '#register';
import type { VoiceContext } from '../context.ts';
import { mayRead } from '../domain/confidence.ts';
import { viewerOf } from '../queries/viewer.ts';
import { requireLead } from './requireLead.ts';

export type Image = Awaited<ReturnType<RegisterReader['image']>>;

/** The register with its image read beforehand: within a transaction the embedded record has no second connection for it. */
export const withImage = (register: RegisterContext, image: Image): RegisterContext => ({ ...register, reader: { ...register.reader, image: async () => image } });

/**
 * The forum, for somebody who leads its questions and is inside general practice: positions, mandates and ratifications
 * are written by those who may read them. A chair who also sits for the commissioner is outside. The console is inside.
 */
export async function requireConfidant(db: Kysely<unknown>, context: VoiceContext, image: Image, acting: Acting, forumCode: string): Promise<Forum> {
  const forum = await requireLead(db, acting, forumCode, context.today());
  if (acting.personId === null) return forum;
  const viewer = await viewerOf(db, withImage(context.register, image), acting.personId, context.today());
  if (mayRead('mandate', viewer, { forumCode, isPublic: false })) return forum;
  throw new Refused({ code: 'not-allowed', what: `This is told within general practice’s own seats of the ${forum.name}.`, todo: 'Somebody who sits there for general practice, and nowhere for another body, can do this.' });
}
