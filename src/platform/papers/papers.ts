import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import type { Actor } from '../audit/audit.ts';
import type { SentFile } from '../web/upload.ts';
import { keepContent } from './paperFiles.ts';
import { PAPER_KINDS } from './paperKind.ts';
import { recogniseKind } from './recogniseKind.ts';

/** A paper that is held: what it is, not where it belongs. */
export interface Paper {
  id: string;
  digest: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  title: string;
  addedBy: Actor;
  addedAt: Date;
}

/** A file that was looked at and stands in the folder of papers, not yet part of anything. */
export type ReceivedPaper = Pick<Paper, 'digest' | 'fileName' | 'mediaType' | 'bytes'>;

/** Looks at a file that somebody sent and puts it in its place. Before the transaction: it takes a while. Throws `Refused`. */
export async function receivePaper(papersFolder: string, { fileName, bytes }: SentFile): Promise<ReceivedPaper> {
  const name = plainName(fileName);
  const kind = await recogniseKind(name, bytes);
  return { digest: keepContent(papersFolder, bytes), fileName: name, mediaType: PAPER_KINDS[kind].mediaType, bytes: bytes.length };
}

/** Makes a received file a paper, in the transaction of the write that it belongs to. */
export async function addPaper(transaction: Transaction<unknown>, received: ReceivedPaper, { title, by }: { title: string; by: Actor }, now: Date): Promise<Paper> {
  const said = title.trim() || received.fileName.replace(/\.[^.]+$/, '');
  if (said.length > 300) throw new Refused({ code: 'title-too-long', what: 'The title has more than 300 characters.', where: 'title', todo: 'Make it shorter.' });
  const { rows } = await sql<{ id: string }>`
    insert into paper (digest, file_name, media_type, bytes, title, added_by, added_at)
    values (${received.digest}, ${received.fileName}, ${received.mediaType}, ${received.bytes}, ${said}, ${by}, ${now.toISOString()}) returning id`.execute(transaction);
  return { ...received, id: rows[0]!.id, title: said, addedBy: by, addedAt: now };
}

export async function paperOf(db: Kysely<unknown>, id: string): Promise<Paper | null> {
  const { rows } = await sql<Paper>`
    select id, digest, file_name as "fileName", media_type as "mediaType", bytes, title, added_by as "addedBy", added_at as "addedAt"
    from paper where id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** A file's own name, without the folders that some browsers send and without what no name needs. */
function plainName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1)!.normalize('NFC').replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  if (name.length <= 200) return name || 'paper';
  const extension = /\.[^.]{1,5}$/.exec(name)?.[0] ?? '';
  return name.slice(0, 200 - extension.length) + extension;
}
