import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { Refused } from '#kernel/result.ts';
import { cleanText } from './cleanText.ts';
import { emptyFile, notData, utf16 } from './contentKind.ts';
import { headOf, readBytes, type TextTaken } from './byteStreams.ts';
import type { IntakeSource, IntakeTable } from './intakeSource.ts';
import type { WorkFiles } from './workFiles.ts';

const FIRST_ROWS = 50;
/** Far longer than a row of any table; what exceeds it is not a CSV. */
const MAX_ROW_CHARACTERS = 1024 ** 2;
/** JavaScript holds a text of some 500 million characters at most, and the parsed map takes several times its text. */
const MAX_GEOJSON_BYTES = 256 * 1024 ** 2;

type Text = Pick<IntakeSource, 'kind' | 'tables' | 'geojson' | 'encoding'>;

/**
 * Makes a source of text that lies on disk, as published. `path` may be the person's own file: it is read, and
 * stands in the table itself where nothing about it needs cleaning.
 */
export async function textSource(path: string, label: string, baseName: string, taken: TextTaken, work: WorkFiles): Promise<Text> {
  const { facts } = taken;
  if (facts.isBlank) throw emptyFile(label);
  if (facts.hasNul) throw (await looksLikeUtf16(path)) ? utf16(label) : notData('a binary file', label);

  const geojson = await readGeoJson(path, label, taken);
  if (geojson) return { kind: 'geojson', tables: [], geojson, encoding: 'utf-8' };
  if (/\.xlsx$/i.test(label)) throw notAWorkbook(label);

  const encoding = facts.isUtf8 ? 'utf-8' : 'windows-1252';
  if (facts.unclosedQuoteAt !== null) throw await unclosedQuote(path, label, facts.unclosedQuoteAt);
  const cleaned = await clean(path, label, taken, encoding, work);
  const table: IntakeTable = {
    name: baseName,
    csvPath: cleaned.path,
    firstRows: await firstRowsOf(cleaned.path, label),
    sourceLineOfFirstRow: 1,
    delimiter: ',',
    bytes: cleaned.bytes,
  };
  return { kind: 'csv', tables: [table], encoding };
}

async function clean(
  path: string,
  label: string,
  { facts, bytes }: TextTaken,
  encoding: IntakeSource['encoding'],
  work: WorkFiles,
): Promise<{ path: string; bytes: number }> {
  if (facts.isUtf8 && !facts.hasBom && !facts.hasCarriageReturn) return { path, bytes };
  const to = await work.create('.csv');
  try {
    const { meaninglessByteAt } = await cleanText(path, to, { hasBom: facts.hasBom, encoding });
    if (meaninglessByteAt !== null) {
      throw new Refused({
        code: 'unknown-encoding',
        what: 'The text is neither UTF-8 nor Windows-1252.',
        where: `${label}, line ${await lineOfByte(path, meaninglessByteAt)}`,
        todo: 'Save it as “CSV UTF-8” and load that.',
      });
    }
  } finally {
    await to.close();
  }
  await work.remove(path);
  return to;
}

/** The table's first rows. A stray quote in an unquoted cell is left for the loader to judge. */
export async function firstRowsOf(csvPath: string, label: string): Promise<string[][]> {
  const bytes = createReadStream(csvPath);
  const parser = bytes.pipe(
    parse({
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_ROW_CHARACTERS,
      to: FIRST_ROWS,
    }),
  );
  const rows: string[][] = [];
  try {
    for await (const row of parser as AsyncIterable<string[]>) rows.push(row);
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('CSV_')) throw error;
    throw new Refused({
      code: 'not-a-table',
      what: 'It does not read as a table of comma-separated values.',
      where: `${label}, row ${rows.length + 1}`,
      todo: 'Open it in a spreadsheet, see that its rows and columns are right, save it as “CSV UTF-8”, and load that.',
    });
  } finally {
    bytes.destroy();
  }
  return rows;
}

/** Gives null where the text is not JSON, and throws `Refused` for JSON that is not a map layer. */
async function readGeoJson(path: string, label: string, { bytes, facts }: TextTaken): Promise<unknown> {
  const isNamedJson = /\.(?:geo)?json(?:\.gz)?$/i.test(label);
  const head = (await headOf(path)).toString('utf8').replace(/^\ufeff/, '');
  if (!/^\s*\{\s*(?:"|\}|$)/.test(head) && !(isNamedJson && /^\s*[[{]/.test(head))) return null;
  const notAMap = (what: string) =>
    new Refused({ code: 'not-a-map', what, where: label, todo: 'Fetch the boundaries as a GeoJSON FeatureCollection in UTF-8, and load that.' });
  if (bytes > MAX_GEOJSON_BYTES || !facts.isUtf8) {
    if (!isNamedJson) return null;
    throw notAMap(facts.isUtf8 ? 'The map is too large to hold.' : 'The JSON is not in UTF-8.');
  }
  let json: unknown;
  try {
    json = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
  } catch {
    if (isNamedJson) throw notAMap('The JSON is broken or part of it is missing.');
    return null;
  }
  const { type, features } = (json ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features)) throw notAMap('This is JSON, but not a GeoJSON FeatureCollection.');
  return json;
}

/** Text of the west in UTF-16 has a nought for every other byte. */
async function looksLikeUtf16(path: string): Promise<boolean> {
  const head = await headOf(path);
  const noughts = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) noughts[index % 2]!++;
  });
  return Math.max(...noughts) > head.length / 4 && Math.min(...noughts) === 0;
}

export function notAWorkbook(label: string): Refused {
  return new Refused({
    code: 'not-a-workbook',
    what: 'It is named as an Excel workbook (.xlsx) but is none.',
    where: label,
    todo: 'Fetch it again from where it is published; if it is a CSV or a zip, give it that ending.',
  });
}

async function unclosedQuote(path: string, label: string, at: number): Promise<Refused> {
  return new Refused({
    code: 'unclosed-quote',
    what: 'A quoted cell opens here and is never closed: the file is damaged or part of it is missing.',
    where: `${label}, line ${await lineOfByte(path, at)}`,
    todo: 'Fetch it again from where it is published.',
  });
}

async function lineOfByte(path: string, at: number): Promise<number> {
  let line = 1;
  let position = 0;
  for await (const chunk of readBytes(path)) {
    const before = chunk.subarray(0, Math.max(0, at - position));
    for (let found = before.indexOf('\n'); found >= 0; found = before.indexOf('\n', found + 1)) line++;
    position += chunk.length;
    if (position > at) break;
  }
  return line;
}
