import { Refused } from '#kernel/result.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { decideBody, decideRename, isLocalKind, nextLocalCode } from '../domain/localBody.ts';
import type { EntryOutcome, LocalBodyEntry } from '../domain/localBody.ts';
import { believeBody, knownBody, noChange, readEntered } from '../storage/enteredRegister.ts';
import { keepEntry } from './keepEntry.ts';
import type { RegisterEditor } from './keepEntry.ts';

/** Enters a local body, or corrects one that was entered: its newest name and postcode, its first and last day. An empty code asks for a new one. */
export async function enterOrganisation(editor: RegisterEditor, entry: LocalBodyEntry): Promise<{ code: string; outcome: EntryOutcome }> {
  return keepEntry(editor, 'enter-organisation', async (transaction) => {
    const facts = await readEntered(transaction);
    const code = entry.code === '' && isLocalKind(entry.kind) ? nextLocalCode(entry.kind, facts.kinds.keys()) : entry.code;
    const decided = decideBody({ ...entry, code }, knownBody(facts, code));
    if (!decided.ok) throw new Refused(decided.refusal);
    const change = noChange();
    believeBody(change, facts, code, entry.kind, decided.value.versions);
    return { change, subject: { kind: 'organisation', id: code }, value: { code, outcome: decided.value.outcome } };
  });
}

/** Gives a local body a new name and postcode from a day on. */
export async function renameOrganisation(editor: RegisterEditor, { code, ...renaming }: { code: string; name: string; postcode: string | null; from: IsoDate }): Promise<void> {
  return keepEntry(editor, 'rename-organisation', async (transaction) => {
    const facts = await readEntered(transaction);
    const known = knownBody(facts, code);
    const decided = decideRename(renaming, known);
    if (!decided.ok) throw new Refused(decided.refusal);
    const change = noChange();
    believeBody(change, facts, code, known.kind!, decided.value);
    return { change, subject: { kind: 'organisation', id: code }, value: undefined };
  });
}
