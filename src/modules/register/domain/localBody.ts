import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { ORGANISATION_KINDS } from './organisationKind.ts';
import type { OrganisationKind } from './organisationKind.ts';

/** The kinds of body that nobody publishes, with the letters that their generated codes bear. */
export const LOCAL_KINDS = {
  place: 'PLACE',
  'place-based-partnership': 'PBP',
  'integrated-care-partnership': 'ICP',
  'provider-collaborative': 'PC',
  'gp-federation': 'FED',
  lmc: 'LMC',
  healthwatch: 'HW',
  'voluntary-sector-body': 'VS',
} as const satisfies Partial<Record<OrganisationKind, string>>;

export type LocalKind = keyof typeof LOCAL_KINDS;

export const isLocalKind = (kind: string | null): kind is LocalKind => kind !== null && Object.hasOwn(LOCAL_KINDS, kind);

/** A local body as somebody enters it. `open` is the first day, null where it is not known; `close` the last, null while it goes on. */
export interface LocalBodyEntry {
  code: string;
  kind: string;
  name: string;
  postcode: string | null;
  open: IsoDate | null;
  close: IsoDate | null;
}

/** How a local body stood over a span of days, as entered; a span ends before `to`. */
export interface EnteredVersion {
  from: string | null;
  to: string | null;
  name: string;
  postcode: string | null;
  status: 'open' | 'closed';
}

/** What the register holds under a code now: nothing, something published, or what was entered. */
export interface KnownBody {
  kind: OrganisationKind | null;
  isPublished: boolean;
  versions: EnteredVersion[];
}

export type EntryOutcome = 'added' | 'changed' | 'unchanged';

const NAME_LENGTH_MAX = 200;

/** The next free code for a local body of a kind: `L-FED-003`. */
export function nextLocalCode(kind: LocalKind, taken: Iterable<string>): string {
  const start = `L-${LOCAL_KINDS[kind]}-`;
  let last = 0;
  for (const code of taken) if (code.startsWith(start)) last = Math.max(last, Number.parseInt(code.slice(start.length), 10) || 0);
  return `${start}${String(last + 1).padStart(3, '0')}`;
}

/** Why a code cannot be a local body's; no code of the NHS or the ONS has a hyphen, so every local one must. */
export function refuseLocalCode(code: string): Refusal | null {
  if (/^[A-Z0-9][A-Z0-9-]{1,19}$/.test(code) && code.includes('-')) return null;
  const isLikeOds = /^[A-Z0-9]+$/.test(code);
  return {
    code: 'not-a-local-code',
    what: isLikeOds ? `${code} looks like a code that the NHS gives out.` : `“${code}” cannot be a code.`,
    where: 'code',
    todo: 'A local code is 2 to 20 capital letters and digits with at least one hyphen, such as L-FED-001.',
  };
}

/**
 * What the register then believes of the body: a new one, or one that was entered before with its details corrected.
 * Earlier names stay: the entry corrects the newest name and postcode, and the first and last day.
 */
export function decideBody(entry: LocalBodyEntry, known: KnownBody): Result<{ outcome: EntryOutcome; versions: EnteredVersion[] }> {
  const refusal = refuseKind(entry, known) ?? refuseLocalCode(entry.code) ?? refuseName(entry.name) ?? refuseDays(entry);
  if (refusal) return refuse(refusal);
  const newest = { name: entry.name, postcode: entry.postcode };
  const end = entry.close && addDays(entry.close, 1);
  const names = known.versions.filter(({ status }) => status === 'open');
  const kept = names.filter((version, index) => index === 0 || ((end === null || version.from! < end) && version.from! > (entry.open ?? '')));
  const opens = (kept.length ? kept : [{ from: null, to: null, status: 'open' as const, ...newest }]).map((version, index, all): EnteredVersion => ({
    ...version,
    ...(index === all.length - 1 ? newest : {}),
    from: index === 0 ? entry.open : version.from,
    to: all[index + 1]?.from ?? end,
  }));
  const versions: EnteredVersion[] = end === null ? opens : [...opens, { from: end, to: null, status: 'closed', ...newest }];
  if (known.versions.length === 0) return ok({ outcome: 'added', versions });
  return ok({ outcome: isSame(known.versions, versions) ? 'unchanged' : 'changed', versions });
}

