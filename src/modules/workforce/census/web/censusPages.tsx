import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS } from '../../permissions.ts';
import { seenPcnOrNone } from '../../seenPcn.ts';
import { mapCensusRole } from '../commands/mapCensusRole.ts';
import { mappedByPeople } from '../queries/censusMapping.ts';
import { englandCensus } from '../queries/englandCensus.ts';
import { pcnCensusOf } from '../queries/pcnCensus.ts';
import { CensusPage } from './censusPage.tsx';
import { CENSUS_PAGE, CENSUS_ROLES } from './censusPaths.ts';
import { CensusRolesPage } from './censusRolesPage.tsx';
import { changesTable, comparedTable, pcnsTable, rolesTable, unknownTable } from './censusTables.tsx';
import { changeRows, PcnCensusPage } from './pcnCensusPage.tsx';

/** The published census: of one PCN, of all, and what its roles are. */
export function censusPages(context: WorkforceContext): PageDefinition[] {
  const { register, database, today, now } = context;
  const named = async (): Promise<(code: string) => string> => {
    const image = await register.reader.image();
    return (code) => (image.kindOf(code) === null ? code : displayName(image.nameOf(code, today())));
  };
  /** The table that the query asks for as a file; null where it asks for none of these. */
  async function fileOf(sent: SentValues, asAt: string | undefined, ...tables: [table: { id: string }, make: (format: 'csv' | 'excel', facts: { madeAt: Date; asAt?: string }) => ReturnType<typeof tableDownload>][]): Promise<PageReply | null> {
    for (const [table, make] of tables) {
      const format = wantedDownload(table, sent);
      if (format) return download(await make(format, { madeAt: now(), ...(asAt ? { asAt } : {}) }));
    }
    return null;
  }
  const asFile = <Row,>(table: Table<Row>, rows: readonly Row[], sent: SentValues): Parameters<typeof fileOf>[2] => [table, (format, facts) => tableDownload(table, downloadRows(table, rows, sent), format, facts)];

  async function rolesPage(form: FormState, notice?: string): Promise<PageReply> {
    const [{ unknown }, mapped] = [await englandCensus(context), await mappedByPeople(database.as<unknown>())];
    return html(<CensusRolesPage unknown={unknown} mapped={mapped} form={form} {...(notice ? { notice } : {})} />, form.errors ? 400 : 200);
  }

  return [
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/census', who: 'anyone', params: z.object({ code: z.string().max(20) }),
      summary: 'The roles and WTE of a PCN in every census of PCN staff, and what changed.',
      async handle({ params: { code }, sentQuery, session }) {
        const answer = await pcnCensusOf(context, code);
        const name = (await named())(code);
        const days = answer.censuses.map(({ asOf }) => asOf);
        const file = await fileOf(sentQuery, days.at(-1), asFile(rolesTable(days, name, 'file'), answer.roles, sentQuery), asFile(changesTable, changeRows(answer), sentQuery), asFile(comparedTable, answer.comparison?.roles ?? [], sentQuery));
        return file ?? html(<PcnCensusPage answer={answer} name={name} query={sentQuery} seen={session && (await seenPcnOrNone(context, actingOf(session), code))} />);
      },
    }),
    definePage({
      method: 'GET', path: CENSUS_PAGE, who: 'anyone', summary: 'The censuses of the staff of all PCNs.',
      async handle({ sentQuery, session }) {
        const [england, nameOf] = [await englandCensus(context), await named()];
        const pcns = england.pcns.map(({ code, total }) => ({ code, name: nameOf(code), wte: total.wte, posts: total.posts, bought: total.boughtWte }));
        const days = england.censuses.map(({ asOf }) => asOf);
        const newest = days.at(-1);
        const file = newest && (await fileOf(sentQuery, newest, asFile(pcnsTable(newest), pcns, sentQuery), asFile(rolesTable(days, 'all PCNs', 'file'), england.roles, sentQuery), asFile(unknownTable, england.unknown, sentQuery)));
        return file || html(<CensusPage england={england} pcns={pcns} query={sentQuery} maySay={session?.permissions.has(KEEP_POSTS) ?? false} />);
      },
    }),
    definePage({
      method: 'GET', path: CENSUS_ROLES, who: KEEP_POSTS,
      handle: ({ sentQuery }) => rolesPage({}, sentQuery['done'] === 'kept' ? 'What the role is was kept.' : undefined),
    }),
    definePage({
      method: 'POST', path: CENSUS_ROLES, who: KEEP_POSTS, body: z.record(z.string(), z.unknown()),
      async handle({ body, session }) {
        const values = body as SentValues;
        try {
          await mapCensusRole(context, actingOf(session), { name: textIn(values, 'name'), is: textIn(values, 'is') });
        } catch (error) {
          return rolesPage({ values, errors: errorsOf(error, ['name', 'is'], 'name') });
        }
        return redirect303(`${CENSUS_ROLES}?done=kept`);
      },
    }),
  ];
}
