import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { DescribedSubject } from '#platform/subject/subject.ts';
import { ledgerPath } from '../../remittances/web/paidPaths.ts';
import { ODD_PENNIES, sayExact, SHARING_METHODS } from '../domain/shareOut.ts';
import type { Sharing } from '../queries/sharings.ts';
import { sayState } from './sharingListPage.tsx';
import { sharingCrumbs, sharingPath, sharingsPath } from './sharingPaths.ts';

type ShareRow = Sharing['shares'][number];

/** Each practice's figure and share, with the part of the whole that it is. */
export function sharesTable({ id, basisSource, inAll, method }: Sharing, nameOf: (code: string) => string): Table<ShareRow> {
  const whole = inAll.basis.valueOf();
  return defineTable<ShareRow>({
    id: `shares-${id.slice(0, 8)}`,
    caption: 'The shares',
    columns: [
      { key: 'practice', heading: 'Practice', kind: 'text', value: ({ code }) => nameOf(code) },
      { key: 'code', heading: 'Code', kind: 'text', value: ({ code }) => code },
      { key: 'basis', heading: 'Counts', unit: SHARING_METHODS[method].basis, kind: 'number', value: ({ basis }) => basis.valueOf(), cell: ({ basis }) => (basis.d === 1n ? basis.valueOf().toLocaleString('en-GB') : sayExact(basis)) },
      { key: 'part', heading: 'Part', unit: '%', kind: 'number', value: ({ basis }) => (whole === 0 ? null : (basis.valueOf() / whole) * 100) },
      { key: 'odd', heading: 'Odd penny', kind: 'number', value: ({ oddPence }) => oddPence },
      { key: 'share', heading: 'Share', unit: '£', kind: 'number', value: ({ pence }) => pence / 100, cell: ({ pence }) => <strong>{sayPounds(pence)}</strong> },
    ],
    source: basisSource ? { title: basisSource } : method === 'equal' ? { title: 'Shared equally: no figure was needed' } : { title: 'Figures entered by the PCN' },
  });
}

export interface SharingPageProps {
  pcn: { code: string; name: string };
  sharing: Sharing;
  isKeeper: boolean;
  nameOf: (code: string) => string;
  /** The practices of whoever looks. */
  own: readonly string[];
  agreed: DescribedSubject | null;
  table: Table<ShareRow>;
  query: SentValues;
  notice?: string;
}

export function SharingPage(props: SharingPageProps): ReactElement {
  const { pcn, sharing, nameOf, own, table, query, notice } = props;
  const mine = sharing.shares.filter(({ code }) => own.includes(code));
  return (
    <Page title={sharing.title} kicker={`Sharing out · ${pcn.name}`} current="/funding" breadcrumbs={[...sharingCrumbs(pcn), { label: 'Sharing out', href: sharingsPath(pcn.code) }]} notice={notice}>
      <p>
        <strong className="nhsuk-tag nhsuk-tag--grey">{sayState(sharing)}</strong> {sharing.lockedOn && `Locked on ${sayDate(sharing.lockedOn)}. It holds from ${sayDate(sharing.on)}.`}
      </p>
      {sharing.entry && (
        <p>
          It stands in the <a href={ledgerPath(pcn.code)}>ledger</a> as entry {sharing.entry.number}{sharing.entry.takenBackBy !== null && `, which entry ${sharing.entry.takenBackBy} takes back`}.
        </p>
      )}
      {sharing.replacedBy && (
        <p className="funding-note">
          From {sayDate(sharing.replacedBy.on)} <a href={sharingPath(pcn.code, sharing.replacedBy.id)}>another version</a> holds in its place.
        </p>
      )}
      {mine.map(({ code, pence }) => (
        <p key={code} className="funding-total">
          <span className="funding-total__amount">{sayPounds(pence)}</span> is the share of {nameOf(code)}
        </p>
      ))}
      <Sums {...props} />
      <DataTable table={table} rows={sharing.shares} query={query} basePath={sharingPath(pcn.code, sharing.id)} />
      <WhoSees sharing={sharing} />
      <p>{sharing.method === 'fixed' ? 'The amounts are as they were entered; nothing was rounded.' : ODD_PENNIES}</p>
      <Actions {...props} />
    </Page>
  );
}

