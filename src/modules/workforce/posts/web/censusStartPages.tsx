import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import { ROWS_A_PAGE } from '#platform/web/tableQuery.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { censusPostsOf } from '../../census/index.ts';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS } from '../../permissions.ts';
import { seenPcn } from '../../seenPcn.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { startFromCensus } from '../commands/startFromCensus.ts';
import type { StartedPost } from '../commands/startFromCensus.ts';
import { takeBackStart } from '../commands/takeBackPosts.ts';
import { draftsFromCensus, draftsShown } from '../domain/censusDrafts.ts';
import type { DraftRole } from '../domain/censusDrafts.ts';
import { networkNames } from '../queries/networkNames.ts';
import { postsOf } from '../queries/posts.ts';
import { CensusStartPage } from './censusStartPage.tsx';
import { EMPLOYER_UNKNOWN, isFunding, isRegion } from './postForm.ts';
import { peoplePath } from './postPaths.ts';

const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());

/** A PCN's first posts, made from what the newest census shows of it, at most `most` at a time, and all of them taken back. */
export function censusStartPages(context: WorkforceContext, most = ROWS_A_PAGE): PageDefinition[] {
  const { database, today } = context;

  async function read(session: Session, text: string, chosen: string) {
    const pcn = await seenPcn(context, actingOf(session), text);
    await requirePostsKeeper(database.as<unknown>(), actingOf(session), pcn.code, today());
    const found = await censusPostsOf(context, pcn.code);
    const drafts = found ? draftsFromCensus(found.posts, await postsOf(context, { pcnCode: pcn.code, on: today() })) : [];
    return { pcn, found, chosen, ...draftsShown(drafts, chosen, most), names: await networkNames(context, pcn.code, today()) };
  }
  const shown = (page: Parameters<typeof html>[0], form: FormState): PageReply => html(page, form.errors ? 400 : 200);

  return [
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/from-census', who: KEEP_POSTS, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const seen = await read(session, code, textIn(sentQuery, 'role'));
        return html(<CensusStartPage {...seen} query={sentQuery} form={{ values: draftValues(seen.roles) }} />);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/from-census', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code }, session, body }) {
        const values = body as SentValues;
        const seen = { ...(await read(session, code, textIn(values, 'chosen'))), query: {} };
        const errors: Record<string, string> = {};
        const startsOn = needDay(values, 'starts', errors);
        const censusDay = parseIsoDate(textIn(values, 'census'));
        if (censusDay === null || censusDay !== seen.found?.asOf) errors['starts'] = 'A newer census came in since this page was shown. Look through its posts, and send them again.';
        const ticked = tickedPosts(values, seen.roles, errors);
        if (startsOn === null || censusDay === null || Object.keys(errors).length > 0) return shown(<CensusStartPage {...seen} form={{ values, errors }} />, { errors });
        try {
          const { refused } = await startFromCensus(context, actingOf(session), { pcnCode: seen.pcn.code, censusDay, startsOn, posts: ticked, agreedReason: textIn(values, 'agreed') || null });
          for (const { index, refusal: { what, todo } } of refused) errors[`line-${ticked[index]!.id}`] = `${ticked[index]!.reference}: ${[what, todo].filter(Boolean).join(' ')}`;
        } catch (error) {
          Object.assign(errors, errorsOf(error, ['starts'], 'starts'));
        }
        return Object.keys(errors).length > 0 ? html(<CensusStartPage {...seen} form={{ values, errors }} />, 400) : redirect303(`${peoplePath(seen.pcn.code)}?done=started`);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/from-census/take-back', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code }, session, body }) {
        await takeBackStart(context, actingOf(session), { startId: textIn(body as SentValues, 'start') });
        return redirect303(`${peoplePath(code)}?done=taken-back`);
      },
    }),
  ];
}

/** What stands in the form before anybody changed it. */
const draftValues = (roles: readonly DraftRole[]): SentValues => ({
  employer: EMPLOYER_UNKNOWN, region: 'national',
  ...Object.fromEntries(roles.flatMap(({ role, drafts }, index) => [
    [`paid-${index}`, role === null ? '' : 'additional-roles'],
    ...drafts.flatMap(({ reference, wte, isTicked }, line) => [[`reference-${index}-${line}`, reference], [`wte-${index}-${line}`, wte], [`take-${index}-${line}`, isTicked ? 'yes' : '']]),
  ])),
});

/** The posts that are ticked, as they were sent; what is wrong with them is noted by field. */
function tickedPosts(values: SentValues, roles: readonly DraftRole[], errors: Record<string, string>): (StartedPost & { id: string })[] {
  const [employer, region] = [textIn(values, 'employer'), textIn(values, 'region')];
  if (!isRegion(region)) errors['region'] = 'Choose where the posts are';
  return roles.flatMap(({ role, title, drafts }, index) => {
    // The page lists roles in the census's order; where somebody mapped another role meanwhile, what was sent is of another list.
    const isSame = textIn(values, `role-${index}`) === (role ?? '') && textIn(values, `title-${index}`) === title;
    if (!isSame) errors['starts'] = 'What the census’s roles are has changed since this page was shown. Look through the posts, and send them again.';
    const paid = textIn(values, `paid-${index}`);
    const ids = drafts.map((_, line) => `${index}-${line}`).filter((id) => textIn(values, `take-${id}`) === 'yes');
    if (ids.length > 0 && !isFunding(paid)) errors[`paid-${index}`] = `${title}: choose what pays for it`;
    return ids.map((id) => ({
      id, reference: textIn(values, `reference-${id}`),
      facts: {
        role, title, band: null, wte: textIn(values, `wte-${id}`), employerCode: employer === EMPLOYER_UNKNOWN ? null : employer, home: null, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null,
        meetsEveryWeeks: null, sitsAt: null, fundedBy: isFunding(paid) ? paid : 'other' as const, region: isRegion(region) ? region : 'national' as const, costPence: null,
      },
    }));
  });
}