/** A new name or postcode from a day on; before it the body keeps the old one. */
export function decideRename({ name, postcode, from }: { name: string; postcode: string | null; from: IsoDate }, known: KnownBody): Result<EnteredVersion[]> {
  const opens = known.versions.filter(({ status }) => status === 'open');
  const closed = known.versions.find(({ status }) => status === 'closed');
  const refusal = refuseName(name);
  if (refusal) return refuse(refusal);
  if (opens.length === 0) return refuse({ code: 'not-a-local-body', what: 'Only a body that was entered here can be renamed here.', where: 'code', todo: 'A published name changes with the publication.' });
  const first = opens[0]!.from;
  if ((first !== null && from <= first) || (closed?.from && from >= closed.from)) {
    return refuse({
      code: 'day-outside-life',
      what: `On ${sayDate(from)} it ${closed?.from && from >= closed.from ? 'was closed' : 'was not yet there, or began'}.`,
      where: 'from',
      todo: 'Give a day while it is open, after its first. To correct the name from the start, leave the day empty.',
    });
  }
  const before = opens.filter((version) => version.from === null || version.from < from).map((version, index, all) => (index === all.length - 1 ? { ...version, to: from } : version));
  const renamed: EnteredVersion = { from, to: closed?.from ?? null, name, postcode, status: 'open' };
  return ok([...before, renamed, ...(closed ? [{ ...closed, name, postcode }] : [])]);
}

export function isSame(left: readonly EnteredVersion[], right: readonly EnteredVersion[]): boolean {
  const textOf = (versions: readonly EnteredVersion[]) => JSON.stringify(versions.map(({ from, to, name, postcode, status }) => [from, to, name, postcode, status]));
  return textOf(left) === textOf(right);
}

function refuseKind({ code, kind }: LocalBodyEntry, known: KnownBody): Refusal | null {
  if (known.isPublished) return { code: 'code-taken', what: `${code} is the code of a published organisation.`, where: 'code', todo: 'Choose another code.' };
  if (!isLocalKind(kind)) {
    const isKnown = Object.hasOwn(ORGANISATION_KINDS, kind);
    return {
      code: isKnown ? 'kind-is-published' : 'unknown-kind',
      what: kind === '' ? 'It does not say what kind of body it is.' : isKnown ? `Organisations of the kind “${kind}” come from publications and cannot be entered.` : `There is no kind of local body called “${kind}”.`,
      where: 'kind',
      todo: isKnown ? 'Load the publication that has it.' : `Use one of ${Object.keys(LOCAL_KINDS).join(', ')}.`,
    };
  }
  if (known.kind === null || known.kind === kind) return null;
  return { code: 'kind-differs', what: `${code} is, or was, a ${ORGANISATION_KINDS[known.kind].label}; a code keeps its kind.`, where: 'kind', todo: 'Choose another code.' };
}

function refuseName(name: string): Refusal | null {
  if (name !== '' && name.length <= NAME_LENGTH_MAX) return null;
  return { code: 'name-missing', what: name === '' ? 'The name is empty.' : `The name is longer than ${NAME_LENGTH_MAX} characters.`, where: 'name', todo: 'Enter its name.' };
}

function refuseDays({ open, close }: LocalBodyEntry): Refusal | null {
  if (open === null || close === null || open <= close) return null;
  return { code: 'dates-reversed', what: `It closes on ${sayDate(close)}, before it opens on ${sayDate(open)}.`, where: 'close', todo: 'Give a last day that is not before the first.' };
}
