import { createHash } from 'node:crypto';
import { z } from 'zod';
import { contentOf } from '#platform/papers/index.ts';
import { download } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { GovernanceContext } from '../../context.ts';
import { boardPackFor } from '../../queries/boardPack.ts';
import { packPdf } from './packPdf.ts';

/** So many packs are kept in memory: the public's, and those of a few members on the day before a meeting. */
const KEPT_PACKS = 4;
const KEPT_BYTES_MAX = 30 * 1024 * 1024;

/** The board pack, each reader's own. */
export function packPages(context: GovernanceContext): PageDefinition[] {
  const kept = new Map<string, Promise<Buffer>>();

  /** Made once for everybody who gets the same, however many ask at the same time. */
  function packOnce(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    kept.set(key, made);
    if (kept.size > KEPT_PACKS) kept.delete(kept.keys().next().value!);
    const forget = () => void (kept.get(key) === made && kept.delete(key));
    made.then((bytes) => void (bytes.length > KEPT_BYTES_MAX && forget()), forget);
    return made;
  }

  return [
    definePage({
      method: 'GET',
      path: '/meetings/:id/pack.pdf',
      who: 'anyone',
      params: z.object({ id: z.string().max(60) }),
      query: z.object({ for: z.literal('public').optional() }),
      async handle({ params: { id }, query, session }) {
        const acting = query.for === 'public' ? null : (session && actingOf(session));
        const pack = await boardPackFor(context.database.as(), id, acting && session ? { acting, name: session.name } : null, context.today());
        const key = createHash('sha256').update(JSON.stringify([pack, context.today()])).digest('hex');
        const body = await packOnce(key, () => packPdf(pack, { contentOf: (paper) => contentOf(context.papersFolder, paper), madeAt: context.now() }));
        return download({ fileName: `papers-${pack.day}.pdf`, contentType: 'application/pdf', body });
      },
    }),
  ];
}
