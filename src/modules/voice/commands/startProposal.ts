import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import { forumOf } from '#governance';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { checkProposal, type ProposalDraft } from '../domain/proposalDraft.ts';
import { PROPOSAL_LIFE } from '../domain/proposalLife.ts';
import { requireSpeaker } from './requireSpeaker.ts';

/** Begins a proposal for a practice or a PCN that one speaks for. Gives its number. */
export async function startProposal(context: VoiceContext, acting: Acting, draft: ProposalDraft): Promise<string> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const day = context.today();
    const now = context.now();
    await requireSpeaker(transaction, acting, draft.organisationCode, day);
    const checked = checkProposal(draft);
    if (!checked.ok) throw new Refused(checked.refusal);
    const { organisationCode, forumCode, title, why, better, evidence, links, about } = checked.value;
    const forum = await forumOf(transaction, forumCode, day);
    const own = new Set(image.practicesWithin(organisationCode, day));
    const isOfPlace = forum?.kind === 'gp-leadership-team' && image.practicesWithin(forum.placeCode, day).some((code) => own.has(code));
    if (!isOfPlace) throw new Refused({ code: 'invalid-forum', where: 'forum', what: 'That is not the leadership team of this practice’s or PCN’s place.', todo: 'Choose one from the list.' });

    const words = (text: string) => keepWords(transaction, { personId: acting.personId, words: text }, now);
    const { rows } = await sql<{ id: string }>`
      insert into proposal (forum_code, place_code, organisation_code, title, why_words, better_words, evidence_words, links, about, state, made_at, made_by)
      values (${forum.code}, ${forum.placeCode}, ${organisationCode}, ${title}, ${await words(why)}, ${await words(better)}, ${await keepWordsIfAny(transaction, { personId: acting.personId, words: evidence }, now)},
        ${JSON.stringify(links)}::jsonb, ${JSON.stringify(about)}::jsonb, ${PROPOSAL_LIFE.first}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const id = rows[0]!.id;
    await sql`insert into proposal_support (proposal_id, organisation_code, joined_at, joined_by) values (${id}, ${organisationCode}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await sql`insert into proposal_step (proposal_id, event, to_state, at, by) values (${id}, 'begin', ${PROPOSAL_LIFE.first}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'start-proposal', subject: { module: 'voice', kind: 'proposal', id }, detail: { organisation: organisationCode, forum: forum.code } }, now);
    return id;
  });
}
