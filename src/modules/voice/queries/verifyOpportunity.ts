import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { toIsoDate } from '#kernel/isoDate.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { RegisterReader } from '#register';
import { commitmentOf, entriesDigestOf } from '../domain/opportunity/lottery.ts';
import { outcomeOf, type OutcomeRow } from '../domain/opportunity/outcome.ts';
import { opportunityOf, resultOf, type Opportunity } from './opportunities.ts';
import { outcomeFacts } from './opportunityOutcome.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One thing that was recorded, worked out again. */
export interface OutcomeCheck {
  check: 'commitment' | 'entries' | 'result';
  says: string;
  isSame: boolean;
  recorded: string;
  recomputed: string;
}

export interface Verification {
  opportunity: Opportunity;
  isVerified: boolean;
  checks: OutcomeCheck[];
  seed: string;
  entries: readonly string[];
  outcome: OutcomeRow[];
}

/** Works out a decided opportunity again from its seed and entries, and says where the record differs, if it does. */
export async function verifyOpportunity(db: Kysely<unknown>, id: string, image: Awaited<ReturnType<RegisterReader['image']>>): Promise<Result<Verification>> {
  const opportunity = await opportunityOf(db, id);
  if (!opportunity) return refuse({ code: 'opportunity-not-found', what: 'There is no opportunity with this number.', where: id, todo: 'See the list of opportunities.' });
  if (opportunity.state !== 'drawn') return refuse({ code: 'opportunity-not-drawn', what: 'This is not decided, so there is nothing to verify yet.', where: id, todo: `Keep its commitment, ${opportunity.commitment}, to compare then.` });
  const moment = opportunity.settledAt!;
  const facts = await outcomeFacts(db, opportunity, { image, moment, day: toIsoDate(moment) });
  const outcome = outcomeOf(facts, sha256);
  const recorded = (await resultOf(db, id)).map(lineOf).join(' ');
  const recomputed = outcome.map(lineOf).join(' ');
  const checks: OutcomeCheck[] = [
    { check: 'commitment', says: 'SHA-256 of the seed is what was published with the announcement', recorded: opportunity.commitment, recomputed: commitmentOf(facts.seed, sha256), isSame: false },
    { check: 'entries', says: 'SHA-256 of the list of entries is what was recorded at closing', recorded: opportunity.entriesDigest ?? '', recomputed: entriesDigestOf(facts.entries, sha256), isSame: false },
    { check: 'result', says: 'The order and who has it follow from seed, entries and method', recorded, recomputed, isSame: false },
  ];
  const compared = checks.map((one) => ({ ...one, isSame: one.recorded === one.recomputed }));
  return ok({ opportunity, isVerified: compared.every(({ isSame }) => isSame), checks: compared, seed: facts.seed, entries: facts.entries, outcome });
}

const lineOf = ({ rank, code, isGranted, pence }: { rank: number; code: string; isGranted: boolean; pence: number }): string => `${rank}:${code}:${isGranted ? `yes:${pence}` : 'no'}`;
