import { z } from 'zod';
import { yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { writePounds } from '#kernel/pounds.ts';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import { textOf } from '#platform/csv/textOf.ts';
import { actingOf } from '#platform/web/acting.ts';
import { textIn } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { sentFile } from '#platform/web/upload.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import type { FundingContext } from '../../context.ts';
import { KEEP_MONEY, SEE_MONEY } from '../../permissions.ts';
import type { Statement } from '../../statements/domain/statement.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { enterClaim, enterClaimsFile, moveClaims } from '../commands/keepClaims.ts';
import { CLAIM_FIELDS, readClaim } from '../domain/claimEntry.ts';
import type { ClaimText } from '../domain/claimEntry.ts';
import { CLAIMS_TEMPLATE, columnOf } from '../domain/claimsFile.ts';
import { CLAIM_LIFE, isClaimEvent, isStanding } from '../domain/claimLife.ts';
import { rolesYear } from '../domain/rolesYear.ts';
import { sumDueOf } from '../domain/sumDue.ts';
import { claimHistory, claimsOf, requireClaimReader } from '../queries/claims.ts';
import type { Claim } from '../queries/claims.ts';
import { roleRules } from '../roleRules.ts';
import { ClaimPage } from './claimPage.tsx';
import { claimPath, claimsPath, yearAsked, yearQuery } from './claimPaths.ts';
import { ClaimsPage } from './claimsPage.tsx';
import { boughtTable, claimsTable } from './claimTables.tsx';
import { NewClaimPage, UploadPage } from './newClaimPage.tsx';
import { rolePages } from './rolesPage.tsx';

/** How the statement of a PCN and a year is made, for the sum that it has. */
export type StatementOfPcn = (context: FundingContext, asked: { code: string; year: FinancialYear; knownOn: null }) => Promise<Result<Statement>>;

const ofPcn = z.object({ code: z.string().max(20) });
const ofClaim = ofPcn.extend({ id: z.string().max(60) });
const ofYear = z.object({ year: z.string().max(10).optional() });
const anyForm = z.record(z.string(), z.unknown());
const NOTICES: Record<string, string> = { entered: 'The claim was kept as a draft.', moved: 'The claims were moved on.', uploaded: 'Every line of the file was kept as a draft.' };

/** A PCN's claims for additional roles: the year, one claim, a new one, a file of them, and their way through the portal. */
export function claimPages(context: FundingContext, statementOf: StatementOfPcn): PageDefinition[] {
  const { database, register, today, now } = context;
  const db = () => database.as<unknown>();
  const named = async (code: string) => ({ code, name: displayName((await register.reader.image()).nameOf(code, today())) });
  const keeper = async (session: Session, code: string) => {
    await requireClaimReader(context, actingOf(session), code);
    await requireMoneyKeeper(db(), actingOf(session), code, today());
  };
  const newPage = async (code: string, form: { values: SentValues; errors?: Readonly<Record<string, string>> }): Promise<PageReply> => html(<NewClaimPage pcn={await named(code)} form={form} />, form.errors ? 400 : 200);

  /** Found by its id in the PCN alone, so that nobody reads another's. */
  async function claimById(code: string, id: string): Promise<Claim> {
    for (const year of yearsKept(today())) {
      const found = (await claimsOf(db(), code, year)).find((one) => one.id === id);
      if (found) return found;
    }
    throw new Refused({ code: 'claim-not-found', what: 'This PCN has no such claim.', where: code });
  }

  return [
    ...rolePages(context),
    definePage({
      method: 'GET', path: '/funding/pcns/:code/claims', who: SEE_MONEY, params: ofPcn, query: ofYear,
      async handle({ params: { code }, query, session, sentQuery }) {
        const { isKeeper } = await requireClaimReader(context, actingOf(session), code);
        const year = yearAsked(query.year, today());
        const claims = await claimsOf(db(), code, year);
        const statement = await statementOf(context, { code, year, knownOn: null });
        const sum = statement.ok ? sumDueOf(statement.value) : { missing: statement.refusal.what };
        const standing = claims.filter(({ state }) => isStanding(state));
        const view = rolesYear({ year, sum, claims: standing, roles: roleRules().roles, region: standing.at(-1)?.region ?? 'national' });
        for (const [table, rows] of [[claimsTable, standing], [boughtTable, view.bought]] as const) {
          const format = wantedDownload(table, sentQuery);
          // Each table is paired with its own rows just above.
          if (format) return download(await tableDownload(table as typeof claimsTable, downloadRows(table as typeof claimsTable, rows as readonly Claim[], sentQuery), format, { madeAt: now(), asAt: today() }));
        }
        const notice = NOTICES[textIn(sentQuery, 'done')];
        return html(<ClaimsPage pcn={await named(code)} year={year} isKeeper={isKeeper} claims={standing} view={view} query={sentQuery} {...(notice ? { notice } : {})} />);
      },
    }),
    definePage({
      method: 'GET', path: '/funding/pcns/:code/claims/new', who: KEEP_MONEY, params: ofPcn,
      async handle({ params: { code }, session, sentQuery }) {
        await keeper(session, code);
        const replaces = textIn(sentQuery, 'replaces');
        return newPage(code, { values: replaces === '' ? { region: 'national' } : { ...valuesOf(await claimById(code, replaces)), replaces } });
      },
    }),
    definePage({
      method: 'POST', path: '/funding/pcns/:code/claims/new', who: KEEP_MONEY, params: ofPcn, body: anyForm,
      async handle({ params: { code }, body, session }) {
        await keeper(session, code);
        const values = body as SentValues;
        const read = readClaim(Object.fromEntries(CLAIM_FIELDS.map((field) => [field, textIn(values, field)])) as ClaimText);
        if ('errors' in read) return newPage(code, { values, errors: read.errors });
        try {
          await enterClaim(context, actingOf(session), { pcnCode: code, post: read.claim, replaces: textIn(values, 'replaces') || null });
        } catch (error) {
          if (!(error instanceof Refused) || error.refusal.code === 'not-allowed' || error.refusal.code.endsWith('-not-found')) throw error;
          return newPage(code, { values, errors: { [columnOf(error.refusal) || 'post']: [error.refusal.what, error.refusal.todo].filter(Boolean).join(' ') } });
        }
        return redirect303(`${claimsPath(code)}${yearQuery(yearOf(read.claim.month))}&done=entered`);
      },
    }),
    definePage({
      method: 'GET', path: '/funding/pcns/:code/claims/upload', who: KEEP_MONEY, params: ofPcn, query: ofYear,
      async handle({ params: { code }, query, session, sentQuery }) {
        await keeper(session, code);
        if (textIn(sentQuery, 'download') === 'template') return download({ fileName: 'claims.csv', contentType: 'text/csv; charset=utf-8', body: CLAIMS_TEMPLATE });
        return html(<UploadPage pcn={await named(code)} year={yearAsked(query.year, today())} form={{}} refusals={[]} />);
      },
    }),
    definePage({
      method: 'POST', path: '/funding/pcns/:code/claims/upload', who: KEEP_MONEY, params: ofPcn, body: anyForm, takesFiles: true,
      async handle({ params: { code }, body, session }) {
        await keeper(session, code);
        const year = yearAsked(String(body['year'] ?? ''), today());
        const file = sentFile.safeParse(body['file']);
        const pcn = await named(code);
        if (!file.success) return html(<UploadPage pcn={pcn} year={year} form={{ errors: { file: 'Choose a CSV file with a claim on each line' } }} refusals={[]} />, 400);
        const { refusals } = await enterClaimsFile(context, actingOf(session), { pcnCode: code, year, text: textOf(file.data.bytes) });
        if (refusals.length > 0) return html(<UploadPage pcn={pcn} year={year} form={{ errors: { file: `${refusals.length} ${refusals.length === 1 ? 'thing is' : 'things are'} wrong with the file; nothing of it was kept` } }} refusals={refusals} />, 400);
        return redirect303(`${claimsPath(code)}${yearQuery(year)}&done=uploaded`);
      },
    }),
    definePage({
      method: 'POST', path: '/funding/pcns/:code/claims/move', who: KEEP_MONEY, params: ofPcn, body: z.object({ event: z.string().max(20), month: z.string().max(10).default(''), claim: z.string().max(60).default(''), year: z.string().max(10) }),
      async handle({ params: { code }, body: { event, month, claim, year: text }, session }) {
        await keeper(session, code);
        const year = yearAsked(text, today());
        if (!isClaimEvent(event) || event === 'replace') throw new Refused({ code: 'event-unknown', what: `A claim cannot “${event}”.`, todo: 'Choose what happened to it.' });
        const able = claim ? [claim] : (await claimsOf(db(), code, year)).filter((one) => one.month === month && eventsFrom(CLAIM_LIFE, one.state).includes(event)).map(({ id }) => id);
        if (able.length === 0) throw new Refused({ code: 'nothing-to-move', what: `0 claims of ${month === '' ? year : sayDate(month)} can ${CLAIM_LIFE.events[event]}.`, todo: 'Look at the states in the table and choose another step.' });
        await moveClaims(context, actingOf(session), { pcnCode: code, claimIds: able, event });
        return redirect303(`${claim ? `${claimPath(code, claim)}?` : `${claimsPath(code)}${yearQuery(year)}&`}done=moved`);
      },
    }),
    definePage({
      method: 'GET', path: '/funding/pcns/:code/claims/one/:id', who: SEE_MONEY, params: ofClaim,
      async handle({ params: { code, id }, session, sentQuery }) {
        const { isKeeper } = await requireClaimReader(context, actingOf(session), code);
        const claim = await claimById(code, id);
        const notice = NOTICES[textIn(sentQuery, 'done')];
        return html(<ClaimPage pcn={await named(code)} claim={claim} history={await claimHistory(db(), id)} isKeeper={isKeeper} {...(notice ? { notice } : {})} />);
      },
    }),
  ];
}

/** From this year back to the first with roles; the next is not claimed for yet. */
function yearsKept(today: Parameters<typeof yearOf>[0]): FinancialYear[] {
  const first = [...roleRules().roles.values()].map(({ introduced }) => introduced.from).sort()[0]!;
  const years = new Set<FinancialYear>();
  for (let year = Number(today.slice(0, 4)) + 1; year >= Number(first.slice(0, 4)); year -= 1) years.add(yearOf(`${year}-04-01` as typeof today));
  return [...years];
}

const valuesOf = (claim: Claim): SentValues => ({
  post: claim.post, role: claim.role, month: claim.month.slice(0, 7), wte: claim.wte.toString(4), starts: claim.starts, ends: claim.ends ?? '', region: claim.region,
  salary: inPounds(claim.salaryPence), ni: inPounds(claim.nationalInsurancePence), pension: inPounds(claim.pensionPence), claim: inPounds(claim.askedPence), maximum: inPounds(claim.maximumEnteredPence),
});
const inPounds = (pence: number | null): string => (pence === null ? '' : writePounds(pence));
