import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import type { ProposalState } from '../domain/proposalLife.ts';
import { proposalOf, type Proposal } from '../queries/proposals.ts';
import { requireSpeaker } from './requireSpeaker.ts';

/** Holds a proposal until the transaction ends; throws `Refused` where there is none. */
export async function lockProposal(transaction: Transaction<unknown>, id: string): Promise<Proposal> {
  const { rows } = await sql<{ state: ProposalState }>`select state from proposal where id = ${id} for update`.execute(transaction);
  const proposal = rows[0] && (await proposalOf(transaction, id));
  if (!proposal) throw new Refused({ code: 'proposal-not-found', what: 'There is no proposal with this number.', where: id, todo: 'Choose one from the list of proposals.' });
  return proposal;
}

interface Joining {
  proposalId: string;
  organisationCode: string;
}

/** Puts a practice or PCN behind a proposal. One that stands behind it already is left as it is. */
export async function joinProposal(context: VoiceContext, acting: Acting, { proposalId, organisationCode }: Joining): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const proposal = await lockOpen(transaction, proposalId);
    await requireSpeaker(transaction, acting, organisationCode, context.today());
    const own = new Set(image.practicesWithin(organisationCode, context.today()));
    if (!image.practicesWithin(proposal.placeCode, context.today()).some((code) => own.has(code))) {
      throw new Refused({ code: 'not-of-the-place', what: `${organisationCode} is not in the place that this is for.`, where: organisationCode, todo: 'Begin a proposal of your own, to your own leadership team.' });
    }
    if (proposal.supporters.includes(organisationCode)) return;
    await sql`insert into proposal_support (proposal_id, organisation_code, joined_at, joined_by) values (${proposalId}, ${organisationCode}, ${context.now().toISOString()}, ${acting.by})`.execute(transaction);
    await audit(transaction, context, acting, 'join-proposal', { proposalId, organisationCode });
  });
}

/** Takes a practice or PCN from behind a proposal. The one that began it takes the proposal back instead. */
export async function leaveProposal(context: VoiceContext, acting: Acting, { proposalId, organisationCode }: Joining): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const proposal = await lockOpen(transaction, proposalId);
    await requireSpeaker(transaction, acting, organisationCode, context.today());
    if (organisationCode === proposal.organisationCode) {
      throw new Refused({ code: 'author-cannot-leave', what: 'Whoever began a proposal cannot leave it.', where: organisationCode, todo: 'Take the proposal back, with a reason.' });
    }
    if (!proposal.supporters.includes(organisationCode)) return;
    await sql`update proposal_support set left_at = ${context.now().toISOString()}, left_by = ${acting.by} where proposal_id = ${proposalId} and organisation_code = ${organisationCode} and left_at is null`.execute(transaction);
    await audit(transaction, context, acting, 'leave-proposal', { proposalId, organisationCode });
  });
}

async function lockOpen(transaction: Transaction<unknown>, id: string): Promise<Proposal> {
  const proposal = await lockProposal(transaction, id);
  if (proposal.state === 'open' || proposal.state === 'answered') return proposal;
  throw new Refused({ code: 'proposal-settled', what: proposal.state === 'question' ? 'This became a question: it is answered there now.' : 'This was taken back by those who began it.', where: id, todo: 'Begin a proposal of your own.' });
}

const audit = (transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, action: string, { proposalId, organisationCode }: Joining): Promise<void> =>
  appendAudit(transaction, { by: acting.by, action, subject: { module: 'voice', kind: 'proposal', id: proposalId }, detail: { organisation: organisationCode } }, context.now());
