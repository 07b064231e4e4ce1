import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { everyFile } from './generator/everyFile.ts';

/** Writes the sample system: `npx tsx sample/generate.ts`. The same bytes each time. */

const sample = dirname(fileURLToPath(import.meta.url));

const files = await everyFile();
await rm(join(sample, 'published'), { recursive: true, force: true });
let bytes = 0;
for (const [path, content] of files) {
  await mkdir(dirname(join(sample, path)), { recursive: true });
  await writeFile(join(sample, path), content);
  bytes += content.length;
}
console.log(`Wrote ${files.size} files, ${Math.round(bytes / 1024)} KiB, to ${sample}.`);
