import { sayPounds } from '#kernel/pounds.ts';
import { refuse, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

/** The accounts of a fund, by the names that plain-text accounting gives them. Amounts are positive to the debit. */
export const ACCOUNTS = {
  'assets:due': 'Still due',
  'equity:due': 'Fallen due, against what is due',
  'assets:held': 'Held',
  'income:received': 'Received',
  'expenses:shared': 'Shared',
  'expenses:spent': 'Spent',
  'liabilities:committed': 'Committed',
  'equity:committed': 'Committed, against what is held',
} as const;
export type AccountId = keyof typeof ACCOUNTS;

export interface Posting {
  account: AccountId;
  /** A stream or a practice's code. */
  detail: string | null;
  amountPence: number;
}

/** What may happen to a fund, and which accounts it moves: with its sign, an amount of one pound. */
export const ENTRY_KINDS = {
  due: { label: 'Money fell due', moves: [['assets:due', 1], ['equity:due', -1]], needs: null },
  'due-received': { label: 'Money that was due was received', moves: [['assets:held', 1], ['income:received', -1], ['equity:due', 1], ['assets:due', -1]], needs: null },
  received: { label: 'Other money was received', moves: [['assets:held', 1], ['income:received', -1]], needs: null },
  shared: { label: 'Shared with practices', moves: [['expenses:shared', 1], ['assets:held', -1]], needs: 'free' },
  spent: { label: 'Spent by the PCN', moves: [['expenses:spent', 1], ['assets:held', -1]], needs: 'free' },
  committed: { label: 'Committed, to be spent later', moves: [['equity:committed', 1], ['liabilities:committed', -1]], needs: 'free' },
  'commitment-spent': { label: 'Spent as committed', moves: [['expenses:spent', 1], ['assets:held', -1], ['liabilities:committed', 1], ['equity:committed', -1]], needs: 'committed' },
  'commitment-released': { label: 'No longer committed', moves: [['liabilities:committed', 1], ['equity:committed', -1]], needs: 'committed' },
} as const satisfies Record<string, { label: string; moves: readonly (readonly [AccountId, 1 | -1])[]; needs: 'free' | 'committed' | null }>;
export type EntryKind = keyof typeof ENTRY_KINDS;

/** The kinds that a person may post by hand. */
export const BY_HAND: readonly EntryKind[] = ['spent', 'committed', 'commitment-spent', 'commitment-released', 'shared', 'received', 'due'];

/** The postings of so much of a kind; each part bears its detail, but for what is held: that is one sum of money. */
export const postingsOf = (kind: EntryKind, parts: readonly { detail: string | null; amountPence: number }[]): Posting[] =>
  parts.flatMap(({ detail, amountPence }) => ENTRY_KINDS[kind].moves.map(([account, sign]) => ({ account, detail: account === 'assets:held' ? null : detail, amountPence: sign * amountPence })));

/** The same amounts the other way: what takes an entry back. */
export const reversalOf = (postings: readonly Posting[]): Posting[] => postings.map(({ amountPence, ...rest }) => ({ ...rest, amountPence: -amountPence }));

/** Postings that balance, or why they cannot be an entry. */
export function balanced(postings: readonly Posting[]): Result<readonly Posting[]> {
  const wrong = postings.find(({ amountPence }) => !Number.isSafeInteger(amountPence) || amountPence === 0);
  if (wrong) return refuse({ code: 'not-an-amount', what: `A posting to ${wrong.account} of ${wrong.amountPence} pence is not an amount.`, where: 'amount', todo: 'Enter an amount in pounds, more than nothing.' });
  const sum = postings.reduce((total, { amountPence }) => total + amountPence, 0);
  if (postings.length >= 2 && sum === 0) return ok(postings);
  return refuse({ code: 'unbalanced', what: `${postings.length} postings add up to ${sayPounds(sum)}, not to nothing.`, todo: 'Every pound that comes into an account comes out of another.' });
}

/** What stands in each account, added up from postings; every account is there. */
export function balancesOf(postings: Iterable<Pick<Posting, 'account' | 'amountPence'>>): Record<AccountId, number> {
  const balances = Object.fromEntries(Object.keys(ACCOUNTS).map((account) => [account, 0])) as Record<AccountId, number>;
  for (const { account, amountPence } of postings) balances[account] += amountPence;
  return balances;
}

/** A fund as a person reads it: every amount positive where there is any. */
export interface FundState {
  duePence: number;
  receivedPence: number;
  sharedPence: number;
  spentPence: number;
  committedPence: number;
  heldPence: number;
  /** Held and not committed. */
  freePence: number;
}

export function stateOfFund(balances: Readonly<Record<AccountId, number>>): FundState {
  // A plain nothing, never minus nothing.
  const credit = (account: AccountId): number => 0 - balances[account];
  const [heldPence, committedPence] = [balances['assets:held'], credit('liabilities:committed')];
  return { duePence: balances['assets:due'], receivedPence: credit('income:received'), sharedPence: balances['expenses:shared'], spentPence: balances['expenses:spent'], committedPence, heldPence, freePence: heldPence - committedPence };
}

/** Whether a fund has what an entry takes; refused with the numbers where it has not. */
export function enoughFor(kind: EntryKind, amountPence: number, { heldPence, committedPence, freePence }: FundState): Result<null> {
  const { needs } = ENTRY_KINDS[kind];
  if (needs === 'free' && amountPence > freePence) {
    return refuse({ code: 'more-than-there-is', what: `${sayPounds(amountPence)} is more than the ${sayPounds(freePence)} that is free: ${sayPounds(heldPence)} held, of which ${sayPounds(committedPence)} is committed.`, where: 'amount', todo: 'Enter less, or release what is committed first.' });
  }
  if (needs === 'committed' && amountPence > committedPence) {
    return refuse({ code: 'more-than-committed', what: `${sayPounds(amountPence)} is more than the ${sayPounds(committedPence)} that is committed.`, where: 'amount', todo: 'Enter less, or post it as spent.' });
  }
  return ok(null);
}
