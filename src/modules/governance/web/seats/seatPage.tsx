import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { DateField, PostForm, RadioField, SelectField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { sayRole } from '#register';
import { sayOffice } from '../../domain/composition.ts';
import type { NotMandated } from '../../domain/composition.ts';
import { FILLINGS, SECTORS } from '../../domain/forum.ts';
import type { Forum } from '../../domain/forum.ts';
import type { HoldingSpan } from '../../queries/forumHistory.ts';
import { CANDIDATES_MOST } from '../../queries/seatRecord.ts';
import type { Candidate, SeatRecord } from '../../queries/seatRecord.ts';
import { SourceLine } from '../forums/compositionList.tsx';
import { FORUMS, forumCrumbs, seatPath } from '../forums/forumPaths.ts';
import { OneButton } from '../forums/oneButton.tsx';
import type { SeatForms } from './seatPages.tsx';

interface SeatPageProps {
  forum: Forum;
  seat: SeatRecord;
  /** Everybody who sat or will sit here, the latest first. */
  holdings: readonly HoldingSpan[];
  mayFurnish: boolean;
  people: readonly Candidate[];
  /** The part of a name that was looked for. */
  part: string;
  forms: SeatForms;
  today: IsoDate;
  nameOf: (code: string) => string;
  notMandated: NotMandated | null;
  notice?: string;
}

/** One seat: what it is, who sits there, sat there and will. */
export function SeatPage(props: SeatPageProps): ReactElement {
  const { forum, seat, holdings, mayFurnish, forms, today, nameOf, notMandated, notice } = props;
  const path = seatPath(forum.code, seat.id);
  const current = holdings.filter(({ lastDay }) => lastDay === null || lastDay >= today);
  const past = holdings.filter((one) => !current.includes(one));
  const isOpen = seat.lastDay === null || seat.lastDay >= today;
  const hasErrors = Object.values(forms).some((form) => Boolean((form as FormState | undefined)?.errors));
  return (
    <Page title={seat.title} kicker={`Seat of the ${forum.name}`} current={FORUMS} breadcrumbs={forumCrumbs(forum)} hasErrors={hasErrors} {...(notice ? { notice } : {})}>
      <p>{saySeat(seat, nameOf)}</p>
      {notMandated && (
        <p className="forum-quiet">
          {notMandated.why} <SourceLine source={notMandated.source} />
        </p>
      )}
      <h2 className="nhsuk-heading-m">Who sits here</h2>
      {!current.some(({ capacity, from }) => capacity === 'holder' && from <= today) && isOpen && (
        <p>
          <strong className="nhsuk-tag nhsuk-tag--orange">vacant</strong> Nobody holds this seat today.
        </p>
      )}
      <ul className="forum-findings">
        {current.map((holding) => (
          <Sitter key={holding.holdingId} holding={holding} path={path} mayFurnish={mayFurnish} form={forms.end?.holdingId === holding.holdingId ? forms.end : {}} />
        ))}
      </ul>
      {mayFurnish && isOpen && <FillForm {...props} path={path} />}
      {past.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Who sat here before</h2>
          <ul className="forum-findings">
            {past.map((holding) => (
              <Sitter key={holding.holdingId} holding={holding} path={path} mayFurnish={mayFurnish} form={forms.end?.holdingId === holding.holdingId ? forms.end : {}} />
            ))}
          </ul>
        </>
      )}
      {mayFurnish && <EndSeat path={path} isHeld={holdings.length > 0} form={forms.endSeat ?? {}} />}
    </Page>
  );
}

function saySeat({ sector, office, representsCode, filling, isVoting, weight, knowledge, from, lastDay }: SeatRecord, nameOf: (code: string) => string): string {
  const about = [SECTORS[sector], ...(office ? [sayOffice(office).toLowerCase()] : []), ...knowledge.map((each) => `with knowledge of ${each.replaceAll('-', ' ')}`)].join(', ');
  const forWhom = representsCode ? `represents ${nameOf(representsCode)}` : 'represents nobody: it brings a perspective';
  const vote = isVoting ? (weight === 1 ? 'votes' : `votes with the weight ${weight}`) : 'does not vote';
  return `${sentenceCase(about)}; ${forWhom}; ${FILLINGS[filling]}; ${vote}. There is such a seat since ${sayDate(from)}${lastDay ? `, until ${sayDate(lastDay)}` : ''}.`;
}

function Sitter({ holding: { holdingId, name, capacity, from, lastDay }, path, mayFurnish, form }: { holding: HoldingSpan; path: string; mayFurnish: boolean; form: FormState }): ReactElement {
  return (
    <li>
      <p>
        <strong>{name ?? 'An erased person'}</strong>, {capacity}, from {sayDate(from)}
        {lastDay && ` to ${sayDate(lastDay)}`}
      </p>
      {mayFurnish && (
        <details className="nhsuk-details nhsuk-u-margin-bottom-0" open={Boolean(form.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">
              {lastDay ? 'Change the last day' : 'End this'}
              <span className="nhsuk-u-visually-hidden"> of {name ?? 'an erased person'}</span>
            </span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${path}/holdings/end`} submit="Save the last day" form={form}>
              <input type="hidden" name="holdingId" value={holdingId} />
              <DateField name={`lastDay-${holdingId}`} label="Last day" hint="Leave it empty where it goes on" form={form} />
            </PostForm>
            <OneButton action={`${path}/holdings/withdraw`} fields={{ holdingId }} label="It was entered by mistake: take it back" />
          </div>
        </details>
      )}
    </li>
  );
}

function FillForm({ people, part, forms, path }: SeatPageProps & { path: string }): ReactElement {
  const form = forms.fill ?? {};
  const isCut = people.length === CANDIDATES_MOST;
  return (
    <>
      <h2 className="nhsuk-heading-m">Put somebody into this seat</h2>
      {(isCut || part !== '') && (
        <form method="get" action={path} className="forum-as-at">
          <label htmlFor="name">Part of the name</label>
          <input className="nhsuk-input" id="name" name="name" defaultValue={part} />
          <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
            Find
          </button>
        </form>
      )}
      {isCut && <p className="forum-quiet">Only the first {CANDIDATES_MOST} people are offered; look for a part of the name.</p>}
      <PostForm action={`${path}/fill`} submit="Put them into this seat" form={form}>
        <SelectField name="personId" label="Person" hint="Somebody who is not there yet is invited first, under People" empty="Choose a person" options={people.map(({ personId, name, roles }) => ({ value: personId, label: [name, ...roles.slice(0, 1).map(sayRole)].join(' – ') }))} form={form} />
        <RadioField name="capacity" label="As" options={[{ value: 'holder', label: 'Holder' }, { value: 'deputy', label: 'Deputy' }]} isInline form={form} />
        <DateField name="from" label="First day" form={form} />
        <DateField name="lastDay" label="Last day" hint="Leave it empty where it goes on" form={form} />
      </PostForm>
    </>
  );
}

function EndSeat({ path, isHeld, form }: { path: string; isHeld: boolean; form: FormState }): ReactElement {
  return (
    <details className="nhsuk-details" open={Boolean(form.errors)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">End this seat</span>
      </summary>
      <div className="nhsuk-details__text">
        <p>Whoever sits here then ends with it.</p>
        <PostForm action={`${path}/end`} submit="End the seat after this day" form={form}>
          <DateField name="seatLastDay" label="Last day of the seat" form={form} />
        </PostForm>
        {!isHeld && <OneButton action={`${path}/withdraw`} label="It was entered by mistake: take it back" />}
      </div>
    </details>
  );
}
