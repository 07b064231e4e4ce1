import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { PostForm, SelectField, TextAreaField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { errorsOf, linesIn, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumsOn } from '#governance';
import { displayName } from '#register';
import { ANSWER, spokenFor } from '../../commands/requireSpeaker.ts';
import { startProposal } from '../../commands/startProposal.ts';
import type { VoiceContext } from '../../context.ts';
import { readSubjects } from '../questions/questionForm.tsx';
import { PROPOSALS, PROPOSALS_CRUMB, proposalPath } from './proposalPaths.ts';

const FIELDS = ['forum', 'title', 'why', 'better', 'evidence', 'links', 'about'];

/** Beginning a proposal for a practice or PCN that one speaks for. */
export function newProposalPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, form: FormState, status = 200): Promise<PageReply> {
    const day = context.today();
    const own = await spokenFor(context.database.as(), actingOf(session), day);
    const image = await context.register.reader.image();
    const practices = new Set(own.flatMap((code) => image.practicesWithin(code, day)));
    const teams = (await forumsOn(context.database.as(), day)).filter(({ kind, placeCode }) => kind === 'gp-leadership-team' && image.practicesWithin(placeCode, day).some((code) => practices.has(code)));
    if (own.length === 0 || teams.length === 0) {
      throw new Refused({ code: 'not-allowed', what: own.length === 0 ? 'You speak for no practice or PCN.' : 'Your place has no GP leadership team here yet.', todo: own.length === 0 ? 'Its manager, a partner or its clinical director begins a proposal.' : 'Ask whoever keeps its forums to enter it.' });
    }
    const organisations = own.map((code) => ({ value: code, label: displayName(image.nameOf(code, day)) }));
    return html(<NewPage form={form} organisations={organisations} teams={teams.map(({ code, name }) => ({ value: code, label: name }))} />, status);
  }

  return [
    definePage({ method: 'GET', path: `${PROPOSALS}/new`, who: ANSWER, query: z.object({ about: z.string().max(200).optional() }), handle: ({ session, query }) => show(session, { values: { about: query.about ?? '' } }) }),
    definePage({
      method: 'POST', path: `${PROPOSALS}/new`, who: ANSWER,
      async handle({ session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const about = await readSubjects(context, linesIn(values, 'about'));
        if ('error' in about) return show(session, { values, errors: { about: about.error } }, 400);
        try {
          const id = await startProposal(context, actingOf(session), {
            organisationCode: textIn(values, 'organisation'), forumCode: textIn(values, 'forum'), title: textIn(values, 'title'), why: textIn(values, 'why'), better: textIn(values, 'better'),
            evidence: textIn(values, 'evidence'), links: linesIn(values, 'links'), about: about.subjects,
          });
          return redirect303(`${proposalPath(id)}?done=begun`);
        } catch (error) {
          return show(session, { values, errors: errorsOf(error, FIELDS) }, 400);
        }
      },
    }),
  ];
}

function NewPage({ form, organisations, teams }: { form: FormState; organisations: Option[]; teams: Option[] }): ReactElement {
  return (
    <Page title="Begin a proposal" current={PROPOSALS} breadcrumbs={[PROPOSALS_CRUMB]} hasErrors={Boolean(form.errors)}>
      <p>Three lines are enough. Other practices and PCNs can join, and the leadership team makes a question of it or tells you why not.</p>
      <PostForm action={`${PROPOSALS}/new`} submit="Put it forward" form={form}>
        <SelectField name="organisation" label="For which practice or PCN?" options={organisations} form={form} />
        <SelectField name="forum" label="To which leadership team?" options={teams} form={form} />
        <TextField name="title" label="The idea in a line" form={form} />
        <TextAreaField name="why" label="Why" hint="What goes wrong today, and for whom" form={form} />
        <TextAreaField name="better" label="What would be better" hint="What patients or staff would notice" form={form} />
        <TextAreaField name="evidence" label="What speaks for it (optional)" hint="In your own words; no patient’s details" rows={4} form={form} />
        <TextAreaField name="links" label="Links, one a line (optional)" hint="Each begins with https://" rows={2} form={form} />
        <TextAreaField name="about" label="Organisations it concerns, one a line (optional)" hint="By code, such as XU001. Other things in Chorus as module/kind/number" rows={2} form={form} />
      </PostForm>
    </Page>
  );
}
