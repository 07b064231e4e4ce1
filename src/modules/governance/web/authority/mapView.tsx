import type { ReactElement } from 'react';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import { GOVERNANCE_FORMS } from '../../domain/forum.ts';
import type { GovernanceForm } from '../../domain/forum.ts';
import { LEVELS, sayLimits } from '../../domain/authority/devolutionMap.ts';
import type { Holding, Level, MapRow } from '../../domain/authority/devolutionMap.ts';
import { sayNames } from '../../domain/authority/sayAuthority.ts';
import type { AuthorityFacts } from '../../domain/authority/authority.ts';
import { bodyKey } from '../../domain/authority/grant.ts';
import { HOLDER_KINDS } from '../../domain/authority/matter.ts';
import type { BodyChoice } from '../../queries/bodyChoices.ts';
import type { PlaceMap } from '../../queries/placeMap.ts';
import { AUTHORITY, AUTHORITY_CRUMB, AUTHORITY_MAP } from './authorityPaths.ts';
import { CodeField } from './placeField.tsx';
import { sayHolders, sayHolding } from './sayHolding.ts';
import { WhatIfView } from './whatIfView.tsx';

export interface MapPageProps {
  places: readonly BodyChoice[];
  on: IsoDate;
  /** Null where the register knows no place yet. */
  place: { code: string; name: string } | null;
  map?: PlaceMap;
  form?: GovernanceForm | null;
  drafts?: readonly { id: string; label: string }[];
  chosen?: ReadonlySet<string>;
}

export function MapPage({ places, on, place, map, form = null, drafts = [], chosen = new Set() }: MapPageProps): ReactElement {
  return (
    <Page title={place ? `Who holds what at ${place.name}` : 'Who holds what'} kicker="Devolution map" current={AUTHORITY} breadcrumbs={[{ label: 'Home', href: '/' }, AUTHORITY_CRUMB]}>
      <p>Matters down, levels across: what each level holds of its own, and what it was granted, on {sayDate(on)}. A grant of a matter covers all beneath it.</p>
      <form method="get" action={AUTHORITY_MAP} className="chorus-form authority-ask" noValidate>
        <div className="authority-ask__row">
          <CodeField name="place" label="Place" hint="The code of a place, ICB or PCN" value={place?.code ?? ''} choices={places} />
          <div className="nhsuk-form-group">
            <label className="nhsuk-label" htmlFor="field-on">
              On the day
            </label>
            <input className="nhsuk-input" id="field-on" name="on" type="date" defaultValue={on} />
          </div>
        </div>
        <WhatIfFields map={map} form={form} drafts={drafts} chosen={chosen} />
        <button type="submit" className="nhsuk-button">
          Show the map
        </button>
      </form>
      {!place && <p>The register knows no place yet. Places are published nowhere: add them under local bodies.</p>}
      {map?.supposed && place && <WhatIfView map={map} supposed={map.supposed} form={form} placeName={place.name} />}
      {map && <MapTables rows={map.supposed?.rows ?? map.rows} before={map.supposed ? map.rows : null} facts={map.facts} />}
    </Page>
  );
}

function WhatIfFields({ map, form, drafts, chosen }: Pick<MapPageProps, 'map' | 'form'> & Required<Pick<MapPageProps, 'drafts' | 'chosen'>>): ReactElement | null {
  if (!map || (map.partnerships.length === 0 && drafts.length === 0)) return null;
  return (
    <details className="authority-what-if" open={map.supposed !== null}>
      <summary>What if …</summary>
      {map.partnerships.length > 0 && (
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="field-form">
            {sayNames(map.partnerships.map(({ name }) => name))} had another form
          </label>
          <select className="nhsuk-select" id="field-form" name="form" defaultValue={form ?? ''}>
            <option value="">As it is: {[...new Set(map.partnerships.map(({ terms }) => (terms ? GOVERNANCE_FORMS[terms.governanceForm] : 'no terms')))].join(', ')}</option>
            {(['consultative-forum', 'icb-committee', 'joint-committee', 'individual-director', 'lead-provider'] as const).map((one) => (
              <option key={one} value={one}>
                {GOVERNANCE_FORMS[one]}
              </option>
            ))}
          </select>
        </div>
      )}
      {drafts.length > 0 && (
        <fieldset className="nhsuk-fieldset">
          <legend className="nhsuk-fieldset__legend">With these drafts in force</legend>
          {drafts.map(({ id, label }) => (
            <div key={id} className="nhsuk-checkboxes__item">
              <input className="nhsuk-checkboxes__input" type="checkbox" id={`draft-${id}`} name="draft" value={id} defaultChecked={chosen.has(id)} />
              <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`draft-${id}`}>
                {label}
              </label>
            </div>
          ))}
        </fieldset>
      )}
    </details>
  );
}

