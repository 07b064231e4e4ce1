import { Refused } from '#kernel/result.ts';
import type { EntryOutcome } from '../domain/localBody.ts';
import { decideRelation } from '../domain/localRelation.ts';
import type { DecidedRelation, RelationEntry } from '../domain/localRelation.ts';
import { kindStanding, noChange, readEntered } from '../storage/enteredRegister.ts';
import type { EnteredFacts, EntryChange } from '../storage/enteredRegister.ts';
import { keepEntry } from './keepEntry.ts';
import type { RegisterEditor } from './keepEntry.ts';

/** Enters how two bodies stand to each other, or corrects the last day of a relation that was entered. */
export async function enterRelation(editor: RegisterEditor, entry: RelationEntry): Promise<EntryOutcome> {
  return keepEntry(editor, 'enter-relation', async (transaction) => {
    const facts = await readEntered(transaction);
    const decided = decideRelation(entry, (code) => kindStanding(facts, code), facts.relations.map(({ relation }) => relation));
    if (!decided.ok) throw new Refused(decided.refusal);
    const change = noChange();
    believeRelation(change, facts, decided.value);
    return { change, subject: { kind: 'relation', id: `${entry.fromCode} ${entry.relation} ${entry.toCode}` }, value: decided.value.outcome };
  });
}

/** Takes back a relation that was entered by mistake: it never was so. One that ended is entered with its last day instead. */
export async function withdrawRelation(editor: RegisterEditor, id: number): Promise<void> {
  return keepEntry(editor, 'withdraw-relation', async (transaction) => {
    const facts = await readEntered(transaction);
    const held = facts.relations.find((one) => one.id === id && one.relation.isEntered);
    if (!held) throw new Refused({ code: 'relation-not-found', what: 'This relation was not entered here, or was changed by somebody else.', todo: 'Open the page again.' });
    const { fromCode, kind, toCode } = held.relation;
    return { change: { ...noChange(), relations: { add: [], endIds: [id] } }, subject: { kind: 'relation', id: `${fromCode} ${kind} ${toCode}` }, value: undefined };
  });
}

/** Adds to a change what was decided of a relation. */
export function believeRelation(change: EntryChange, facts: EnteredFacts, { outcome, relation, replaces }: DecidedRelation): void {
  if (outcome === 'unchanged') return;
  const old = replaces && facts.relations.find((one) => one.relation === replaces);
  if (old) change.relations.endIds.push(old.id);
  change.relations.add.push(relation);
}
