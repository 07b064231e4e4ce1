import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import type { GovernanceContext } from '../../context.ts';
import { FORUM_KINDS } from '../../domain/forum.ts';
import { publicDecisions, publicDelegations, publicInterests, publicPapers } from '../../queries/publicRegister.ts';
import type { PublicForum } from '../../queries/publicRegister.ts';
import { paperFilePath } from '../papers/paperPaths.ts';
import { PUBLIC, publicForumPath } from './registerTables.tsx';

export interface RegisterHit {
  kind: 'Forum' | 'Member' | 'Decision' | 'Delegation' | 'Interest' | 'Paper';
  title: string;
  detail: string;
  href: string;
}

/** Everything in the public register that has all of these words, whatever their case and accents. What is withheld has no words to find. */
export async function searchRegister(context: GovernanceContext, forums: readonly PublicForum[], sought: string): Promise<RegisterHit[]> {
  const words = plain(sought).split(' ').filter(Boolean);
  const db = context.database.as<unknown>();
  const hits: RegisterHit[] = [
    ...forums.map(({ code, name, kind, placeName }): RegisterHit => ({ kind: 'Forum', title: name, detail: `${FORUM_KINDS[kind]}, ${placeName}`, href: publicForumPath(code) })),
    ...forums.flatMap(({ code, name, seats }) => seats.flatMap(({ title, holder }): RegisterHit[] => (holder?.name ? [{ kind: 'Member', title: holder.name, detail: `${title}, ${name}`, href: publicForumPath(code) }] : []))),
    ...(await publicDecisions(db)).flatMap(({ decided, reasons, forumName, forumCode, takenOn }): RegisterHit[] => (decided ? [{ kind: 'Decision', title: decided, detail: `${forumName}, ${sayDate(takenOn)}. ${reasons}`, href: `${publicForumPath(forumCode)}#decisions` }] : [])),
    ...(await publicDelegations(context)).map(({ giver, receiver, matters, delegation }): RegisterHit => ({ kind: 'Delegation', title: `From ${giver} to ${receiver}`, detail: `${matters.join('; ')}, from ${sayDate(delegation.from)}`, href: `${PUBLIC}/delegations` })),
    ...(await publicInterests(context)).flatMap(({ forumCode, forumName, entry }) => entry.interests.flatMap(({ words: said }): RegisterHit[] => (said ? [{ kind: 'Interest', title: entry.name ?? 'A person whose name was erased', detail: `${said}. ${forumName}`, href: `${publicForumPath(forumCode)}#interests` }] : []))),
    ...(await publicPapers(db)).flatMap(({ title, forumName, attached }): RegisterHit[] => (title ? [{ kind: 'Paper', title, detail: `${forumName ?? 'Delegation'}, ${sayDate(toIsoDate(attached.attachedAt))}`, href: paperFilePath(attached.id) }] : [])),
  ];
  return hits.filter(({ title, detail }) => {
    const text = plain(`${title} ${detail}`);
    return words.every((word) => text.includes(word));
  });
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
