import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { commandLine } from '../testing/commandLine.ts';
import { CHORUS, settingsFor } from '../testing/sampleTemplate.ts';

/** Begins to plant the sample, and is killed once some of it stands. */
async function plantAndBeKilled(data: string): Promise<void> {
  const statistics = join(data, 'sample', 'statistics');
  const child = spawn(process.execPath, [CHORUS, 'register', 'counts'], { env: { ...process.env, ...settingsFor(data) }, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  for (let waited = 0; waited < 600 && (!existsSync(statistics) || readdirSync(statistics).length < 1); waited += 1) await pause(50);
  child.kill('SIGKILL');
  await ended;
}

test('a sample whose planting was killed is planted anew, whole', async () => {
  const chorus = commandLine();
  try {
    await plantAndBeKilled(chorus.data);
    expect(readdirSync(join(chorus.data, 'sample'))).toContain('planting');
    const { exitCode, out } = await chorus.run(['forum', 'list', '--json']);
    expect(exitCode).toBe(0);
    expect((JSON.parse(out) as unknown[]).length).toBeGreaterThan(5);
    expect(readdirSync(join(chorus.data, 'sample'))).not.toContain('planting');
  } finally {
    chorus.discard();
  }
}, 180_000);
