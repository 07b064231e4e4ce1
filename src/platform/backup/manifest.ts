import { z } from 'zod';
import { Refused } from '#kernel/result.ts';

/** The first member of a backup: what it is and what the rest of it must be. */
export const MANIFEST_PATH = 'manifest.json';

/** Raised when an older Chorus could not read what this one writes. */
export const BACKUP_FORMAT = 1;

const WHAT = 'Chorus backup';

const path = z.string().regex(/^(record|statistics|papers)(\/[^/\\]+)+$/).refine((text) => !text.split('/').some((part) => part === '.' || part === '..'));
const name = z.string().min(1);

const manifestSchema = z.object({
  what: z.literal(WHAT),
  format: z.literal(BACKUP_FORMAT),
  /** The version of Chorus that made it. */
  chorus: name,
  engine: z.enum(['pglite', 'postgresql']),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.object({ name, digest: name })),
  /** Each table's rows are a member: one JSON array a line, every value in PostgreSQL's own text form or null. */
  tables: z.array(z.object({ name, path, rows: z.int().nonnegative(), columns: z.array(z.object({ name, type: name })) })),
  sequences: z.array(z.object({ name, lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
  audit: z.object({ entries: z.int().nonnegative(), lastHash: z.string().nullable() }),
  members: z.array(z.object({ path, bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

export type BackupManifest = z.output<typeof manifestSchema>;
export type BackupMember = BackupManifest['members'][number];
export type TableRows = BackupManifest['tables'][number];
export type SequenceState = BackupManifest['sequences'][number];

export const manifestOf = (facts: Omit<BackupManifest, 'what' | 'format'>): BackupManifest => ({ what: WHAT, format: BACKUP_FORMAT, ...facts });

/** Reads a manifest. Refuses what is none, and one of a format that this Chorus does not read. */
export function readManifest(text: string, file: string): BackupManifest {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw notABackup(file);
  }
  const head = z.object({ what: z.literal(WHAT), format: z.int(), chorus: z.string().optional() }).safeParse(given);
  if (!head.success) throw notABackup(file);
  const { format, chorus } = head.data;
  if (format !== BACKUP_FORMAT) {
    throw new Refused({
      code: 'backup-of-another-format',
      what: `This backup has format ${format}${chorus ? `, made by Chorus ${chorus}` : ''}; this Chorus reads format ${BACKUP_FORMAT}.`,
      where: file,
      todo: 'Restore it with the version of Chorus that made it, or a newer one.',
    });
  }
  const manifest = manifestSchema.safeParse(given);
  if (!manifest.success) throw altered(file, 'its list of contents is not whole');
  return manifest.data;
}

export const notABackup = (file: string): Refused =>
  new Refused({ code: 'not-a-backup', what: 'This is not a backup of Chorus.', where: file, todo: 'Give a file that `chorus backup FILE` made.' });

export const truncated = (file: string): Refused =>
  new Refused({
    code: 'backup-truncated',
    what: 'This backup is cut short.',
    where: file,
    todo: 'Nothing was restored. Copy the file again from where it is kept, or restore another backup.',
  });

export const altered = (file: string, how: string): Refused =>
  new Refused({
    code: 'backup-altered',
    what: `This backup is not as it was made: ${how}.`,
    where: file,
    todo: 'Nothing was restored. Copy the file again from where it is kept, or restore another backup.',
  });