/** Whose amounts stand in the table, and who sees them. */
function WhoSees({ sharing: { inAll, isOpen, shares } }: { sharing: Sharing }): ReactElement {
  const hidden = inAll.practices - shares.length;
  if (isOpen) return <p>The PCN chose that its practices see one another’s amounts.</p>;
  if (hidden === 0) return <p>Each practice sees its own share, the rule and the totals; not the amounts of the others.</p>;
  return (
    <p>
      {hidden} other {hidden === 1 ? 'practice' : 'practices'} got {sayPounds(inAll.pence - shares.reduce((sum, { pence }) => sum + pence, 0))} together, by the same rule. The PCN did not choose that its practices see one another’s amounts.
    </p>
  );
}

/** From the sum to what was shared, as one writes it on paper. */
function Sums({ sharing, agreed }: SharingPageProps): ReactElement {
  const { agreedBy, costs, inAll, leftPence, method, sumPence } = sharing;
  const net = sumPence - costs.reduce((sum, { amountPence }) => sum + amountPence, 0);
  const lines: [string, number, boolean][] = [
    ['The sum received', sumPence, false],
    ...costs.map(({ label, amountPence }): [string, number, boolean] => [`Less: ${label}`, -amountPence, false]),
    ['To share after costs', net, true],
    [`Shared among ${inAll.practices} practices`, inAll.pence, true],
    ['Left with the PCN', leftPence, false],
  ];
  return (
    <>
      <table className="nhsuk-table funding-sums">
        <caption className="nhsuk-table__caption nhsuk-table__caption--m">How it was worked out</caption>
        <tbody className="nhsuk-table__body">
          {lines.map(([label, pence, isTotal], index) => (
            <tr key={index} className={isTotal ? 'nhsuk-table__row funding-sums__total' : 'nhsuk-table__row'}>
              <th scope="row" className="nhsuk-table__header">{label}</th>
              <td className="nhsuk-table__cell nhsuk-table__cell--numeric">{sayPounds(pence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {SHARING_METHODS[method].label}, among the practices that were members on {sayDate(sharing.on)}.{' '}
        {agreedBy === null ? 'It points at no decision.' : agreed ? <>Agreed by <a href={agreed.href}>{agreed.title}</a>.</> : 'The decision that agreed it is not there any more.'}
      </p>
    </>
  );
}

function Actions({ pcn, sharing, isKeeper }: SharingPageProps): ReactElement | null {
  if (!isKeeper || sharing.state === 'withdrawn') return null;
  const path = sharingPath(pcn.code, sharing.id);
  if (sharing.state === 'locked') return sharing.replacedBy ? null : <p><a href={`${sharingsPath(pcn.code)}/new?replace=${sharing.id}`}>Make a version that replaces it</a></p>;
  return (
    <>
      <h2 className="nhsuk-heading-m">Lock it</h2>
      <p>Once locked it never changes, and the managers and partners of its {sharing.shares.length} practices see it. A mistake is mended by another version that replaces it.</p>
      <p>
        {sayPounds(sharing.shares.reduce((sum, { pence }) => sum + pence, 0))} leaves the fund in the <a href={ledgerPath(pcn.code)}>ledger</a> with it{sharing.replacesId !== null && ', and what the version before it shared comes back'}. Where the fund does not hold as much free, it is refused.
      </p>
      <form method="post" action={`${path}/lock`}>
        <CsrfField />
        <button type="submit" className="nhsuk-button">Lock these shares</button>
      </form>
      <details>
        <summary>Not right?</summary>
        <p>Withdraw the draft and make another. It stays on record that it was drafted.</p>
        <form method="post" action={`${path}/withdraw`}>
          <CsrfField />
          <button type="submit" className="nhsuk-button nhsuk-button--secondary">Withdraw this draft</button>
        </form>
      </details>
    </>
  );
}
