import { sayDate } from '#kernel/isoDate.ts';
import { DECISION_WAYS, STANDINGS } from '../../domain/decision.ts';
import { OUTCOMES } from '../../domain/minutes.ts';
import type { PublicDecision } from '../../queries/publicRegister.ts';
import { decisionPath } from '../meetings/meetingPaths.ts';
import { PUBLIC, publicForumPath } from './registerTables.tsx';

export interface FeedOptions {
  title: string;
  /** Of the feed itself. */
  path: string;
  publicUrl: string;
  now: Date;
}

const ENTRIES_MAX = 100;

/** Decisions as an Atom feed, the latest change first; one that is withheld says so and why. */
export async function decisionsFeed(decisions: readonly PublicDecision[], { title, path, publicUrl, now }: FeedOptions): Promise<string> {
  const latest = [...decisions].sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime()).slice(0, ENTRIES_MAX);
  // Loaded when first wanted.
  const { Feed } = await import('feed');
  const feed = new Feed({
    id: `${publicUrl}${path}`, title: forXml(title), link: `${publicUrl}${PUBLIC}/decisions`, language: 'en-GB', updated: latest[0]?.changedAt ?? now, copyright: 'Open Government Licence v3.0', generator: 'Chorus',
    feedLinks: { atom: `${publicUrl}${path}` }, author: { name: forXml(title) },
  });
  for (const { id, forumCode, forumName, decided, reasons, withheld, takenOn, way, outcome, standing, recordedAt, changedAt } of latest) {
    feed.addItem({
      id: `${publicUrl}${PUBLIC}/decisions#${id}`,
      title: forXml(decided ?? `A decision of the ${forumName} is withheld`),
      link: `${publicUrl}${withheld === null ? decisionPath(id) : `${publicForumPath(forumCode)}#decisions`}`,
      date: changedAt,
      published: recordedAt,
      author: [{ name: forXml(forumName) }],
      // A reader takes this for markup, so a sign of what somebody wrote is told as the sign that it is.
      content: asMarkup([withheld === null ? `Reasons: ${reasons}` : `Withheld: ${withheld}`, `Taken ${DECISION_WAYS[way]} on ${sayDate(takenOn)}. Outcome: ${OUTCOMES[outcome]}. Standing: ${STANDINGS[standing]}.`]),
    });
  }
  return feed.atom1();
}

/** XML has no way to write most control characters. */
const forXml = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ').replaceAll(']]>', ']] >');

const asMarkup = (paragraphs: readonly string[]): string =>
  paragraphs.map((text) => `<p>${forXml(text).replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)}</p>`).join('');
