/** Run as a process of its own: takes the data folder that it is given, opens its door and stays until it is killed. */
import { Refused } from '#kernel/result.ts';
import { openDoor, takeDataFolder } from '../index.ts';

try {
  const folder = await takeDataFolder(process.argv[2]!);
  await openDoor(folder.socket, async () => 0);
  process.stdout.write('taken\n');
  setInterval(() => {}, 1000);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stdout.write(`${error.refusal.code}\n`);
}
