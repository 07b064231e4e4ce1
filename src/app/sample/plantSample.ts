import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { CommandIo } from '#platform/cli/index.ts';
import { startProgress } from '#platform/cli/index.ts';
import { atConsole, importLocalBodies, importLocalRelations, importPeople, readContacts } from '#register';
import { findFiles, loadFile } from '../loadFiles.ts';
import { peopleOf } from '../people.ts';
import type { Settings } from '../settings.ts';
import type { System } from '../system.ts';
import { castOf } from './cast.ts';
import { markPlanting } from './halfPlanted.ts';
import { plantDelegations } from './plantDelegations.ts';
import { plantForums } from './plantForums.ts';
import { STORIES } from './stories/index.ts';
import { tellStories } from './story.ts';

const SAMPLE = fileURLToPath(new URL('../../../sample/', import.meta.url));
const read = (name: string): string => readFileSync(`${SAMPLE}${name}`, 'utf8');

/**
 * Fills the sample system from `sample/`, by the same loader and the same commands as everybody's. A planting
 * that was killed is begun anew at the next start.
 */
export async function plantSample(system: System, settings: Settings, io: CommandIo): Promise<void> {
  if (await isPlanted(system)) return;
  const unmark = markPlanting(system.folder);
  const progress = startProgress(io, 'Planting the sample system');
  const { found, refused } = await findFiles(system, [`${SAMPLE}published`]);
  if (refused.length) throw new Error(`The sample has a file that cannot be loaded: ${refused[0]!.label}`);
  for (const [index, one] of found.entries()) {
    await loadFile(system, one, 'chorus');
    await one.dispose();
    progress.show((index + 1) / (found.length + 1), one.recognised.dataset.title);
  }
  const gardener = { ...atConsole(peopleOf(system, settings), 'sample'), by: 'chorus' };
  for (const { refusals } of [await importLocalBodies(gardener, read('local-bodies.csv')), await importLocalRelations(gardener, read('local-relations.csv'))]) requireNone(refusals);
  requireNone((await importPeople(gardener, readContacts(read('people.csv')).rows, { sendInvitations: false })).refusals);
  progress.show(1, 'Forums and their stories');
  const cast = await castOf(system, settings);
  await plantForums(cast);
  await plantDelegations(cast);
  await tellStories(cast, STORIES);
  await sql`insert into setting (name, value) values ('sample-planted', 'true'::jsonb)`.execute(system.database.as());
  unmark();
  progress.end();
}

async function isPlanted({ database }: System): Promise<boolean> {
  const { rows } = await sql`select 1 from setting where name = 'sample-planted'`.execute(database.as());
  return rows.length > 0;
}

function requireNone(refusals: { line: number; reason: string }[]): void {
  const [first] = refusals;
  if (first) throw new Error(`The sample has a row that cannot be taken, on line ${first.line}: ${first.reason}`);
}
