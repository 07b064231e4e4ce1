import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { publicationsHeld } from '#platform/publications/index.ts';
import { html, download } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { RegisterContext } from '../../context.ts';
import { changesBetween } from '../../domain/changes.ts';
import type { Change } from '../../domain/changes.ts';
import type { RegisterImage } from '../../domain/registerImage.ts';
import { mapDays } from '../../queries/mapDays.ts';
import { ChangesPage } from './changesPage.tsx';
import { changesTable } from './changesTable.tsx';

const text = z.string().trim().optional();

/** The page of changes: `/changes?from=2025-03-01&to=2025-11-01&within=QHM`. Refuses nothing: what is wrong stands by the form. */
export function changesPages(context: RegisterContext): PageDefinition[] {
  const remembered = rememberChanges();
  return [
    definePage({
      method: 'GET',
      path: '/changes',
      who: 'anyone',
      query: z.object({ from: text, to: text, within: text, 'known-at': text }),
      async handle({ query, sentQuery }) {
        const mapDays = await daysOfMaps(context);
        const asked = readQuestion(query, mapDays, context.today());
        const image = await context.reader.image(asked.knownAt === null || asked.errors.length > 0 ? null : new Date(`${asked.knownAt}T23:59:59.999Z`));
        const within = asked.within || null;
        const errors = [...asked.errors];
        if (within && image.kindOf(within) === null) errors.push(`No organisation has the code ${within}. Search for it by name, or leave the box empty for all of England.`);
        if (errors.length > 0) return html(<ChangesPage asked={asked} errors={errors} mapDays={mapDays} found={null} query={sentQuery} />, 400);

        const changes = remembered(image, asked.from, asked.to, mapDays[0] ?? null, within);
        const withinName = within && image.nameOf(within, asked.to);
        const table = changesTable(image, 'Each change', asked.knownAt ? `?known-at=${asked.knownAt}` : '');
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, changes, sentQuery), format, { madeAt: context.now(), asAt: asked.to }));
        return html(<ChangesPage asked={asked} errors={[]} mapDays={mapDays} found={{ table, changes, withinName }} query={sentQuery} />);
      },
    }),
  ];
}

export interface AskedChanges {
  from: string;
  to: string;
  within: string;
  knownAt: string | null;
  errors: string[];
}

/** What was asked for; left out, from the map before the newest to the newest. */
export function readQuestion(query: { from?: string | undefined; to?: string | undefined; within?: string | undefined; 'known-at'?: string | undefined }, mapDays: readonly string[], today: IsoDate): AskedChanges {
  const errors: string[] = [];
  const day = (sent: string | undefined, name: string, otherwise: string): string => {
    if (!sent) return otherwise;
    const parsed = parseIsoDate(sent);
    if (!parsed) errors.push(`“${sent}” is not a date. Write the ${name} date like 2025-04-15.`);
    return parsed ?? sent;
  };
  const to = day(query.to, 'last', mapDays.at(-1) ?? today);
  const from = day(query.from, 'first', yearBefore(to));
  const knownAt = query['known-at'] ? day(query['known-at'], '“as known at”', '') : null;
  if (errors.length === 0 && from >= to) errors.push('The first date must be before the last.');
  return { from, to, within: (query.within ?? '').toUpperCase(), knownAt, errors };
}

/** The year up to the newest map is what a reader who names no days is shown. */
const yearBefore = (to: string): string => `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`.replace('-02-29', '-02-28');

async function daysOfMaps(context: RegisterContext): Promise<string[]> {
  return mapDays(await publicationsHeld(context.database.as()));
}

const QUESTIONS_KEPT = 16;

/** A reader who sorts, filters and turns pages asks the same question again; an image never changes, so neither does the answer. */
function rememberChanges() {
  const byImage = new WeakMap<RegisterImage, Map<string, Change[]>>();
  return (image: RegisterImage, from: string, to: string, seriesStart: string | null, within: string | null): Change[] => {
    const kept = byImage.get(image) ?? new Map<string, Change[]>();
    byImage.set(image, kept);
    const key = `${from} ${to} ${seriesStart} ${within}`;
    const changes = kept.get(key) ?? changesBetween(image, from, to, seriesStart, within ?? undefined);
    kept.set(key, changes);
    for (const oldest of kept.keys()) if (kept.size > QUESTIONS_KEPT) kept.delete(oldest);
    return changes;
  };
}
