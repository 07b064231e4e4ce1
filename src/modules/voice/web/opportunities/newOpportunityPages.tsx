import type { ReactElement, ReactNode } from 'react';
import { isoDate, parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import { ok, Refused, type Result } from '#kernel/result.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { readPounds } from '#kernel/pounds.ts';
import { CheckboxField, DateField, PostForm, RadioField, SelectField, TextAreaField, TextField, type FormState, type Option } from '#platform/web/form.tsx';
import { dateFieldText, errorsOf, type FieldErrors, linesIn, listIn, textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumsOn, seatsOn } from '#governance';
import type { Forum } from '#governance';
import { announceOpportunity, eligibleIn } from '../../commands/announceOpportunity.ts';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { checkOpportunity, ELIGIBLE_KINDS, MEASURES, METHODS, type EligibleKind, type Measure, type Method, type OpportunityDraft } from '../../domain/opportunity/opportunity.ts';
import { ledForums } from '../../queries/ledForums.ts';
import { placesWithin } from '../questions/questionChoices.ts';
import { OPPORTUNITIES, OPPORTUNITIES_CRUMB, opportunityPath } from './opportunityPaths.ts';

const FIELDS = ['forum', 'title', 'offer', 'place', 'eligible', 'closes', 'pounds', 'places', 'measure', 'criteria', 'panel'];
const keysOf = <Key extends string>(record: Readonly<Record<Key, string>>): Key[] => Object.keys(record) as Key[];
const optionsOf = (record: Readonly<Record<string, string>>): Option[] => Object.entries(record).map(([value, label]) => ({ value, label: sentenceCase(label) }));

/** Announcing: written once, looked over, and fixed from then on. */
export function newOpportunityPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, form: FormState, { status = 200, check }: { status?: number; check?: string } = {}): Promise<PageReply> {
    const teams = await ledForums(context.database.as(), actingOf(session), context.today());
    if (teams.length === 0) throw new Refused({ code: 'not-allowed', what: 'You lead no leadership team.', todo: 'Somebody of the leadership team of the place announces opportunities.' });
    return html(<NewPage form={form} check={check} teams={teams.map(({ code, name }) => ({ value: code, label: name }))} places={await placeChoices(teams)} people={await panelChoices(teams)} />, status);
  }

  async function placeChoices(teams: readonly Forum[]): Promise<Option[]> {
    const image = await context.register.reader.image();
    return [...new Set(teams.map(({ placeCode }) => placeCode))].flatMap((code) => placesWithin(image, code, context.today()));
  }

  /** Whoever sits on a forum of the teams' places. */
  async function panelChoices(teams: readonly Forum[]): Promise<Option[]> {
    const db = context.database.as();
    const places = new Set(teams.map(({ placeCode }) => placeCode));
    const people = new Map<string, string>();
    for (const forum of (await forumsOn(db, context.today())).filter(({ placeCode }) => places.has(placeCode))) {
      for (const { holder, deputies, title } of await seatsOn(db, forum.code, context.today())) {
        for (const one of [holder, ...deputies]) if (one?.name && !people.has(one.personId)) people.set(one.personId, `${one.name}, ${title} of the ${forum.name}`);
      }
    }
    return [...people].map(([value, label]) => ({ value, label }));
  }

  return [
    definePage({ method: 'GET', path: `${OPPORTUNITIES}/new`, who: LEAD, handle: ({ session }) => show(session, { values: { method: 'lottery', eligible: 'pcn', measure: 'pounds' } }) }),
    definePage({
      method: 'POST', path: `${OPPORTUNITIES}/new`, who: LEAD,
      async handle({ session, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const forumCode = textIn(values, 'forum');
        const team = (await ledForums(context.database.as(), actingOf(session), context.today())).find(({ code }) => code === forumCode);
        const read = readForm(values, team?.placeCode ?? '');
        if ('errors' in read) return show(session, { values, errors: read.errors }, { status: 400 });
        const checked = checkOpportunity(read.draft, context.today());
        if (!checked.ok) return show(session, { values, errors: { [checked.refusal.where!]: `${checked.refusal.what} ${checked.refusal.todo}` } }, { status: 400 });
        if (textIn(values, 'sure') !== 'yes') return show(session, { values }, { check: await sayCheck(read.draft) });
        try {
          return redirect303(`${opportunityPath(await announceOpportunity(context, actingOf(session), forumCode, read.draft))}?done=announced`);
        } catch (error) {
          return show(session, { values, errors: errorsOf(error, FIELDS) }, { status: 400 });
        }
      },
    }),
  ];

  async function sayCheck(draft: OpportunityDraft): Promise<string> {
    const eligible = await eligibleIn(context, await context.register.reader.image(), draft.placeCode, draft.eligibleKinds, context.today());
    return `${eligible.size} ${eligible.size === 1 ? 'body is' : 'bodies are'} eligible and would be told now, all at once. It would be open until ${sayDate(draft.closesOn)} and decided so: ${METHODS[draft.method]}. None of this can be changed afterwards.`;
  }
}

