import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { layoutOf } from '#platform/dataFolder/index.ts';
import { fine, warn, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

const OLDEST_NODE = [20, 19] as const;
const ROOM_BYTES = 2 * 1024 ** 3;

/** The Node that runs this, and the data folder before anything is opened. */
export async function machineFindings(folder: string, nodeVersion: string, room: (folder: string) => number = roomIn): Promise<Finding[]> {
  return [nodeFinding(nodeVersion), ...(await folderFindings(folder, room))];
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isOldEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isOldEnough ? fine('node', `Node ${version}.`) : wrong('node', `Node ${version} is too old.`, `Install Node ${OLDEST_NODE.join('.')} or later.`);
}

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

async function folderFindings(path: string, room: (folder: string) => number): Promise<Finding[]> {
  if (!existsSync(path)) return [fine('data folder', `${path} is not there yet; the first load makes it.`)];
  const findings: Finding[] = [];
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    findings.push(fine('data folder', `${path} can be read and written${formatOf(path)}.`));
  } catch {
    findings.push(wrong('data folder', `${path} cannot be read and written by this user.`, 'Give it to the user that runs Chorus, or name another with CHORUS_DATA.'));
  }
  const free = room(path);
  const said = `${(free / 1024 ** 3).toFixed(1)} GB free on its disk.`;
  findings.push(free >= ROOM_BYTES ? fine('disk', said) : warn('disk', said, 'Free some space soon: below 0.2 GB Chorus does not start.'));
  const socket = await socketFinding(layoutOf(path).socket);
  return socket ? [...findings, socket] : findings;
}

function formatOf(path: string): string {
  try {
    return `, format ${String((JSON.parse(readFileSync(join(path, 'chorus.json'), 'utf8')) as { format: number }).format)}`;
  } catch {
    // A folder without one is new; what opens it says so where it cannot.
    return '';
  }
}

/** A socket at which nobody answers. */
async function socketFinding(socket: string): Promise<Finding | null> {
  if (!existsSync(socket)) return null;
  const connection = createConnection(socket);
  const isAnswered = await new Promise<boolean>((resolve) => {
    connection.once('connect', () => resolve(true));
    connection.once('error', () => resolve(false));
  });
  connection.destroy();
  return isAnswered
    ? fine('door', 'A running Chorus answers at the data folder’s socket.')
    : warn('door', 'A socket is left of a Chorus that ended without a word.', 'Nothing need be done: the next start clears it. If it was not you who ended it, look at its log.');
}
