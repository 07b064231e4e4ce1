import type { ReactElement } from 'react';
import { GOVERNANCE_FORMS } from '../../domain/forum.ts';
import type { GovernanceForm } from '../../domain/forum.ts';
import type { ChangeKind, Holding } from '../../domain/authority/devolutionMap.ts';
import type { PlaceMap } from '../../queries/placeMap.ts';
import { RuleSourceLine } from '../ruleSource.tsx';
import { sayHolding } from './sayHolding.ts';

const SAYS: Record<ChangeKind, string> = { gained: 'Could decide this itself', more: 'Could decide more', less: 'Could decide less', lost: 'Could no longer decide this' };
const MOST = 50;

/** Today and then, side by side: what the place could decide itself that it cannot today. */
export function WhatIfView({ map, supposed, form, placeName }: { map: PlaceMap; supposed: NonNullable<PlaceMap['supposed']>; form: GovernanceForm | null; placeName: string }): ReactElement {
  const { facts } = map;
  const say = (holding: Holding | null): string => (holding ? sayHolding(holding, facts) : 'It can only advise');
  const gained = supposed.changes.filter(({ kind }) => kind === 'gained' || kind === 'more').length;
  const grantable = supposed.grantable && facts.matters.all.filter(({ id, parent }) => supposed.grantable!.has(id) && (parent === null || !supposed.grantable!.has(parent)));
  return (
    <section className="authority-answer" aria-labelledby="what-if">
      <h2 id="what-if" className="nhsuk-heading-m">
        What {placeName} could then decide itself
      </h2>
      <p>
        {supposed.changes.length === 0
          ? 'Nothing would change: no grant on record would come to hold, and none would fall.'
          : `${gained === 0 ? 'Nothing more' : `${gained} ${gained === 1 ? 'matter' : 'matters'} more`}, and ${supposed.changes.length - gained === 0 ? 'nothing less' : `${supposed.changes.length - gained} less`}.`}{' '}
        The ICB stays accountable under every form.
      </p>
      {form !== null && <p>{facts.forms[form].accountability}</p>}
      {supposed.changes.length > 0 && (
        <div className="chorus-table__scroll" role="region" aria-labelledby="what-if" tabIndex={0}>
          <table className="nhsuk-table nhsuk-table--compact">
            <thead className="nhsuk-table__head">
              <tr>
                {['Matter', 'At the place today', 'At the place then', 'What changes'].map((heading) => (
                  <th key={heading} scope="col" className="nhsuk-table__header">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="nhsuk-table__body">
              {supposed.changes.slice(0, MOST).map(({ matter, kind, before, after }) => (
                <tr key={`${matter.id} ${(after ?? before)!.bodies[0]!.id}`} className="nhsuk-table__row">
                  <th scope="row" className="nhsuk-table__header">
                    {matter.label}
                  </th>
                  <td className="nhsuk-table__cell">{say(before)}</td>
                  <td className="nhsuk-table__cell">{say(after)}</td>
                  <td className="nhsuk-table__cell">
                    <strong>{SAYS[kind]}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {grantable && form !== null && (
        <>
          <h3 className="nhsuk-heading-s">What could be granted to a {GOVERNANCE_FORMS[form]} at all</h3>
          {grantable.length === 0 ? <p>Nothing: it can only advise.</p> : <ul>{grantable.map(({ id, label }) => <li key={id}>{label}</li>)}</ul>}
          <p className="forum-quiet">
            By the rules of forms. <RuleSourceLine {...facts.forms[form]} />
          </p>
        </>
      )}
    </section>
  );
}
