import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, startProgress, textTable } from '#platform/cli/index.ts';
import type { LoadReport } from '#platform/publications/index.ts';
import { findFiles, loadFile } from '../loadFiles.ts';
import type { FoundSource } from '../loadFiles.ts';
import { previewLoad } from '../previewLoad.ts';
import type { System } from '../system.ts';
import type { CommandSession } from './session.ts';

interface LoadOptions {
  asOf?: string;
  dryRun?: boolean;
  json?: boolean;
  refusals?: string;
}

/** What became of one file, for the table at the end and for `--json`. */
interface Outcome {
  file: string;
  recognisedAs: string | null;
  publicationDate: string | null;
  rowsRead: number;
  rowsKept: number;
  rowsUnchanged: number;
  rowsRefused: number;
  refusals: { line: number | null; column: string; value: string; reason: string }[];
}

export function addLoadCommand(program: Command, session: CommandSession, setExit: (code: number) => void): void {
  program
    .command('load')
    .description('Load files that the NHS publishes: folders and files, .csv, .csv.gz, .zip, .xlsx, .geojson. Each is known by its content.')
    .argument('<paths...>', 'folders and files')
    .option('--as-of <day>', 'the day of one publication that does not state its own, as YYYY-MM-DD')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--refusals <file>', 'write every refused row to this CSV file')
    .option('--json', 'the outcome as JSON on standard output')
    .action(async (paths: string[], options: LoadOptions) => setExit(await load(session, paths, options)));
}

async function load(session: CommandSession, given: string[], options: LoadOptions): Promise<number> {
  const { io } = session;
  const paths = given.map((path) => resolve(io.workingFolder, path));
  const system = await session.system();
  const looking = startProgress(io, 'Looking');
  const findings = await findFiles(system, paths, (label, share) => looking.show(share, shortLabel(label)));
  looking.end();
  try {
    sayFindings(session, findings.found, findings.refused);
    if (options.asOf !== undefined) stateDay(findings.found, options.asOf);
    if (options.dryRun) return await dryRun(session, system, findings.found, findings.refused.length, options);
    const outcomes = findings.refused.map(({ label, refusal }) => refusedOutcome(label, null, refusal));
    for (const found of findings.found) outcomes.push(await loadOne(session, system, found));
    return finish(session, outcomes, options);
  } finally {
    for (const found of findings.found) await found.dispose();
  }
}

const shortLabel = (label: string): string => label.split(' » ').map((part) => basename(part)).join(' » ');

function stateDay(found: FoundSource[], text: string): void {
  const day = parseIsoDate(text);
  if (!day) throw new Refused({ code: 'not-a-date', what: `“${text}” is not a date.`, where: '--as-of', todo: 'Write it as 2022-03-31.' });
  if (found.length !== 1) throw new Refused({ code: 'several-files', what: `A day was given for one publication, and ${found.length} were found.`, where: '--as-of', todo: 'Name one file.' });
  found[0]!.statedDay = day;
}

/** Columns that a publication has and its description does not: they are held, and somebody should say what they are. */
const unknownColumnsOf = ({ recognised }: FoundSource): string[] =>
  recognised.tables.flatMap(({ table, positions, headings }) => {
    const described = recognised.dataset.tables.find(({ name }) => name === table.name)!.columns.length;
    return table.columns.slice(described).map(({ name }) => headings[positions.get(name)!]!.trim());
  });

function sayFindings({ io }: CommandSession, found: FoundSource[], refused: { label: string; refusal: Refusal }[]): void {
  if (found.length) io.err(`${textTable(['File', 'Recognised as'], found.map((one) => [shortLabel(one.label), one.recognised.dataset.title]), io.columns)}\n`);
  for (const one of found) {
    const columns = unknownColumnsOf(one);
    if (columns.length) noteLine(io, `${shortLabel(one.label)} has ${columns.length === 1 ? 'a column' : `${columns.length} columns`} that Chorus does not know and holds as it comes: ${columns.join('; ')}.\n`);
  }
  for (const { label, refusal } of refused) noteLine(io, `Cannot load ${shortLabel(label)}: ${sayRefusal({ ...refusal, where: undefined })}\n`);
}

async function loadOne(session: CommandSession, system: System, found: FoundSource): Promise<Outcome> {
  const progress = startProgress(session.io, shortLabel(found.label));
  try {
    const report = await loadFile(system, found, session.by, ({ done, note }) => progress.show(done, note));
    progress.end();
    return outcomeOf(found, report);
  } catch (error) {
    progress.end();
    if (!(error instanceof Refused)) throw error;
    noteLine(session.io, `Cannot load ${shortLabel(found.label)}: ${sayRefusal(error.refusal)}\n`);
    return refusedOutcome(found.label, found.recognised.dataset.title, error.refusal);
  }
}