function readForm(values: SentValues, placeOfTeam: string): { draft: OpportunityDraft } | { errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const closesOn = parseIsoDate(dateFieldText(values, 'closes'));
  if (!closesOn) errors['closes'] = 'Enter the last day as a real date';
  const poundsText = textIn(values, 'pounds');
  const pounds: Result<number | null> = poundsText ? readPounds(poundsText) : ok(null);
  if (!pounds.ok) errors['pounds'] = [pounds.refusal.what, pounds.refusal.todo].join(' ');
  const method = keysOf(METHODS).find((one) => one === textIn(values, 'method'));
  if (!method) errors['method'] = 'Choose how it is decided';
  if (Object.keys(errors).length > 0 || !pounds.ok) return { errors };
  const places = textIn(values, 'places');
  return {
    draft: {
      placeCode: textIn(values, 'place').toUpperCase() || placeOfTeam, title: textIn(values, 'title'), offer: textIn(values, 'offer'),
      eligibleKinds: keysOf(ELIGIBLE_KINDS).filter((kind): kind is EligibleKind => listIn(values, 'eligible').includes(kind)),
      method: method as Method, places: /^\d{1,4}$/.test(places) ? Number(places) : null, penceEach: pounds.value, measure: keysOf(MEASURES).find((one): one is Measure => one === textIn(values, 'measure')) ?? null,
      criteria: linesIn(values, 'criteria').map(readCriterion), panel: listIn(values, 'panel'), closesOn: closesOn ?? isoDate('2000-01-01'),
    },
  };
}

/** “3 need of patients”: its weight, then what it is. A line without a weight has none, which the draft refuses. */
function readCriterion(line: string): { label: string; weight: number } {
  const match = /^(\d{1,3})\s+(.+)$/.exec(line);
  return match ? { weight: Number(match[1]), label: match[2]! } : { weight: 0, label: line };
}

/** What one method alone needs, out of the way of the others. */
function OnlyFor({ method, summary, form, children }: { method: Method; summary: string; form: FormState; children: ReactNode }): ReactElement {
  return (
    <details className="nhsuk-details" open={textIn(form.values ?? {}, 'method') === method}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{summary}</span>
      </summary>
      <div className="nhsuk-details__text">{children}</div>
    </details>
  );
}

function NewPage({ form, check, teams, places, people }: { form: FormState; check: string | undefined; teams: Option[]; places: Option[]; people: Option[] }): ReactElement {
  return (
    <Page title="Announce an opportunity" current={OPPORTUNITIES} breadcrumbs={[OPPORTUNITIES_CRUMB]} hasErrors={Boolean(form.errors)}>
      <p>Everybody who is eligible is told at the same moment, your own PCN too and not sooner. How it is decided is fixed with the announcement.</p>
      {check && (
        <div className="voice-next" role="status">
          <h2>Look it over</h2>
          <p>{check}</p>
        </div>
      )}
      <PostForm action={`${OPPORTUNITIES}/new`} submit={check ? 'Announce it to everybody' : 'Look it over'} form={form}>
        {check && <input type="hidden" name="sure" value="yes" />}
        <SelectField name="forum" label="Which leadership team announces it?" options={teams} form={form} />
        <TextField name="title" label="What it is, in a line" form={form} />
        <TextAreaField name="offer" label="What is offered" hint="What it brings, what it asks of those who have it, and from when" form={form} />
        <SelectField name="place" label="For whom" options={places} empty="Everybody in the team’s place" form={form} />
        <CheckboxField name="eligible" label="Who is eligible?" options={optionsOf(ELIGIBLE_KINDS)} form={form} />
        <TextField name="pounds" label="What each that has it gets, in pounds" hint="Leave it empty where it brings no money of its own" width={10} inputMode="decimal" form={form} />
        <DateField name="closes" label="Last day to say that one is interested" form={form} />
        <RadioField name="method" label="How is it decided?" options={optionsOf(METHODS)} form={form} />
        <TextField name="places" label="How many can have it" hint="Not asked where everyone has it" width={5} inputMode="numeric" form={form} />
        <OnlyFor method="rotation" summary="For a rotation: what is counted" form={form}>
          <RadioField name="measure" label="What is counted?" options={optionsOf(MEASURES)} form={form} />
        </OnlyFor>
        <OnlyFor method="scored" summary="For a panel: who scores, and by what" form={form}>
          <TextAreaField name="criteria" label="By what it scores, one a line" hint="Its weight, then what it is, such as “3 need of patients”" rows={3} form={form} />
          <CheckboxField name="panel" label="Who scores?" hint="Two or more. Nobody scores their own organisation" options={people} form={form} />
        </OnlyFor>
      </PostForm>
    </Page>
  );
}
