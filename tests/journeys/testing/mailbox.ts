import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Everybody's mail: a server that takes what Chorus sends and keeps it, as the mailboxes of those it is for would. */
export interface Mailbox {
  /** A value for `SMTP_URL`. */
  smtpUrl: string;
  /** The first link of this kind in the first mail to somebody that speaks of something; waits until it comes. */
  linkFor(recipient: string, about: string, kind: string): Promise<string>;
  close(): Promise<void>;
}

const WAIT_MS_MAX = 60_000;
const LOOK_EVERY_MS = 100;

export async function openMailbox(): Promise<Mailbox> {
  const kept: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    takeMails(socket, kept);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async linkFor(recipient, about, kind) {
      for (let waited = 0; waited < WAIT_MS_MAX; waited += LOOK_EVERY_MS) {
        const mail = kept.find((one) => one.includes(`To: ${recipient}`) && one.includes(about));
        const link = mail && new RegExp(`https?://[^\\s"<>]*${kind}[\\w.~-]+`).exec(mail)?.[0];
        if (link) return link;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      throw new Error(`No mail about “${about}” with such a link came to ${recipient}; ${kept.length} mails came to others`);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As much of SMTP as it takes to be sent a mail. */
function takeMails(socket: Socket, kept: string[]): void {
  let heard = '';
  let isData = false;
  const say = (line: string): boolean => socket.write(`${line}\r\n`);
  const next = (end: string): string | null => {
    const at = heard.indexOf(end);
    if (at < 0) return null;
    const piece = heard.slice(0, at);
    heard = heard.slice(at + end.length);
    return piece;
  };
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    for (;;) {
      const piece = next(isData ? '\r\n.\r\n' : '\r\n');
      if (piece === null) return;
      if (isData) kept.push(asWritten(piece));
      else if (/^QUIT/i.test(piece)) socket.end('221 bye\r\n');
      const isBeginning = !isData && /^DATA/i.test(piece);
      if (!/^QUIT/i.test(piece) || isData) say(isBeginning ? '354 go on' : '250 fine');
      isData = isBeginning;
    }
  });
  say('220 mailbox');
}

/** A mail as it was written: a line that begins with a dot travels with two, long lines travel folded, some letters as numbers. */
const asWritten = (mail: string): string => mail.replace(/\r\n\.\./g, '\r\n.').replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