const outcomeOf = (found: FoundSource, report: LoadReport): Outcome => ({
  file: shortLabel(found.label),
  recognisedAs: report.dataset.title,
  publicationDate: report.asOf,
  rowsRead: report.rowsRead,
  rowsKept: report.rowsKept,
  rowsUnchanged: report.rowsUnchanged,
  rowsRefused: report.rowsRefused,
  refusals: report.refusals,
});

const refusedOutcome = (label: string, recognisedAs: string | null, refusal: Refusal): Outcome => ({
  file: shortLabel(label),
  recognisedAs,
  publicationDate: null,
  rowsRead: 0,
  rowsKept: 0,
  rowsUnchanged: 0,
  rowsRefused: 0,
  refusals: [{ line: null, column: '', value: '', reason: sayRefusal({ ...refusal, where: undefined }) }],
});

const REFUSALS_SHOWN = 20;

function finish({ io }: CommandSession, outcomes: Outcome[], options: LoadOptions): number {
  const refusals = outcomes.flatMap((outcome) => outcome.refusals.map((refusal) => ({ file: outcome.file, ...refusal })));
  if (options.refusals) writeFileSync(resolve(io.workingFolder, options.refusals), stringify([['file', 'line', 'column', 'value', 'reason'], ...refusals.map((one) => [one.file, one.line, one.column, one.value, one.reason])]));
  if (options.json) sayJson(io, outcomes);
  else {
    io.out(textTable(
      ['File', 'Recognised as', 'Publication date', 'Rows read', 'Kept', 'Unchanged', 'Refused'],
      outcomes.map((one) => [one.file, one.recognisedAs ?? 'not recognised', one.publicationDate ?? (one.recognisedAs ? 'not stated' : ''), one.rowsRead, one.rowsKept, one.rowsUnchanged, one.rowsRefused]),
      io.columns,
    ));
    const rows = refusals.filter((one) => one.line !== null);
    if (rows.length) {
      io.out(`\nRefused rows${rows.length > REFUSALS_SHOWN ? `, the first ${REFUSALS_SHOWN} of ${rows.length} (all of them: --refusals FILE.csv)` : ''}:\n`);
      io.out(textTable(['File', 'Line', 'Column', 'Value', 'Reason'], rows.slice(0, REFUSALS_SHOWN).map((one) => [one.file, one.line, one.column, one.value, one.reason]), io.columns));
    }
    const kept = outcomes.filter((outcome) => outcome.rowsKept > 0).length;
    noteLine(io, kept ? `\nLoaded ${kept} of ${outcomes.length} files. \`npm start\` opens this system in the browser.` : '\nNothing new was loaded.');
  }
  return refusals.length ? EXIT.refused : EXIT.done;
}

async function dryRun({ io, by }: CommandSession, system: System, found: FoundSource[], refusedFiles: number, options: LoadOptions): Promise<number> {
  const preview = await previewLoad(system, found, by);
  if (options.json) sayJson(io, preview);
  else {
    io.out(textTable(['File', 'Publication date', 'Rows', 'What it is'], preview.files.map((file) => [shortLabel(file.file), file.publicationDate ?? 'not stated', file.rows, file.isHeld ? 'held already' : file.revision > 1 ? `restates what is held (${file.revision})` : 'new']), io.columns));
    const counts = Object.entries(preview.counts).filter(([, count]) => count > 0);
    io.out(counts.length ? `\nWould show: ${counts.map(([event, count]) => `${count.toLocaleString('en-GB')} ${event}`).join(', ')}.\n` : '\nNo organisation would change.\n');
    if (preview.changes.length) io.out(textTable(['Date', 'Event', 'Code', 'Name', 'From', 'To'], preview.changes.slice(0, REFUSALS_SHOWN).map((one) => [one.date, one.event, one.code, one.name, one.from, one.to]), io.columns));
    if (preview.changes.length > REFUSALS_SHOWN) noteLine(io, `… and ${(preview.changes.length - REFUSALS_SHOWN).toLocaleString('en-GB')} more (all of them: --json).`);
  }
  for (const { file, refusal } of preview.refused) noteLine(io, `Cannot load ${shortLabel(file)}: ${sayRefusal(refusal)}`);
  noteLine(io, 'Nothing was changed.');
  return refusedFiles + preview.refused.length ? EXIT.refused : EXIT.done;
}
