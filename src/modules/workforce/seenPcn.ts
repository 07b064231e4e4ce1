import { Refused } from '#kernel/result.ts';
import { displayName } from '#register';
import type { Acting, WorkforceContext } from './context.ts';
import { keepsPostsOf, seesPostsOf } from './whosePosts.ts';

/** A PCN whose posts somebody sees, and whether they keep them. */
export interface SeenPcn {
  code: string;
  name: string;
  isKeeper: boolean;
}

/** Refuses who does not see a PCN's posts, and a code that is no PCN's. */
export async function seenPcn({ database, register, today }: Pick<WorkforceContext, 'database' | 'register' | 'today'>, acting: Acting, text: string): Promise<SeenPcn> {
  const code = text.trim().toUpperCase();
  const [db, image] = [database.as<unknown>(), await register.reader.image()];
  if (image.kindOf(code) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${code.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  const isKeeper = await keepsPostsOf(db, acting, code, today());
  if (!isKeeper && !(await seesPostsOf(db, image, acting, code, today()))) {
    throw new Refused({ code: 'not-allowed', what: 'You do not see the posts of this PCN.', where: code, todo: 'Those who work in it and in its practices do; others see the published census.' });
  }
  return { code, name: displayName(image.nameOf(code, today())), isKeeper };
}

/** The same, or null for who does not see its posts, and for a code that the register does not have. */
export async function seenPcnOrNone(context: Parameters<typeof seenPcn>[0], acting: Acting, text: string): Promise<SeenPcn | null> {
  try {
    return await seenPcn(context, acting, text);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
