import type { ReactElement } from 'react';
import { sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { PostForm } from '#platform/web/form.tsx';
import { textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import type { enterClaims } from '#funding';
import type { SeenPcn } from '../../seenPcn.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { sayWte } from '../domain/checkPost.ts';
import type { ClaimLine } from '../domain/monthsClaim.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { monthClaimPath, pcnPostsCrumbs, WORKFORCE } from './postPaths.ts';

type Checked = Awaited<ReturnType<typeof enterClaims>>['claims'];

interface ClaimCheckProps {
  pcn: SeenPcn;
  month: IsoDate;
  names: NetworkNames;
  lines: readonly ClaimLine[];
  claims: Checked;
  /** What was typed, to be sent again as it is. */
  values: SentValues;
}

const AMOUNTS = ['salary', 'ni', 'pension', 'maximum'] as const;

/** The month's claim line by line, as it would be kept: every line is right by the rules, and nothing is kept yet. */
export function ClaimCheckPage({ pcn, month, names, lines, claims, values }: ClaimCheckProps): ReactElement {
  const sum = (of: (claim: Checked[number]) => number): number => claims.reduce((total, claim) => total + of(claim), 0);
  const [paid, claimed] = [sum(({ claimable }) => claimable.costPence), sum(({ claimable }) => claimable.claimPence)];
  const lineOf = new Map(lines.map((line) => [line.reference, line]));
  const sent = ['month', ...lines.flatMap(({ fillingId }) => AMOUNTS.map((amount) => `${amount}-${fillingId}`))].filter((name) => textIn(values, name) !== '');
  return (
    <Page title={`Check the claim for ${sayMonth(month)}`} kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs(pcn)}>
      <PcnPeopleNav pcn={pcn} current="claim" />
      <p>
        <strong>{sayPounds(claimed)} may be claimed</strong> of {sayPounds(paid)} that was paid, on {claims.length} {claims.length === 1 ? 'line' : 'lines'}. {paid > claimed && `The PCN or its practices bear the other ${sayPounds(paid - claimed)}.`} No line is above a maximum or a cap, before its role was reimbursed, or claimed twice.
      </p>
      <div className="chorus-table__scroll" role="region" aria-label={`Claim for ${sayMonth(month)}, line by line`} tabIndex={0}>
        <table className="nhsuk-table">
          <thead className="nhsuk-table__head">
            <tr>
              {['Post', 'Who', 'WTE', 'Paid', 'May be claimed'].map((heading, index) => (
                <th key={heading} scope="col" className={`nhsuk-table__header${index > 1 ? ' nhsuk-table__header--numeric' : ''}`}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {claims.map(({ post, claimable }) => (
              <tr key={post.post} className="nhsuk-table__row">
                <td className="nhsuk-table__cell">{post.post}</td>
                <td className="nhsuk-table__cell">
                  {names.staffName(lineOf.get(post.post)?.staffId ?? null)}, {claimable.role.title.toLowerCase()}
                  {claimable.days < claimable.daysInMonth && `, ${claimable.days} of ${claimable.daysInMonth} days`}
                  {claimable.status === 'unverified' && ' (by a figure that is unverified)'}
                </td>
                <td className="nhsuk-table__cell nhsuk-table__cell--numeric">{sayWte(post.wte)}</td>
                <td className="nhsuk-table__cell nhsuk-table__cell--numeric">{sayPounds(claimable.costPence)}</td>
                <td className="nhsuk-table__cell nhsuk-table__cell--numeric">{sayPounds(claimable.claimPence)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PostForm action={monthClaimPath(pcn.code)} submit={`Keep ${claims.length} ${claims.length === 1 ? 'claim' : 'claims'} as drafts`} form={{}}>
        <input type="hidden" name="keep" value="yes" />
        {sent.map((name) => (
          <input key={name} type="hidden" name={name} value={textIn(values, name)} />
        ))}
      </PostForm>
      <p>
        As drafts among the PCN’s claims they are sent, withdrawn and exported to CSV or Excel. <TakeBackForm action={monthClaimPath(pcn.code)} values={{ change: 'yes', ...Object.fromEntries(sent.map((name) => [name, textIn(values, name)])) }} label="Change what was paid" />
      </p>
    </Page>
  );
}
