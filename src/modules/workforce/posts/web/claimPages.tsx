import { z } from 'zod';
import { yearOf } from '#kernel/financialYear.ts';
import { addDays, parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { textIn } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { enterClaims } from '#funding';
import type { PostMonth } from '#funding';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS } from '../../permissions.ts';
import { seenPcn } from '../../seenPcn.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { claimLines, notClaimed } from '../domain/monthsClaim.ts';
import type { ClaimLine } from '../domain/monthsClaim.ts';
import { networkNames } from '../queries/networkNames.ts';
import { readNetwork } from '../storage/network.ts';
import { ClaimCheckPage } from './claimCheckPage.tsx';
import { MonthClaimPage } from './claimPage.tsx';

const ofPcn = z.object({ code: z.string().max(20) });

/** The month's claim, made from who filled which post: shown, checked and kept as drafts among the PCN's claims. */
export function monthClaimPages(context: WorkforceContext): PageDefinition[] {
  const { today } = context;

  async function read(session: Session, text: string, monthText: string) {
    const pcn = await seenPcn(context, actingOf(session), text);
    const db = context.database.as<unknown>();
    await requirePostsKeeper(db, actingOf(session), pcn.code, today());
    const month = monthText === '' ? monthBefore(today()) : parseIsoDate(`${monthText.slice(0, 7)}-01`);
    if (month === null) throw new Refused({ code: 'month-unknown', what: `“${monthText.slice(0, 10)}” is not a month.`, where: 'month', todo: 'Write it like 2026-05.' });
    const { posts } = await readNetwork(db, pcn.code);
    return { pcn, month, lines: claimLines(posts, month), vacant: notClaimed(posts, month), names: await networkNames(context, pcn.code, today()) };
  }

  return [
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/claim', who: KEEP_POSTS, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        return html(<MonthClaimPage {...await read(session, code, textIn(sentQuery, 'month'))} form={{ values: sentQuery }} claimed={new Map()} />);
      },
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/claim', who: KEEP_POSTS, params: ofPcn, body: z.record(z.string(), z.unknown()),
      async handle({ params: { code }, session, body }) {
        const values = body as SentValues;
        const seen = await read(session, code, textIn(values, 'month'));
        const { pcn, month, lines, names } = seen;
        // First it is only checked and shown; it is kept once somebody has looked at it.
        const isKept = textIn(values, 'keep') === 'yes';
        if (textIn(values, 'change') === 'yes') return html(<MonthClaimPage {...seen} form={{ values }} claimed={new Map()} />);
        const errors: Record<string, string> = {};
        const typed = lines.map((line) => ({ line, post: postMonth(line, month, values, errors) }));
        const right = typed.filter(({ line }) => !Object.keys(errors).some((field) => field.endsWith(line.fillingId)));
        if (lines.length === 0) errors['month'] = 'There is nothing to claim in this month';
        const [acting, year] = [actingOf(session), yearOf(month)];
        const checked = await enterClaims(context, acting, { pcnCode: pcn.code, year, posts: right.map(({ post }) => post), isTrial: !isKept || Object.keys(errors).length > 0 });
        for (const { index, refusal } of checked.refused) errors[`line-${right[index]!.line.fillingId}`] = [refusal.what, refusal.todo].filter(Boolean).join(' ');
        if (Object.keys(errors).length === 0 && !isKept) return html(<ClaimCheckPage pcn={pcn} month={month} names={names} lines={lines} claims={checked.claims} values={values} />);
        if (Object.keys(errors).length === 0) return redirect303(`/funding/pcns/${encodeURIComponent(pcn.code)}/claims?year=${encodeURIComponent(year)}&done=entered`);
        const claimed = new Map(checked.claims.flatMap(({ post, claimable }) => right.filter((one) => one.post === post).map(({ line }) => [line.fillingId, claimable.claimPence] as const)));
        return html(<MonthClaimPage {...seen} form={{ values, errors }} claimed={claimed} />, 400);
      },
    }),
  ];
}

const monthBefore = (day: IsoDate): IsoDate => `${addDays(`${day.slice(0, 7)}-01` as IsoDate, -1).slice(0, 7)}-01` as IsoDate;

/** A line with what was typed of it; what is wrong is noted by field. */
function postMonth(line: ClaimLine, month: IsoDate, values: SentValues, errors: Record<string, string>): PostMonth {
  const pounds = (field: string): number => {
    const name = `${field}-${line.fillingId}`;
    const text = textIn(values, name);
    const amount = readPounds(text);
    if (!amount.ok) errors[name] = text === '' ? `${line.reference}: enter what was paid, 0 where there was nothing` : amount.refusal.what;
    return amount.ok ? amount.value : 0;
  };
  const { reference, role, wte, starts, ends, region } = line;
  const maximumEnteredPence = textIn(values, `maximum-${line.fillingId}`) === '' ? null : pounds('maximum');
  return { post: reference, role, wte, starts, ends, month, region, salaryPence: pounds('salary'), nationalInsurancePence: pounds('ni'), pensionPence: pounds('pension'), askedPence: null, maximumEnteredPence };
}
