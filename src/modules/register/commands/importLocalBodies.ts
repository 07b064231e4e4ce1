import { Refused } from '#kernel/result.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { LineRefusal } from '#platform/csv/csvLines.ts';
import { hasValidNhsNumber } from '#platform/intake/index.ts';
import { decideBody } from '../domain/localBody.ts';
import type { EntryOutcome } from '../domain/localBody.ts';
import { decideRelation } from '../domain/localRelation.ts';
import { believeBody, kindStanding, knownBody, noChange, readEntered } from '../storage/enteredRegister.ts';
import type { EnteredFacts, EntryChange } from '../storage/enteredRegister.ts';
import { believeRelation } from './enterRelation.ts';
import { authoriseEdit, keepEntry } from './keepEntry.ts';
import type { RegisterEditor } from './keepEntry.ts';
import { readLocalFile } from './localFile.ts';
import type { LocalRow } from './localFile.ts';

export const LOCAL_BODY_COLUMNS = ['code', 'kind', 'name', 'postcode', 'open', 'close'] as const;
export const LOCAL_RELATION_COLUMNS = ['from_code', 'relation', 'to_code', 'start', 'end'] as const;

/** What an import does with each row; the good rows are taken together, the refused are not. */
export interface LocalImport {
  rows: { line: number; outcome: EntryOutcome; what: string }[];
  refusals: LineRefusal[];
}

/** Takes local bodies from a CSV. Importing the same file again changes nothing. Throws `Refused` for a file that is not one. */
export const importLocalBodies = (editor: RegisterEditor, text: string): Promise<LocalImport> => importRows(editor, 'import-local-bodies', (facts) => planBodies(text, facts));
/** Says what `importLocalBodies` would do, and changes nothing. */
export const previewLocalBodies = (editor: RegisterEditor, text: string): Promise<LocalImport> => previewRows(editor, (facts) => planBodies(text, facts));

/** Takes relations from a CSV, once the bodies that they name are there. */
export const importLocalRelations = (editor: RegisterEditor, text: string): Promise<LocalImport> => importRows(editor, 'import-local-relations', (facts) => planRelations(text, facts));
export const previewLocalRelations = (editor: RegisterEditor, text: string): Promise<LocalImport> => previewRows(editor, (facts) => planRelations(text, facts));

interface Plan extends LocalImport {
  change: EntryChange;
}

async function importRows(editor: RegisterEditor, action: string, plan: (facts: EnteredFacts) => Plan): Promise<LocalImport> {
  return keepEntry(editor, action, async (transaction) => {
    const { change, ...done } = plan(await readEntered(transaction));
    return { change, subject: { kind: 'entry', id: action }, value: done };
  });
}

async function previewRows(editor: RegisterEditor, plan: (facts: EnteredFacts) => Plan): Promise<LocalImport> {
  authoriseEdit(editor);
  const { rows, refusals } = plan(await readEntered(editor.database.as()));
  return { rows, refusals };
}

/** Each row is decided on what is believed and on the rows above it. */
function planBodies(text: string, facts: EnteredFacts): Plan {
  const seen = new Map<string, number>();
  return planEach(text, LOCAL_BODY_COLUMNS, ({ line, cells }, plan) => {
    const code = cells.code.toUpperCase();
    const above = seen.get(code);
    if (above !== undefined) return { column: 'code', reason: `${code} stands on line ${above} already.` };
    seen.set(code, line);
    const open = readDay(cells.open);
    const close = readDay(cells.close);
    if (open === undefined) return { column: 'open', reason: NOT_A_DAY };
    if (close === undefined) return { column: 'close', reason: NOT_A_DAY };
    const patient = ([['name', cells.name], ['postcode', cells.postcode]] as const).find(([, value]) => hasValidNhsNumber(value));
    if (patient) return { column: patient[0], reason: 'This looks like an NHS number. Chorus holds no record about a patient.' };
    const entry = { code, kind: cells.kind.toLowerCase(), name: cells.name, postcode: cells.postcode.toUpperCase() || null, open, close };
    const decided = decideBody(entry, knownBody(facts, code));
    if (!decided.ok) return { column: decided.refusal.where ?? '', reason: sayReason(decided.refusal) };
    const { outcome, versions } = decided.value;
    if (outcome !== 'unchanged') believeBody(plan.change, facts, code, entry.kind, versions);
    plan.rows.push({ line, outcome, what: `${code} ${entry.name}` });
    return null;
  });
}

function planRelations(text: string, facts: EnteredFacts): Plan {
  const known = facts.relations.map(({ relation }) => relation);
  return planEach(text, LOCAL_RELATION_COLUMNS, ({ line, cells }, plan) => {
    const start = readDay(cells.start);
    const end = readDay(cells.end);
    if (start === undefined) return { column: 'start', reason: NOT_A_DAY };
    if (end === undefined) return { column: 'end', reason: NOT_A_DAY };
    const entry = { fromCode: cells.from_code.toUpperCase(), relation: cells.relation.toLowerCase(), toCode: cells.to_code.toUpperCase(), start, end };
    const decided = decideRelation(entry, (code) => kindStanding(facts, code), known);
    if (!decided.ok) return { column: decided.refusal.where ?? '', reason: sayReason(decided.refusal) };
    const { outcome, relation, replaces } = decided.value;
    if (replaces && !facts.relations.some((one) => one.relation === replaces)) return { column: 'start', reason: 'A row above gives this relation another last day.' };
    believeRelation(plan.change, facts, decided.value);
    if (replaces) known.splice(known.indexOf(replaces), 1);
    if (outcome !== 'unchanged') known.push(relation);
    plan.rows.push({ line, outcome, what: `${entry.fromCode} ${entry.relation} ${entry.toCode}` });
    return null;
  });
}

const NOT_A_DAY = 'This is not a date. Write it like 2025-04-15.';

function planEach<Column extends string>(text: string, columns: readonly Column[], planRow: (row: LocalRow<Column>, plan: Plan) => { column: string; reason: string } | null): Plan {
  const { rows, refusals } = readLocalFile(text, columns);
  const plan: Plan = { rows: [], refusals, change: noChange() };
  for (const row of rows) {
    const refusal = planRow(row, plan);
    if (refusal) plan.refusals.push({ line: row.line, value: row.cells[refusal.column as Column] ?? '', ...refusal });
  }
  plan.refusals.sort((a, b) => a.line - b.line);
  return plan;
}

const sayReason = ({ what, todo }: { what: string; todo?: string }): string => [what, todo].filter(Boolean).join(' ');

/** Null for none; undefined for what is no day. */
const readDay = (text: string): IsoDate | null | undefined => (text === '' ? null : (parseIsoDate(text) ?? undefined));

/** Which of the two files a text is, by its first line. */
export function localFileKind(text: string): 'bodies' | 'relations' {
  const first = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0]!.toLowerCase();
  const counts = (columns: readonly string[]) => columns.filter((column) => first.split(',').some((name) => name.trim() === column)).length;
  const [bodies, relations] = [counts(LOCAL_BODY_COLUMNS), counts(LOCAL_RELATION_COLUMNS)];
  if (bodies === 0 && relations === 0) {
    throw new Refused({ code: 'unknown-file', what: 'This is neither a file of local bodies nor one of their relations.', where: 'line 1', todo: 'Download a template and put the rows under its first line.' });
  }
  return relations > bodies ? 'relations' : 'bodies';
}
