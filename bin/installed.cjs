// Brings node_modules to what package-lock.json says, when it is not there already. Needs nothing but Node.
'use strict';

const { spawn } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');

/** The holder of the lock touches it this often; a lock that nobody touched for so long has lost its holder. */
const HEARTBEAT_MS = 1_000;
const LOST_MS = 10_000;

/**
 * Stops npm when the shell's standard input ends, which it does when this process is killed: an npm left behind would
 * write into the same folder as the next one.
 */
const KEEPER = 'exec 3<&0; "$@" </dev/null & npm=$!; (read -r _ <&3; kill -9 $npm 2>/dev/null) & wait $npm';

/** Whether all that is needed is there or could be installed; if not, says on standard error why, and ends with 1. */
async function isReady(root) {
  try {
    await ensureInstalled(root);
    return true;
  } catch (error) {
    if (!(error instanceof CannotInstall)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return false;
  }
}

/** Installs what is missing in `root`, telling of it on standard error. Several processes take turns. */
async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  const release = await takeLock(join(root, 'tmp', 'install.lock'));
  try {
    // Another process may have installed while this one waited.
    if (!isInstalled(root)) await install(root);
  } finally {
    release();
  }
}

/**
 * Compares what npm noted as installed with the lock file, package by package: dates would mislead after a checkout,
 * and npm writes its note last, so an install that was killed does not count.
 */
function isInstalled(root) {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === '') return true;
    const found = present[path];
    // What is made for another processor or system is in the lock file and not in the folder.
    return found ? found.version === version : Boolean(optional || devOptional || peer);
  });
}

async function install(root) {
  process.stderr.write('Installing what Chorus needs into node_modules (needs the network, takes about a minute) …\n');
  const startedAt = Date.now();
  // Whatever NODE_ENV says, the tools come too: one install serves the site and the tests.
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, prefix] = npmCommand();
  const exitCode = await new Promise((resolve, reject) => {
    // npm's own words go to standard error: standard output belongs to the command that was asked for.
    const npm = spawn('sh', ['-c', KEEPER, 'sh', command, ...prefix, ...options], { cwd: root, stdio: ['pipe', 2, 2] });
    npm.once('error', (error) => reject(new CannotInstall(`npm does not start (${error.message}). Install npm, which comes with Node, and run this again.`)));
    npm.once('exit', (code, signal) => {
      npm.stdin.destroy();
      resolve(code ?? signal);
    });
  });
  if (exitCode !== 0) throw new CannotInstall(`npm could not install what Chorus needs (it ended with ${exitCode}; its reason is above). Mend that and run this again.`);
  process.stderr.write(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.\n`);
}

class CannotInstall extends Error {}

/** The npm that runs us, else the one beside this Node, else the one on the path. */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && /npm-cli\.c?js$/.test(running)) return [process.execPath, [running]];
  const beside = join(process.execPath, '..', 'npm');
  return [existsSync(beside) ? beside : 'npm', []];
}

/** A folder is the lock: making it succeeds for one process only. */
async function takeLock(lock) {
  mkdirSync(join(lock, '..'), { recursive: true });
  let hasTold = false;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!hasTold) process.stderr.write('Another process is installing; waiting for it …\n');
    hasTold = true;
    clearLostLock(lock);
    await pause(300);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimesSync(lock, now, now);
  }, HEARTBEAT_MS);
  const release = () => {
    clearInterval(heartbeat);
    process.off('exit', release);
    rmSync(lock, { recursive: true, force: true });
  };
  process.on('exit', release);
  return release;
}

function clearLostLock(lock) {
  const ageMs = () => Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (ageMs() < LOST_MS) return;
  // Renaming succeeds for one process only, so that two that wait cannot both clear, the second clearing a new lock.
  const cleared = `${lock}.${process.pid}`;
  try {
    renameSync(lock, cleared);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  rmSync(cleared, { recursive: true, force: true });
}

module.exports = { isReady };
