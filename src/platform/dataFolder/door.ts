import { unlinkSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * The door of a data folder: a Unix socket through which the command line asks the process that holds the folder to
 * run a command for it. One JSON value a line: the request, then what the command prints, then how it ended.
 */
export interface DoorRequest {
  arguments: string[];
  /** Where the person stands, so that relative paths mean what they say. */
  workingFolder: string;
  columns: number | null;
  isTerminal: boolean;
}

type DoorReply = { out: string } | { err: string } | { exitCode: number };

export interface DoorOutput {
  out(text: string): void;
  err(text: string): void;
}

const MAX_SOCKET_PATH = 100;

/** Listens at the door. The caller holds the folder's lock, so a socket that stands there belongs to nobody. */
export async function openDoor(path: string, run: (request: DoorRequest, output: DoorOutput) => Promise<number>): Promise<Server | null> {
  // The operating system's limit on a socket's path; without a door the folder still works, only not from a second process.
  if (path.length > MAX_SOCKET_PATH) return null;
  clearSocket(path);
  const server = createServer((socket) => void answer(socket, run));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return server;
}

async function answer(socket: Socket, run: (request: DoorRequest, output: DoorOutput) => Promise<number>): Promise<void> {
  socket.on('error', () => socket.destroy());
  const say = (reply: DoorReply) => socket.writable && socket.write(`${JSON.stringify(reply)}\n`);
  for await (const line of createInterface({ input: socket })) {
    try {
      say({ exitCode: await run(JSON.parse(line) as DoorRequest, { out: (out) => say({ out }), err: (err) => say({ err }) }) });
    } catch (error) {
      // A command that breaks must not take the process that serves everybody with it.
      say({ err: `${error instanceof Error ? error.message : String(error)}\n` });
      say({ exitCode: 1 });
    }
    socket.end();
    return;
  }
}

/** Runs a command through the door. Gives its exit code, or null where nobody answers. */
export async function knock(path: string, request: DoorRequest, output: DoorOutput): Promise<number | null> {
  if (path.length > MAX_SOCKET_PATH) return null;
  const socket = createConnection(path);
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!isOpen) return null;
  socket.write(`${JSON.stringify(request)}\n`);
  let exitCode: number | null = null;
  for await (const line of createInterface({ input: socket })) {
    const reply = JSON.parse(line) as DoorReply;
    if ('out' in reply) output.out(reply.out);
    else if ('err' in reply) output.err(reply.err);
    else exitCode = reply.exitCode;
  }
  if (exitCode === null) {
    output.err('The process that holds the data folder ended before the command did. Nothing half-done was kept; run the command again.\n');
    return 1;
  }
  return exitCode;
}

/** Removes a socket that a dead owner left. Only the holder of the lock may. */
function clearSocket(socket: string): void {
  try {
    unlinkSync(socket);
  } catch {
    // There was none.
  }
}
