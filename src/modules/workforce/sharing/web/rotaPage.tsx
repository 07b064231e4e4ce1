import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber, sentenceCase } from '#kernel/sayWords.ts';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { pcnCrumbs, rotaPath } from '../../web/workforcePaths.ts';
import { sayFairness } from '../domain/sayFairness.ts';
import { ODD_MINUTES, SHARED_BY } from '../domain/shares.ts';
import type { RotaFound, SharedPost } from '../queries/rotas.ts';
import { ShareForm, WeekForm } from './rotaForms.tsx';
import { practiceWeekRows, practiceWeeksTable, shareRows, sharesTable, weekRows, weeksTable } from './rotaTables.tsx';

export interface RotaPageProps {
  found: RotaFound;
  query: SentValues;
  rotaForm: FormState;
  hadForm: FormState;
  notice?: string;
}

export function RotaPage({ found, query, rotaForm, hadForm, notice }: RotaPageProps): ReactElement {
  const { pcn, posts, since, practices } = found;
  const nameOf = new Map(practices.map(({ code, name }) => [code, name]));
  const path = rotaPath(pcn.code);
  const shared = posts.filter(({ now }) => now !== null);
  // A role that is shared no more, or not yet, is told of too: something was entered or is planned of it.
  const told = posts.filter(({ now, later, found: own }) => now !== null || later.length > 0 || own.weeks.length > 0);
  const hasErrors = Boolean(rotaForm.errors ?? hadForm.errors);
  return (
    <Page title="Sharing roles fairly" kicker={`${pcn.name} (${pcn.code})`} current="/workforce" breadcrumbs={pcnCrumbs(pcn)} hasErrors={hasErrors} {...(notice ? { notice } : {})}>
      <PcnPeopleNav pcn={pcn} current="rota" />
      {posts.length === 0 ? <p>This PCN has no post yet. A role can be shared once its post was added.</p> : (
        <p>
          {shared.length} of {posts.length} {posts.length === 1 ? 'post has' : 'posts have'} a rota. {shared.length > 0 ? `What was planned is compared with what happened, in minutes, for the weeks since ${sayDate(since)} that were entered.` : 'A post that works for several practices can be shared between them by their lists, by need or by agreement; then it is seen whether each has what was planned.'}
        </p>
      )}
      {told.map((post) => <Told key={post.postId} post={post} pcn={pcn} nameOf={(code) => nameOf.get(code) ?? code} />)}
      {pcn.isKeeper && shared.length > 0 && <WeekForm found={found} form={hadForm} />}
      {pcn.isKeeper && posts.length > 0 && <ShareForm found={found} form={rotaForm} isOpen={shared.length === 0 || Boolean(rotaForm.errors)} isSecondary={shared.length > 0} />}
      {told.length > 0 && <DataTable table={sharesTable} rows={shareRows(found)} query={query} basePath={path} />}
      {shared.length > 0 && <p className="workforce-quiet">{ODD_MINUTES}</p>}
      {told.length > 0 && <DataTable table={weeksTable(pcn)} rows={weekRows(found)} query={query} basePath={path} />}
      {practiceWeekRows(found).length > 0 && (
        <details className="nhsuk-details" open={Object.keys(query).some((key) => key.startsWith('practice-weeks'))}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Each practice in each week</span>
          </summary>
          <DataTable table={practiceWeeksTable} rows={practiceWeekRows(found)} query={query} basePath={path} headingLevel={3} />
        </details>
      )}
    </Page>
  );
}

/** One role: whether it is shared as planned, what is planned, and what nobody entered. */
function Told({ post: { reference, title, now, later, found }, pcn, nameOf }: { post: SharedPost; pcn: RotaFound['pcn']; nameOf: (code: string) => string }): ReactElement {
  const path = rotaPath(pcn.code);
  const { notEntered } = found;
  return (
    <section>
      <h2 className="nhsuk-heading-s">{reference}: {title}</h2>
      <p><strong>{sentenceCase(sayFairness(found, nameOf))}.</strong></p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {now && <li>{sayNumber(now.minutesPerWeek)} minutes a week since {sayDate(now.from)}. {SHARED_BY[now.sharedBy]}{now.source && ` (${now.source})`}. {pcn.isKeeper && <TakeBackForm action={`${path}/undo`} values={{ rota: now.id }} label="Take back this rota" about={`of ${reference}`} />}</li>}
        {later.map((rota) => <li key={rota.id}>{sayNumber(rota.minutesPerWeek)} minutes a week from {sayDate(rota.from)}. {pcn.isKeeper && <TakeBackForm action={`${path}/undo`} values={{ rota: rota.id }} label={`Take back what begins on ${sayDate(rota.from)}`} about={`for ${reference}`} />}</li>)}
        {notEntered.length > 0 && <li>Nobody entered what happened in {notEntered.length} {notEntered.length === 1 ? 'week' : 'weeks'}, the first of {sayDate(notEntered[0]!)}; {notEntered.length === 1 ? 'it is' : 'they are'} in no difference.</li>}
      </ul>
    </section>
  );
}
