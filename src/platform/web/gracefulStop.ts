import type { FastifyInstance } from 'fastify';

const STOP_MS_MAX = 10_000;

/**
 * On SIGTERM or SIGINT: no new requests, those under way end, then `after` (close the stores), then exit 0.
 * A second signal, or ten seconds, ends the process at once with 1.
 */
export function stopGracefully(app: FastifyInstance, after: () => Promise<void>): void {
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
    try {
      await app.close();
      await after();
      process.exit(0);
    } catch (error) {
      app.log.error({ err: error }, 'could not stop cleanly');
      process.exit(1);
    }
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}
