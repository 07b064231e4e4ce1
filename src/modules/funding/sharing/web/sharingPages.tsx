import { z } from 'zod';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { actingOf } from '#platform/web/acting.ts';
import { dayFieldValues, errorsOf, textIn } from '#platform/web/formValues.ts';
import type { Session } from '#platform/web/session.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName, rolesOfPersonOn } from '#register';
import type { FundingContext } from '../../context.ts';
import { KEEP_MONEY, SEE_MONEY } from '../../permissions.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { draftSharing } from '../commands/draftSharing.ts';
import { lockSharing, withdrawSharing } from '../commands/lockSharing.ts';
import { membersOfPcn } from '../queries/membersOfPcn.ts';
import { sharingOf, sharingsOf } from '../queries/sharings.ts';
import { NewSharingPage } from './newSharingPage.tsx';
import { sharingFields, sharingIn, valuesOf } from './sharingForm.ts';
import { SharingListPage, sharingsTable } from './sharingListPage.tsx';
import { SharingPage, sharesTable } from './sharingPage.tsx';
import { sharingPath, sharingsPath } from './sharingPaths.ts';

const ofPcn = z.object({ code: z.string().max(20) });
const ofSharing = ofPcn.extend({ id: z.string().max(60) });
const NOTICES: Record<string, string> = {
  drafted: 'The shares were worked out and kept as a draft. Check them before you lock it.',
  locked: 'The shares are locked. The PCN’s practices see them now.',
  withdrawn: 'The draft was withdrawn.',
};

/** How a PCN shares its money: the list, one version, making one, and locking it. */
export function sharingPages(context: FundingContext): PageDefinition[] {
  const { database, decisionsFor, describeSubject, now, register, today } = context;

  const named = async (code: string) => ({ code, name: displayName((await register.reader.image()).nameOf(code, today())) });
  const practicesOf = async ({ personId }: Session, members: readonly string[]): Promise<string[]> => {
    const held = await rolesOfPersonOn(database.as<unknown>(), personId, today());
    return [...new Set(held.flatMap(({ organisationCode }) => (organisationCode !== null && members.includes(organisationCode) ? [organisationCode] : [])))];
  };

  async function newPage(session: Session, code: string, form: { values: SentValues; errors?: Readonly<Record<string, string>> }): Promise<PageReply> {
    const image = await register.reader.image();
    const members = membersOfPcn(image, code, today());
    await requireMoneyKeeper(database.as<unknown>(), actingOf(session), code, today());
    const replacesId = textIn(form.values, 'replaces');
    const replaces = replacesId ? (await sharingOf(context, actingOf(session), code, replacesId)).sharing : null;
    const names = members.map((member) => ({ code: member, name: displayName(image.nameOf(member, today())) }));
    return html(<NewSharingPage pcn={await named(code)} form={form} members={names} decisions={(await decisionsFor?.(session.personId)) ?? []} replaces={replaces} />, form.errors ? 400 : 200);
  }

  return [
    definePage({
      method: 'GET',
      path: '/funding/pcns/:code/sharing',
      who: SEE_MONEY,
      params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const { isKeeper, sharings } = await sharingsOf(context, actingOf(session), code);
        const table = sharingsTable(await practicesOf(session, (await register.reader.image()).practicesWithin(code, today())));
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, sharings, sentQuery), format, { madeAt: now(), asAt: today() }));
        return html(<SharingListPage pcn={await named(code)} isKeeper={isKeeper} sharings={sharings} table={table} query={sentQuery} notice={NOTICES[textIn(sentQuery, 'done')]} />);
      },
    }),
    definePage({
      method: 'GET',
      path: '/funding/pcns/:code/sharing/new',
      who: KEEP_MONEY,
      params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        const replace = textIn(sentQuery, 'replace');
        if (!replace) return newPage(session, code, { values: { method: 'registered', open: 'no', ...dayFieldValues('on', today()) } });
        const { sharing } = await sharingOf(context, actingOf(session), code, replace);
        return newPage(session, code, { values: { ...valuesOf(sharing), ...dayFieldValues('on', today()) } });
      },
    }),
    definePage({
      method: 'POST',
      path: '/funding/pcns/:code/sharing/new',
      who: KEEP_MONEY,
      params: ofPcn,
      async handle({ params: { code }, session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const read = sharingIn(values, code);
        if ('errors' in read) return newPage(session, code, { values, errors: read.errors });
        try {
          return redirect303(`${sharingPath(code, await draftSharing(context, actingOf(session), read.entry))}?done=drafted`);
        } catch (error) {
          const members = membersOfPcn(await register.reader.image(), code, today());
          return newPage(session, code, { values, errors: errorsOf(error, sharingFields(members), 'method') });
        }
      },
    }),
    definePage({
      method: 'GET',
      path: '/funding/pcns/:code/sharing/:id',
      who: SEE_MONEY,
      params: ofSharing,
      async handle({ params: { code, id }, session, sentQuery }) {
        const { isKeeper, sharing } = await sharingOf(context, actingOf(session), code, id);
        const image = await register.reader.image();
        const nameOf = (practice: string): string => displayName(image.nameOf(practice, sharing.on));
        const table = sharesTable(sharing, nameOf);
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, sharing.shares, sentQuery), format, { madeAt: now(), asAt: sharing.on }));
        const own = await practicesOf(session, sharing.shares.map((share) => share.code));
        const agreed = sharing.agreedBy && (await describeSubject(sharing.agreedBy));
        return html(<SharingPage pcn={await named(code)} sharing={sharing} isKeeper={isKeeper} nameOf={nameOf} own={own} agreed={agreed} table={table} query={sentQuery} notice={NOTICES[textIn(sentQuery, 'done')]} />);
      },
    }),
    definePage({
      method: 'POST',
      path: '/funding/pcns/:code/sharing/:id/lock',
      who: KEEP_MONEY,
      params: ofSharing,
      async handle({ params: { code, id }, session }) {
        await lockSharing(context, actingOf(session), id);
        return redirect303(`${sharingPath(code, id)}?done=locked`);
      },
    }),
    definePage({
      method: 'POST',
      path: '/funding/pcns/:code/sharing/:id/withdraw',
      who: KEEP_MONEY,
      params: ofSharing,
      async handle({ params: { code, id }, session }) {
        await withdrawSharing(context, actingOf(session), id);
        return redirect303(`${sharingsPath(code)}?done=withdrawn`);
      },
    }),
  ];
}
