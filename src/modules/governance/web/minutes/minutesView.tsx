import type { ReactElement } from 'react';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { PostForm, SelectField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { readMinutes } from '../../domain/minutes.ts';
import { minutesDiff } from '../../domain/minutesDiff.ts';
import type { MinutesVersion } from '../../queries/minutes.ts';
import { meetingCrumbs, minutesPath } from '../papers/paperPaths.ts';
import type { ShownMinutes } from './minutesShown.ts';

export interface MinutesPageProps extends ShownMinutes {
  notice?: string;
  agreeForm?: FormState;
}

export function MinutesPage({ forum, meeting, isKeeper, isInside, shown, whyNone, versions, laterMeetings, notice, agreeForm }: MinutesPageProps): ReactElement {
  const path = minutesPath(meeting.id);
  const latest = versions.at(-1);
  const isLatest = shown !== null && shown === latest;
  const before = shown && versions.find(({ version }) => version === shown.version - 1);
  const mayWrite = isKeeper && meeting.state === 'ended';
  return (
    <Page title={`Minutes of ${sayDate(meeting.day)}`} kicker={forum.name} current="/forums" breadcrumbs={meetingCrumbs(forum, meeting)} notice={notice} hasErrors={Boolean(agreeForm?.errors)}>
      {!shown && <p>{whyNone}</p>}
      {!shown && mayWrite && (
        <PostForm action={path} submit="Write the minutes" form={{}}>
          <p>Chorus writes them from what is recorded: who was there, what was declared, counted and decided, and who does what. You can correct them afterwards.</p>
        </PostForm>
      )}
      {shown && (
        <>
          <p>
            <strong className={`nhsuk-tag${shown.agreed ? ' nhsuk-tag--green' : ' nhsuk-tag--yellow'}`}>{shown.agreed ? `Agreed on ${sayDate(shown.agreed.day)}` : 'Draft'}</strong>{' '}
            {isInside && `Version ${shown.version}, ${sayDate(toIsoDate(shown.madeAt))}${shown.madeByName ? `, by ${shown.madeByName}` : ''}.`}
          </p>
          <p className="forum-links">
            <a href={`${path}.pdf?version=${shown.version}`}>Download as PDF</a> <a href={`${path}.txt?version=${shown.version}`}>Download as text</a>
          </p>
          <article className="governance-minutes">
            <MinutesWords words={shown.words} />
            {shown.privateWords && <MinutesWords words={shown.privateWords} />}
          </article>
          {isLatest && mayWrite && (
            <p>
              <a className="nhsuk-button nhsuk-button--secondary" href={`${path}/correct`}>
                Correct them
              </a>
            </p>
          )}
          {isLatest && mayWrite && !shown.agreed && laterMeetings.length > 0 && (
            <section>
              <h2 className="nhsuk-heading-m">Agreed as a true record</h2>
              <PostForm action={`${path}/agree`} submit={`Record version ${shown.version} as agreed`} form={agreeForm ?? {}}>
                <input type="hidden" name="version" value={shown.version} />
                <SelectField name="agreedAtMeeting" label="By the meeting of" options={laterMeetings.map(({ id, day }) => ({ value: id, label: sayDate(day) }))} form={agreeForm ?? {}} />
              </PostForm>
            </section>
          )}
          {isInside && before && <Difference before={before} after={shown} />}
          {isInside && versions.length > 1 && <Versions path={path} versions={versions} shown={shown} />}
        </>
      )}
    </Page>
  );
}

/** Minutes as a page shows them, below the page's own heading. */
export function MinutesWords({ words }: { words: string | null }): ReactElement {
  if (words === null) return <p>The words of this version were erased.</p>;
  return (
    <>
      {readMinutes(words).map(({ kind, lines }, index) => {
        if (kind === 'title') return <h2 key={index}>{lines[0]}</h2>;
        if (kind === 'heading') return <h3 key={index}>{lines[0]}</h3>;
        if (kind === 'paragraph') return <p key={index}>{lines.join(' ')}</p>;
        return (
          <ul key={index} className="nhsuk-list nhsuk-list--bullet">
            {lines.map((line, place) => (
              <li key={place}>{line}</li>
            ))}
          </ul>
        );
      })}
    </>
  );
}

function Difference({ before, after }: { before: MinutesVersion; after: MinutesVersion }): ReactElement {
  const changes = [...minutesDiff(before.words ?? '', after.words ?? ''), ...minutesDiff(before.privateWords ?? '', after.privateWords ?? '')].filter(({ change }) => change !== 'same');
  return (
    <section>
      <h2 className="nhsuk-heading-m">What changed from version {before.version}</h2>
      <p>Why: {after.why}</p>
      <ul className="nhsuk-list governance-difference">
        {changes.map(({ change, text }, index) => (
          <li key={index}>
            <strong>{change === 'added' ? 'Now' : 'Was'}:</strong> {change === 'added' ? <ins>{text}</ins> : <del>{text}</del>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Versions({ path, versions, shown }: { path: string; versions: readonly MinutesVersion[]; shown: MinutesVersion }): ReactElement {
  return (
    <section>
      <h2 className="nhsuk-heading-m">Every version</h2>
      <ol className="nhsuk-list nhsuk-list--number">
        {versions.map(({ version, madeAt, madeByName, why, agreed }) => (
          <li key={version}>
            {version === shown.version ? `Version ${version}` : <a href={`${path}?version=${version}`}>Version {version}</a>}, {sayDate(toIsoDate(madeAt))}
            {madeByName && `, ${madeByName}`}: {why ?? 'made from what is recorded'}
            {agreed && ` (agreed on ${sayDate(agreed.day)})`}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function CorrectPage({ forum, meeting, latest, form }: Pick<ShownMinutes, 'forum' | 'meeting'> & { latest: MinutesVersion; form: FormState }): ReactElement {
  return (
    <Page title="Correct the minutes" kicker={forum.name} current="/forums" breadcrumbs={[...meetingCrumbs(forum, meeting), { href: minutesPath(meeting.id), label: 'Minutes' }]} hasErrors={Boolean(form.errors)}>
      <p>Version {latest.version} stays as it is; yours becomes version {latest.version + 1}, a draft until a meeting agrees it.</p>
      <PostForm action={`${minutesPath(meeting.id)}/correct`} submit="Save as a new version" form={form}>
        <input type="hidden" name="basedOn" value={latest.version} />
        <TextAreaField name="words" label="Minutes" hint="A line that begins with ## is a heading; with a hyphen and a space, a point." rows={30} form={form} />
        {(latest.privateWords ?? form.values?.['privateWords']) && <TextAreaField name="privateWords" label="Minutes of the private items" hint="The public does not get these." rows={12} form={form} />}
        <TextField name="why" label="What is corrected, and why" form={form} />
      </PostForm>
    </Page>
  );
}
