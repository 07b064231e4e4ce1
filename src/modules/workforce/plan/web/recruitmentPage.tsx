import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import { postPath } from '../../posts/web/postPaths.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { pcnCrumbs, planPath } from '../../web/workforcePaths.ts';
import { middleOf } from '../domain/inTime.ts';
import { EVENT_LABELS, isOver, RECRUITMENT } from '../domain/recruitment.ts';
import type { Recruitment } from '../queries/recruitments.ts';
import { recruitmentPath } from './planPaths.ts';
import { recruitmentsTable } from './planTables.tsx';

/** Which form was sent, `advert` or the id of a recruitment, with what was wrong with it. */
export type SentStep = FormState & { of?: string };

interface RecruitmentPageProps {
  pcn: SeenPcn;
  recruitments: readonly Recruitment[];
  /** The posts of today that may be advertised. */
  posts: readonly { reference: string; title: string }[];
  today: IsoDate;
  query: SentValues;
  sent: SentStep;
  notice?: string | undefined;
}

/** From advert to first day: what goes on, each with its next step and the way to take the last one back, then all that there was. */
export function RecruitmentPage({ pcn, recruitments, posts, today, query, sent, notice }: RecruitmentPageProps): ReactElement {
  const path = recruitmentPath(pcn.code);
  const open = recruitments.filter(({ state }) => !isOver(state));
  const over = recruitments.filter(({ state }) => isOver(state));
  const taken = recruitments.flatMap(({ daysToStart }) => daysToStart ?? []);
  const advert: FormState = { ids: 'advert', ...(sent.of === 'advert' ? sent : { values: { on: today } }) };
  return (
    <Page title="Recruitment" kicker={`${pcn.name} (${pcn.code})`} current="/workforce" breadcrumbs={[...pcnCrumbs(pcn), { label: 'Plan', href: planPath(pcn.code) }]} hasErrors={Boolean(sent.errors)} notice={notice}>
      <PcnPeopleNav pcn={pcn} current="plan" />
      <p>
        {open.length === 0 ? 'No recruitment goes on.' : `${open.length} ${open.length === 1 ? 'recruitment goes' : 'recruitments go'} on.`} {taken.length === 0 ? 'None has ended with a first day yet, so how long it takes is not known.' : `From advert to first day takes ${middleOf(taken)} days here, the middle of ${taken.length}.`}
      </p>
      {open.map((one) => <Open key={one.id} one={one} pcn={pcn} path={path} today={today} sent={sent} />)}
      {pcn.isKeeper && (
        <>
          <h2>Advertise a post</h2>
          {posts.length === 0 ? <p>Every post is being recruited for, or there is none yet.</p> : (
            <PostForm action={path} submit="Keep this advert" form={advert} isSecondary={open.length > 0}>
              <SelectField name="reference" label="Post" options={posts.map(({ reference, title }) => ({ value: reference, label: `${reference}: ${title}` }))} empty="Choose a post" form={advert} />
              <TextField name="on" label="Advertised on" type="date" width={10} form={advert} />
            </PostForm>
          )}
        </>
      )}
      <DataTable table={recruitmentsTable} rows={recruitments} query={query} basePath={path} />
      {pcn.isKeeper && over.length > 0 && (
        <ul className="nhsuk-list">
          {over.slice(0, 5).map((one) => (
            <li key={one.id}>
              {one.reference}: {RECRUITMENT.states[one.state]} on {sayDate(one.steps.at(-1)!.on)}. {one.state === 'started' && <><a href={`${postPath(one.postId)}/fill`}>Put them into the post</a> · </>}
              <TakeBackForm action={`${planPath(pcn.code)}/undo`} values={{ recruitment: one.id }} label={`Take back “${RECRUITMENT.states[one.state]}”`} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Open({ one: { id, reference, title, state, steps }, pcn, today, sent }: { one: Recruitment; pcn: SeenPcn; path: string; today: IsoDate; sent: SentStep }): ReactElement {
  const form: FormState = { ids: id, ...(sent.of === id ? sent : { values: { on: today } }) };
  return (
    <section className="recruitment">
      <h2 className="nhsuk-heading-s">{reference}: {title}</h2>
      <p>
        {steps.map(({ state: was, on }, index) => <span key={index}>{index > 0 && ' → '}{index === steps.length - 1 ? <strong>{RECRUITMENT.states[was]}</strong> : RECRUITMENT.states[was]}, {sayDate(on)}</span>)}{' '}
        {pcn.isKeeper && <TakeBackForm action={`${planPath(pcn.code)}/undo`} values={{ recruitment: id }} label={`Take back “${RECRUITMENT.states[state]}”`} />}
      </p>
      {pcn.isKeeper && (
        <PostForm action={`${planPath(pcn.code)}/step`} submit="Keep this step" form={form}>
          <input type="hidden" name="recruitment" value={id} />
          <SelectField name="event" label="What happened next" options={eventsFrom(RECRUITMENT, state).map((event) => ({ value: event, label: EVENT_LABELS[event] }))} form={form} />
          <TextField name="on" label="On which day" type="date" width={10} form={form} />
        </PostForm>
      )}
    </section>
  );
}
