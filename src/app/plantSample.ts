import { fileURLToPath } from 'node:url';
import type { CommandIo } from '#platform/cli/index.ts';
import { noteLine } from '#platform/cli/index.ts';
import { publicationsHeld } from '#platform/publications/index.ts';
import { findFiles, loadFile } from './loadFiles.ts';
import type { System } from './system.ts';

const SAMPLE = fileURLToPath(new URL('../../sample', import.meta.url));

/** Fills an empty sample system from `sample/`, by the same loader as everything else. */
export async function plantSample(system: System, io: CommandIo): Promise<void> {
  const held = await publicationsHeld(system.database.as());
  const findings = held.length ? null : await findFiles(system, [`${SAMPLE}/published`]);
  if (!findings) return;
  noteLine(io, 'Planting the sample system …');
  for (const found of findings.found) {
    await loadFile(system, found, 'chorus');
    await found.dispose();
  }
}
