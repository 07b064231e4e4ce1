import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Refused } from '#kernel/result.ts';
import type { LoadService } from '#register';
import { findFiles, loadFile } from './loadFiles.ts';
import { previewLoad } from './previewLoad.ts';
import type { System } from './system.ts';

/** A file that was looked at and not loaded is kept this long. */
const KEPT_MS = 60 * 60 * 1000;
const NAME = /^upload_([0-9a-f-]{36})_(.+)$/;

/** Loads from the browser: the file waits in the data folder between the look and the load, under its person's name. */
export function browserLoads(system: System): LoadService {
  const { work } = system.folder;
  const waiting = () => readdirSync(work).flatMap((name) => {
    const match = NAME.exec(name);
    return match ? [{ folder: join(work, name), id: match[1]!, personId: match[2]! }] : [];
  });
  return {
    async preview({ fileName, bytes }, { personId }) {
      for (const { folder } of waiting()) if (Date.now() - statSync(folder).mtimeMs > KEPT_MS) rmSync(folder, { recursive: true, force: true });
      const previewId = randomUUID();
      const folder = join(work, `upload_${previewId}_${personId}`);
      mkdirSync(folder, { recursive: true });
      // The name decides nothing but what the report says; a file is known by its content.
      const path = join(folder, basename(fileName).replace(/[^\w.() -]/g, '_') || 'file');
      writeFileSync(path, bytes);
      const { found, refused } = await findFiles(system, [path]);
      try {
        const preview = await previewLoad(system, found, personId);
        return {
          previewId,
          counts: preview.counts,
          changes: preview.changes,
          files: preview.files.map((file) => ({ ...file, file: basename(file.file) })),
          refused: [...refused.map(({ label, refusal }) => ({ file: basename(label), refusal: { ...refusal, where: undefined } })), ...preview.refused.map(({ file, refusal }) => ({ file: basename(file), refusal }))],
        };
      } finally {
        for (const one of found) await one.dispose();
      }
    },
    async load(previewId, { personId }) {
      const upload = waiting().find((one) => one.id === previewId && one.personId === personId);
      if (!upload) throw new Refused({ code: 'upload-not-found', what: 'The file is no longer here: it waited more than an hour, or was loaded already.', todo: 'Choose it again.' });
      const { found } = await findFiles(system, [upload.folder]);
      try {
        const loaded = [];
        for (const one of found) {
          const report = await loadFile(system, one, personId);
          loaded.push({ file: basename(one.label), recognisedAs: report.dataset.title, publicationDate: report.asOf, rowsKept: report.rowsKept, rowsUnchanged: report.rowsUnchanged, rowsRefused: report.rowsRefused });
        }
        return loaded;
      } finally {
        for (const one of found) await one.dispose();
        rmSync(upload.folder, { recursive: true, force: true });
      }
    },
  };
}
