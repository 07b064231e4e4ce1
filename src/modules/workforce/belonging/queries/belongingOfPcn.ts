import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { WorkforceContext } from '../../context.ts';
import { postsOf, whoLeft } from '../../posts/index.ts';
import type { Post } from '../../posts/index.ts';
import { resultsOfPulse, staffPulsesOf } from '../../pulse/index.ts';
import type { StaffPulse, StatementResult } from '../../pulse/index.ts';
import { keepsPostsOf, seesPostsOf } from '../../whosePosts.ts';
import { belongingRules } from '../belongingRules.ts';
import { belongingOf, countBelonging } from '../domain/belonging.ts';
import type { Belonging } from '../domain/belonging.ts';

export interface BelongingAnswer {
  on: IsoDate;
  posts: readonly { post: Post; belonging: Belonging }[];
  counts: ReturnType<typeof countBelonging>;
  /** The rounds of the pulse, the newest first. `results` is null while it is open and where too few answered. */
  pulses: readonly { pulse: StaffPulse; isOpen: boolean; results: readonly StatementResult[] | null }[];
  isKeeper: boolean;
}

/** Where the posts of a PCN belong on a day, and what those who fill them said. Only for those of the PCN. */
export async function belongingOfPcn(context: WorkforceContext, acting: Acting, { pcnCode, on }: { pcnCode: string; on: IsoDate }): Promise<BelongingAnswer> {
  const [db, today, image] = [context.database.as<unknown>(), context.today(), await context.register.reader.image()];
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  if (!(await seesPostsOf(db, image, acting, pcnCode, today))) throw new Refused({ code: 'not-allowed', what: 'You do not see the posts of this PCN.', where: pcnCode, todo: 'Those who work in it or its practices do; what is published of it is on the page of the census.' });
  const posts = await postsOf(context, { pcnCode, on });
  const found = belongingOf(posts, belongingRules(), await whoLeft(context, { pcnCode, on }));
  const pulses = await Promise.all((await staffPulsesOf(db, pcnCode)).map(async (pulse) => ({ pulse, isOpen: today <= pulse.closesOn, results: await resultsOfPulse(db, pulse, today) })));
  return { on, posts: posts.map((post, index) => ({ post, belonging: found[index]! })), counts: countBelonging(found), pulses, isKeeper: await keepsPostsOf(db, acting, pcnCode, today) };
}
