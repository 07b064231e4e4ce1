import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { actingOf } from '#platform/web/acting.ts';
import { displayName } from '#register';
import { agreeNetworkRules, maySetRules } from '../../commands/agreeNetworkRules.ts';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { isDefaultRule, RULE_ORIGINS, ruleFor, sayRule } from '../../domain/canvass/networkRule.ts';
import { agreementsOn, agreementVersionsOf } from '../../queries/agreements.ts';
import { readAgreement, valuesOf } from './agreementForm.tsx';
import { AGREEMENTS, AgreementPage } from './agreementPage.tsx';

const params = z.object({ pcn: z.string().max(20) });

interface ListedAgreement {
  code: string;
  name: string;
  rule: string;
  origin: string;
}

const listTable = defineTable<ListedAgreement>({
  id: 'agreements',
  caption: 'PCNs and places',
  columns: [
    { key: 'name', heading: 'PCN or place', value: ({ name }) => name, cell: ({ code, name }) => <a href={`${AGREEMENTS}/${code}`}>{name}</a>, kind: 'text', filter: 'text' },
    { key: 'rule', heading: 'Ordinary decisions', value: ({ rule }) => rule, kind: 'text' },
    { key: 'origin', heading: 'From', value: ({ origin }) => origin, kind: 'text', filter: 'select' },
  ],
});

/** How practices of a network decide together: seen by whoever reads questions, entered by who leads the network. */
export function agreementPages(context: VoiceContext): PageDefinition[] {
  const { database, register } = context;

  async function show(session: Session, code: string, more: { values?: SentValues; errors?: Record<string, string>; notice?: string } = {}, status = 200): Promise<PageReply> {
    const body = await bodyOf(code);
    const [db, today] = [database.as<unknown>(), context.today()];
    const agreements = await agreementsOn(db, [code, ...body.placeCodes], today);
    const current = agreements.get(code) ?? null;
    const ofPlace = body.placeCodes.flatMap((place) => agreements.get(place) ?? [])[0] ?? null;
    const acting = actingOf(session);
    return html(
      <AgreementPage
        {...body}
        current={current}
        ofPlace={ofPlace}
        versions={await agreementVersionsOf(db, code)}
        maySet={await maySetRules(db, register, acting, code, today)}
        form={{ values: more.values ?? valuesOf(current, body.isPlace), errors: more.errors }}
        notice={more.notice}
      />,
      status,
    );
  }

  async function bodyOf(code: string) {
    const image = await register.reader.image();
    const today = context.today();
    const kind = image.kindOf(code);
    const isPlace = kind === 'place' || kind === 'place-based-partnership' || kind === 'sub-icb-location' || kind === 'icb';
    if (!isPlace && kind !== 'pcn') throw new Refused({ code: 'body-not-found', what: 'There is no PCN or place with this code.', where: code, todo: 'Choose one from the list of network agreements.' });
    const practices = isPlace ? [] : image.practicesWithin(code, today).map((one) => ({ code: one, name: displayName(image.nameOf(one, today)) })).sort((a, b) => (a.name < b.name ? -1 : 1));
    const placeCodes = image.ancestors(code, today).filter(({ kind: above }) => above === 'place' || above === 'sub-icb-location').map(({ code: above }) => above);
    return { code, name: displayName(image.nameOf(code, today)), isPlace, practices, placeCodes };
  }

  return [
    definePage({
      method: 'GET',
      path: AGREEMENTS,
      who: 'voice.read',
      handle: async ({ sentQuery }) => {
        const [image, today] = [await register.reader.image(), context.today()];
        const bodies = [...image.all(today, 'place'), ...image.all(today, 'pcn')].filter(({ status }) => status !== 'closed');
        const agreements = await agreementsOn(database.as(), bodies.map(({ code }) => code), today);
        const rows = bodies.map(({ code, kind, name }): ListedAgreement => {
          const own = agreements.get(code);
          if (kind === 'place') return { code, name: displayName(name), rule: own?.rules.ordinary ? sayRule(own.rules.ordinary) : '', origin: own ? 'default of the place' : 'no default entered' };
          const places = image.parents(code, today).flatMap(({ organisation }) => agreements.get(organisation.code) ?? []);
          const { rule, from } = ruleFor('ordinary', own?.rules ?? null, places[0]?.rules ?? null);
          return { code, name: displayName(name), rule: sayRule(rule), origin: isDefaultRule(from) ? RULE_ORIGINS[from].split(':')[0]! : 'own agreement' };
        });
        return html(<AgreementListPage rows={rows} sentQuery={sentQuery} />);
      },
    }),
    definePage({
      method: 'GET',
      path: `${AGREEMENTS}/:pcn`,
      who: 'voice.read',
      params,
      query: z.object({ done: z.string().max(10).optional() }),
      handle: async ({ params: { pcn }, query: { done }, session }) => show(session, pcn, { notice: done === 'saved' ? 'The rules were saved.' : undefined }),
    }),
    definePage({
      method: 'POST',
      path: `${AGREEMENTS}/:pcn`,
      who: LEAD,
      params,
      handle: async ({ params: { pcn }, session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const { isPlace, practices } = await bodyOf(pcn);
        const read = readAgreement(values, pcn, isPlace, practices.map(({ code }) => code));
        if (!read.ok) return show(session, pcn, { values, errors: read.errors }, 400);
        await agreeNetworkRules(context, actingOf(session), read.entered);
        return redirect303(`${AGREEMENTS}/${pcn}?done=saved`);
      },
    }),
  ];
}

function AgreementListPage({ rows, sentQuery }: { rows: readonly ListedAgreement[]; sentQuery: SentValues }): ReactElement {
  return (
    <Page title="Network agreements" current="/questions" breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Questions', href: '/questions' }]}>
      <p>By which rule the practices of each PCN come to one answer when they are canvassed. A PCN that has entered none answers by a default, and every result says so.</p>
      <DataTable table={listTable} rows={rows} query={sentQuery} basePath={AGREEMENTS} isDownloadHidden />
    </Page>
  );
}
