/** Run as a process of its own: loads files into a data folder, saying when each begins and ends, until it is killed. */
import { findFiles, loadFile } from '#app/loadFiles.ts';
import { readSettings } from '#app/settings.ts';
import { openSystem } from '#app/system.ts';

const [folder, ...paths] = process.argv.slice(2);
const system = await openSystem(readSettings({ CHORUS_DATA: folder! }, '/'), false);
const { found } = await findFiles(system, paths);
process.stdout.write('begins\n');
for (const source of found) {
  const report = await loadFile(system, source, 'console:test');
  process.stdout.write(`kept ${report.publication.digest}\n`);
}
await system.close();
