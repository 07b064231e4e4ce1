import type { CommandIo } from '#platform/cli/index.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { destination } from 'pino';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { Refused } from '#kernel/result.ts';
import { openDoor } from '#platform/dataFolder/index.ts';
import { createMailSender } from '#platform/mail/index.ts';
import { stopGracefully } from '#platform/web/gracefulStop.ts';
import { EXIT } from '#platform/cli/index.ts';
import { loadFundingPages } from '#funding';
import { loadGovernancePages } from '#governance';
import { loadRegisterPages } from '#register';
import { loadVoicePages } from '#voice';
import { plantSample } from './sample/plantSample.ts';
import type { Settings } from './settings.ts';
import type { siteOver } from './site.ts';
import { openSystem } from './system.ts';
import { digestOver } from './today.ts';
import type { System } from './system.ts';
import { hasSystem } from './whichSystem.ts';

/** Serves the site until it is told to stop: one's own system once anything was loaded, else the sample. */
export async function serve(settings: Settings, io: CommandIo, words: string[]): Promise<number> {
  const isSample = words.includes('--sample') || !hasSystem(settings);
  // The pages are loaded while the stores open: each waits for something other than the processor.
  const loadingSite = Promise.all([import('./site.ts'), loadRegisterPages(), loadGovernancePages(), loadVoicePages(), loadFundingPages()]);
  // What goes wrong with it is thrown where it is waited for.
  loadingSite.catch(() => {});
  const system = await openSystem(settings, isSample);
  try {
    const [{ siteOver: makeSite }] = await loadingSite;
    if (isSample) await plantSample(system, settings, io);
    const site = await makeSite(system, settings, { log: makeRequestLog('info', destination(2)) });
    const mail = settings.smtpUrl === null ? null : createMailSender({ database: system.database, smtpUrl: settings.smtpUrl, from: settings.mailFrom, now: system.register.now, onFailure: (failure) => site.log.warn(failure, 'a mail was not sent') });
    mail?.start();
    const digests = digestOver(system, settings, (looksFor, error) => site.log.error({ err: error, looksFor }, 'a part of Today could not be gathered'));
    digests.start();
    const door = system.database.engine === 'pglite'
      ? await openDoor(system.folder.socket, async (request, output) => (await import('./cli/program.ts')).runCommand(request.arguments, { ...output, ...request, workingFolder: request.workingFolder }, settings, { held: system }))
      : null;
    await listen(site, settings);
    sayWhere(io, system, settings, portOf(site, settings));
    const stopping = new AbortController();
    const warming = warmPages(system, stopping.signal).catch((error: unknown) => stopping.signal.aborted || site.log.warn({ err: error }, 'pages were not warmed'));
    return await new Promise((resolve) => {
      stopGracefully(site, async () => {
        door?.close();
        await digests.stop();
        await mail?.stop();
        // The stores are closed under nobody's feet.
        stopping.abort();
        await warming;
        await system.close();
        resolve(EXIT.done);
      });
    });
  } catch (error) {
    await system.close().catch(() => {});
    throw error;
  }
}

/** Whoever waits at the door comes first. */
const WARM_AFTER_MS = 1_500;

/** Makes what every page needs, so that later visitors do not wait for it. */
async function warmPages(system: System, signal: AbortSignal): Promise<void> {
  const { warmRegisterPages } = await loadRegisterPages();
  await pause(WARM_AFTER_MS, undefined, { signal });
  await warmRegisterPages(system.register);
}

async function listen(site: Awaited<ReturnType<typeof siteOver>>, { host, port }: Settings): Promise<void> {
  try {
    await site.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Refused({ code: 'port-in-use', what: `Port ${port} is taken by another program.`, where: 'PORT', todo: `Stop the other one, or choose another port: PORT=${port + 1} npm start` });
  }
}

function sayWhere(io: CommandIo, { isSample }: System, settings: Settings, port: number): void {
  const address = settings.publicUrl ?? `http://localhost:${port}`;
  io.out(isSample
    ? `Chorus is serving the sample system, in which everything is fictional.\n\n  Open     ${address}\n  Sign in  ${address}/sign-in/as  (choose one of its people; no password)\n\nTo see your own place: bin/chorus load FOLDER, then start again.\n`
    : `Chorus is serving your system.\n\n  Open     ${address}\n  Sign in  ${address}/sign-in  (the first administrator: bin/chorus admin create)\n`);
}


/** The port that was asked for, or the one that the system chose for 0. */
function portOf(site: Awaited<ReturnType<typeof siteOver>>, { port }: Settings): number {
  const address = site.server.address();
  return typeof address === 'object' && address ? address.port : port;
}