/** One table a family of matters, so that none is longer than a page. */
function MapTables({ rows, before, facts }: { rows: readonly MapRow[]; before: readonly MapRow[] | null; facts: AuthorityFacts }): ReactElement {
  // A level without a say in any matter of a family has no column there.
  const levelsIn = (has: (row: MapRow) => boolean): Level[] => (Object.keys(LEVELS) as Level[]).filter((level) => [...rows, ...(before ?? [])].some((row) => has(row) && row.holdings.some((one) => one.level === level)));
  const families = [
    { id: 'map-system', title: 'Held by the ICB and the council', has: ({ matter }: MapRow) => !matter.isReserved && matter.heldBy.some((kind) => kind === 'icb' || kind === 'council') },
    { id: 'map-general-practice', title: 'General practice’s own', has: ({ matter }: MapRow) => !matter.isReserved && matter.heldBy.every((kind) => kind !== 'icb' && kind !== 'council') },
    { id: 'map-reserved', title: 'Reserved: not to be granted', has: ({ matter }: MapRow) => matter.isReserved },
  ];
  return (
    <>
      <h2 className="nhsuk-heading-m">Who holds matters before anything is granted</h2>
      <ul>
        {sayHolders(rows, facts).map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      {families.map(({ id, title, has }) => {
        const [shown, levels] = [rows.filter(has), levelsIn(has)];
        return (
          <div key={id} className="chorus-table">
            <h2 className="chorus-table__caption" id={id}>
              {title}
            </h2>
            <div className="chorus-table__scroll" role="region" aria-labelledby={id} tabIndex={0}>
              <table className="nhsuk-table nhsuk-table--compact authority-map">
                <thead className="nhsuk-table__head">
                  <tr>
                    <th scope="col" className="nhsuk-table__header">
                      Matter
                    </th>
                    {levels.map((level) => (
                      <th key={level} scope="col" className="nhsuk-table__header">
                        {LEVELS[level]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody className="nhsuk-table__body">
                  {shown.map((row) => (
                    <tr key={row.matter.id} className="nhsuk-table__row">
                      <th scope="row" className={`nhsuk-table__header authority-map__${Math.min(row.depth, 2)}`}>
                        {row.matter.label}
                        {row.matter.status === 'unverified' && <span className="authority-map__note"> not verified</span>}
                      </th>
                      {row.why !== null ? (
                        <td className="nhsuk-table__cell" colSpan={Math.max(1, levels.length)}>
                          Held by {sayNames(row.matter.heldBy.map((kind) => HOLDER_KINDS[kind]))}; the register knows none here.
                        </td>
                      ) : (
                        levels.map((level) => (
                          <td key={level} className="nhsuk-table__cell">
                            <MapCell level={level} row={row} before={before?.find(({ matter }) => matter.id === row.matter.id) ?? null} facts={facts} />
                          </td>
                        ))
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        );
      })}
    </>
  );
}

function MapCell({ level, row, before, facts }: { level: Level; row: MapRow; before: MapRow | null; facts: AuthorityFacts }): ReactElement {
  const here = row.holdings.filter((one) => one.level === level);
  const was = before?.holdings.filter((one) => one.level === level) ?? here;
  const has = (all: readonly Holding[], one: Holding): boolean => all.some((other) => other.isOwn === one.isOwn && bodyKey(other.bodies[0]!) === bodyKey(one.bodies[0]!) && sayLimits(other) === sayLimits(one));
  const gone = was.filter((one) => !has(here, one));
  if (here.length + gone.length === 0) return <span aria-label="nothing">–</span>;
  return (
    <>
      {here.map((one) => (
        <p key={bodyKey(one.bodies[0]!)} className={one.isOwn ? 'authority-map__own' : 'authority-map__granted'}>
          {!has(was, one) && <strong>New: </strong>}
          {sayHolding(one, facts)}
        </p>
      ))}
      {gone.map((one) => (
        <p key={`gone-${bodyKey(one.bodies[0]!)}`} className="authority-map__gone">
          <strong>No longer: </strong>
          {sayHolding(one, facts)}
        </p>
      ))}
    </>
  );
}
