import type { FastifyInstance } from 'fastify';

/** Something that must work for the site to work; resolves where it does, throws where it does not. */
export interface HealthCheck {
  name: string;
  check(): Promise<void>;
}

const CHECK_MS_MAX = 2_000;

/** `/health`: 200 where every check passes, 503 where one fails, is too slow, or the server is stopping. */
export function serveHealth(app: FastifyInstance, checks: readonly HealthCheck[], isStopping: () => boolean): void {
  app.get('/health', { config: { who: 'anyone', isSessionless: true, rateLimit: false }, logLevel: 'warn' }, async (request, reply) => {
    const results = await Promise.all(
      checks.map(async ({ name, check }) => {
        try {
          await within(CHECK_MS_MAX, check());
          return { name, ok: true };
        } catch (error) {
          // Why it failed is for the log; anyone may read this page.
          request.log.error({ check: name, err: error }, 'health check failed');
          return { name, ok: false };
        }
      }),
    );
    const isWell = !isStopping() && results.every((result) => result.ok);
    return reply
      .code(isWell ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isStopping() ? 'stopping' : isWell ? 'ok' : 'failing', checks: results });
  });
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  await Promise.race([work, tooSlow]).finally(() => clearTimeout(timer));
}
