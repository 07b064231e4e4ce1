import type { ReactElement } from 'react';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { WORKFORCE, WORKFORCE_CRUMBS } from '../../posts/web/postPaths.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import type { YouHere } from '../queries/yourPage.ts';
import { HeldPostPart } from './heldPostPart.tsx';
import { LedPostsPart } from './ledPostsPart.tsx';
import type { YouForm } from './youPages.tsx';

interface YouPageProps {
  here: readonly YouHere[];
  today: string;
  query: SentValues;
  form: YouForm | undefined;
  notice: string | undefined;
}

/** For whoever fills a post, and whoever manages or supervises: both where they are both. */
export function YouPage({ here, today, query, form, notice }: YouPageProps): ReactElement {
  const [fills, leads] = [here.some(({ held }) => held.length > 0), here.some(({ led, quarter }) => led.length + quarter.lines.length > 0)];
  const title = fills && leads ? 'Your post and your people' : leads ? 'Your people' : 'Your post';
  const kicker = here.map(({ around: { pcn } }) => `${pcn.name} (${pcn.code})`).join(', ');
  return (
    <Page title={title} {...(kicker === '' ? {} : { kicker })} current={WORKFORCE} breadcrumbs={WORKFORCE_CRUMBS} hasErrors={form !== undefined} notice={notice}>
      {here.length === 1 && <PcnPeopleNav pcn={here[0]!.around.pcn} current="you" />}
      {here.length === 0 && <p>You fill no post that is kept here, and nobody has you as line manager or clinical supervisor. Whoever keeps the posts of your PCN, its manager or its clinical director, puts you into one: ask them to choose your name with your sign-in beside it, under <a href={WORKFORCE}>People and roles</a>.</p>}
      {here.map((one) => (
        <YourPcn key={one.around.pcn.code} here={one} isOneOfMany={here.length > 1} hasBoth={fills && leads} today={today} query={query} form={form} />
      ))}
    </Page>
  );
}

function YourPcn({ here, isOneOfMany, hasBoth, today, query, form }: { here: YouHere; isOneOfMany: boolean; hasBoth: boolean; today: string; query: SentValues; form: YouForm | undefined }): ReactElement {
  const { around, held, led, quarter } = here;
  const stateOf = (of: YouForm['of'], id: string): YouForm['state'] => (form?.of === of && form.id === id ? form.state : {});
  return (
    <>
      {isOneOfMany && <h2>{around.pcn.name}</h2>}
      {held.map((one) => <HeldPostPart key={one.own.fillingId} around={around} held={one} today={today} form={stateOf('not-so', one.post.id)} />)}
      {led.length + quarter.lines.length > 0 && (
        <>
          {hasBoth && <h2 id="people">Your people</h2>}
          <LedPostsPart here={here} query={query} form={stateOf('quarter', around.pcn.code)} />
        </>
      )}
    </>
  );
}
