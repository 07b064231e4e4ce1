import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { dayFieldValues, errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import { loadChartPages } from '#performance';
import { aboutHelp, answerHelp, askPracticesOfHelp, noteHelpGiven, takeAnswerBack } from '../commands/answerHelp.ts';
import { closeProgramme } from '../commands/closeProgramme.ts';
import { recordFacts } from '../commands/recordFact.ts';
import { startProgramme } from '../commands/startProgramme.ts';
import { withdrawFact } from '../commands/withdrawFact.ts';
import type { ProgrammesContext } from '../context.ts';
import { STEPS } from '../domain/step.ts';
import type { StepId } from '../domain/step.ts';
import { KEEP_PROGRAMMES, SEE_PROGRAMMES } from '../permissions.ts';
import { patternNamed } from '../programmeRules.ts';
import { choicesOf } from '../queries/choices.ts';
import type { Choices } from '../queries/choices.ts';
import { programmeOf, programmePath, programmesOf } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import { keptBy, notKept } from '../whoseProgrammes.ts';
import { chartsOf } from './chartsOf.ts';
import { FORMS_OF_STEP, FORMS_OF_USES } from './factForms.tsx';
import type { FormKind } from './factForms.tsx';
import type { AskedInVoice } from './peersSection.tsx';
import { ClosePage, ProgrammePage } from './programmePage.tsx';
import { NewProgrammePage, PatternsPage } from './newProgrammePage.tsx';
import { PLAN_FIELDS, planValues, readPlan, readPointers } from './planForm.ts';
import { PROGRAMMES, ProgrammesPage, programmesTable } from './programmesPage.tsx';
import { readFactForm } from './readFactForm.ts';
import { pageOfFact, StepPage, UsesPage, WITHDRAW } from './stepPage.tsx';

const ONE = z.object({ id: z.string().max(20) });
const OF_STEP = ONE.extend({ step: z.enum(STEPS) });
const SENT = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const FIELDS = ['words', 'name', 'organisation', 'on', 'about', 'title', 'unit', 'baseline', 'target', 'targetOn', 'series', 'value', 'couldSay', 'asked', 'pounds', 'people', 'person', 'profession', 'subject', 'audience'];
const NOTICES: Record<string, string> = { started: 'The programme is started. Begin with the first step that is not met.', kept: 'It is on record.', withdrawn: 'It was withdrawn, and stays on record with the reason.', closed: 'The programme is closed.', accept: 'You accepted their help; they see it.', decline: 'You declined their help; they see it.', undo: 'The answer was taken back.', helped: 'It is on record that you were in touch.' };

/** Where a form came from, to show it again. */
type At = { step: StepId } | 'uses';
const pathOf = (id: string, at: At): string => programmePath(id, at === 'uses' ? '/uses' : `/steps/${at.step}`);

/** Programmes: the list, starting one, one with its steps, and what is entered on the way. */
export function programmeRoutes(context: ProgrammesContext): PageDefinition[] {
  async function organisations(session: Session) {
    const image = await context.register.reader.image();
    const codes = await keptBy(context.database.as<unknown>(), actingOf(session), context.today());
    return codes.filter((code) => image.practicesWithin(code, context.today()).length > 0).map((code) => ({ value: code, label: displayName(image.nameOf(code, context.today())) }));
  }

  const choicesFor = async (session: Session, programme: ProgrammeOf): Promise<Choices> =>
    choicesOf({ context, image: await context.register.reader.image(), acting: actingOf(session), organisationCode: programme.organisationCode });

  /** What a programme of somebody's one PCN or place can point at from the start; who keeps several says it afterwards. */
  async function choicesToStart(session: Session, own: readonly { value: string }[]): Promise<Pick<Choices, 'needs' | 'decisions'>> {
    const [one, ...others] = own;
    if (!one || others.length > 0) return { needs: [], decisions: [] };
    return choicesOf({ context, image: await context.register.reader.image(), acting: actingOf(session), organisationCode: one.value });
  }

  async function showForms(session: Session, id: string, at: At, form: FormState & { kind?: string; fact?: number }, query: SentValues = {}): Promise<PageReply> {
    const programme = await programmeOf(context, actingOf(session), id);
    if (at === 'uses' && !programme.rights.keeps) throw notKept(programme.organisationCode);
    const notice = NOTICES[textIn(query, 'done')];
    const shared = { programme, form, choices: await choicesFor(session, programme), reader: session.personId, wanted: { form: textIn(query, 'form'), about: textIn(query, 'about') }, ...(notice ? { notice } : {}) };
    return html(at === 'uses' ? <UsesPage {...shared} /> : <StepPage {...shared} step={at.step} />, form.errors ? 400 : 200);
  }

  async function keepForm(session: Session, id: string, at: At, body: SentValues): Promise<PageReply> {
    const kind = textIn(body, 'kind') as FormKind;
    const programme = await programmeOf(context, actingOf(session), id);
    const allowed: readonly FormKind[] = at === 'uses' ? FORMS_OF_USES : FORMS_OF_STEP[at.step];
    const isDisagreement = kind === 'disagreement' && at !== 'uses';
    if (!isDisagreement && !allowed.includes(kind)) throw new Refused({ code: 'fact-unknown', what: 'This cannot be entered here.', where: id });
    const read = isDisagreement ? { facts: [{ kind: 'disagreement' as const, on: context.today(), detail: { step: at.step }, words: textIn(body, 'words') }] } : readFactForm(kind, body, { today: context.today(), choices: await choicesFor(session, programme) });
    if ('errors' in read) return showForms(session, id, at, { values: body, errors: read.errors, kind });
    try {
      await recordFacts(context, actingOf(session), { programmeId: id, facts: read.facts });
    } catch (error) {
      return showForms(session, id, at, { values: body, errors: errorsOf(error, FIELDS, 'words'), kind });
    }
    return redirect303(`${pathOf(id, at)}?done=kept`);
  }

  /** What practices were asked about each offer of help, for who reads questions. */
  async function askedOf(session: Session, programme: ProgrammeOf): Promise<AskedInVoice> {
    const { askAbout } = context;
    if (!askAbout || !session.permissions.has(askAbout.readPermission)) return { mayAsk: false, questions: new Map() };
    const questions = await Promise.all(programme.peers.map(async (peer) => [peer.programmeId, await askAbout.asked(aboutHelp(programme.id, peer), programme.organisationCode)] as const));
    return { mayAsk: session.permissions.has(askAbout.permission), questions: new Map(questions) };
  }

  return [
    definePage({
      method: 'GET', path: PROGRAMMES, who: SEE_PROGRAMMES,
      async handle({ session, sentQuery }) {
        const programmes = await programmesOf(context, actingOf(session));
        const table = programmesTable(context.today());
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, programmes, sentQuery), format, { madeAt: context.now(), asAt: context.today() }));
        return html(<ProgrammesPage programmes={programmes} day={context.today()} query={sentQuery} mayStart={(await organisations(session)).length > 0} />);
      },
    }),
    definePage({
      method: 'GET', path: `${PROGRAMMES}/new`, who: KEEP_PROGRAMMES,
      async handle({ session, sentQuery }) {
        const choices = await organisations(session);
        if (choices.length === 0) throw notKept(PROGRAMMES);
        const asked = textIn(sentQuery, 'pattern');
        const pattern = patternNamed(asked);
        if (asked === '') return html(<PatternsPage />);
        const values = { organisation: choices[0]!.value, pattern: pattern?.id ?? '', title: pattern?.title ?? '', vision: pattern?.vision ?? '', ...dayFieldValues('started', context.today()), ...planValues(pattern) };
        return html(<NewProgrammePage form={{ values }} organisations={choices} choices={await choicesToStart(session, choices)} />);
      },
    }),
    definePage({
      method: 'POST', path: `${PROGRAMMES}/new`, who: KEEP_PROGRAMMES, body: SENT,
      async handle({ session, body }) {
        const errors: Record<string, string> = {};
        const own = await organisations(session);
        const choices = await choicesToStart(session, own);
        const startedOn = needDay(body, 'started', errors);
        const pointsAt = readPointers(body, choices, errors);
        const again = async (wrong: FormState['errors']): Promise<PageReply> => html(<NewProgrammePage form={{ values: body, ...(wrong ? { errors: wrong } : {}) }} organisations={own} choices={choices} />, 400);
        const plan = readPlan(body, errors);
        if (startedOn === null || Object.keys(errors).length > 0) return again(errors);
        try {
          const id = await startProgramme(context, actingOf(session), { organisationCode: textIn(body, 'organisation'), title: textIn(body, 'title'), pattern: textIn(body, 'pattern') || null, startedOn, vision: textIn(body, 'vision'), plan, pointsAt });
          return redirect303(`${programmePath(id)}?done=started`);
        } catch (error) {
          return again(errorsOf(error, ['organisation', 'title', 'pattern', 'vision', 'started', ...PLAN_FIELDS], 'title'));
        }
      },
    }),
    definePage({
      method: 'GET', path: `${PROGRAMMES}/:id`, who: SEE_PROGRAMMES, params: ONE,
      async handle({ params: { id }, session, sentQuery }) {
        const programme = await programmeOf(context, actingOf(session), id);
        const charts = await loadChartPages();
        const file = await charts.chartDownloads(chartsOf(programme), sentQuery);
        if (file) return download(file);
        const notice = NOTICES[textIn(sentQuery, 'done')];
        return html(<ProgrammePage programme={programme} day={context.today()} charts={charts} asked={await askedOf(session, programme)} {...(notice ? { notice } : {})} />);
      },
    }),
    definePage({
      method: 'GET', path: `${PROGRAMMES}/:id/steps/:step`, who: SEE_PROGRAMMES, params: OF_STEP,
      handle: ({ params: { id, step }, session, sentQuery }) => showForms(session, id, { step }, {}, sentQuery),
    }),
    definePage({ method: 'POST', path: `${PROGRAMMES}/:id/steps/:step`, who: SEE_PROGRAMMES, params: OF_STEP, body: SENT, handle: ({ params: { id, step }, session, body }) => keepForm(session, id, { step }, body) }),
    definePage({ method: 'GET', path: `${PROGRAMMES}/:id/uses`, who: KEEP_PROGRAMMES, params: ONE, handle: ({ params: { id }, session, sentQuery }) => showForms(session, id, 'uses', {}, sentQuery) }),
    definePage({ method: 'POST', path: `${PROGRAMMES}/:id/uses`, who: KEEP_PROGRAMMES, params: ONE, body: SENT, handle: ({ params: { id }, session, body }) => keepForm(session, id, 'uses', body) }),
    definePage({
      method: 'POST', path: `${PROGRAMMES}/:id/peers`, who: KEEP_PROGRAMMES, params: ONE, body: SENT,
      async handle({ params: { id }, session, body }) {
        const [acting, asked, answer] = [actingOf(session), { programmeId: id, peerId: textIn(body, 'peer') }, textIn(body, 'answer')];
        if (answer === 'ask') return redirect303(await askPracticesOfHelp(context, acting, asked));
        if (answer === 'undo') await takeAnswerBack(context, acting, asked);
        else if (answer === 'helped') await noteHelpGiven(context, acting, { ...asked, words: textIn(body, 'words') });
        else if (answer === 'accept' || answer === 'decline') await answerHelp(context, acting, { ...asked, words: textIn(body, 'words'), accepts: answer === 'accept' });
        else throw new Refused({ code: 'answer-unknown', what: 'An offer is accepted or declined, or the answer is taken back.', where: id });
        return redirect303(`${programmePath(id)}?done=${answer}#peers`);
      },
    }),
    definePage({
      method: 'POST', path: `${PROGRAMMES}/:id/withdraw`, who: SEE_PROGRAMMES, params: ONE, body: SENT,
      async handle({ params: { id }, session, body }) {
        const acting = actingOf(session);
        const fact = (await programmeOf(context, acting, id)).facts.find((one) => one.id === Number(textIn(body, 'fact')));
        const at = fact ? pageOfFact(fact) : 'uses';
        try {
          await withdrawFact(context, acting, { programmeId: id, factId: fact?.id ?? 0, words: textIn(body, 'words') });
        } catch (error) {
          return showForms(session, id, at, { values: body, errors: errorsOf(error, ['words'], 'words'), kind: WITHDRAW, ...(fact ? { fact: fact.id } : {}) });
        }
        return redirect303(`${pathOf(id, at)}?done=withdrawn`);
      },
    }),
    definePage({
      method: 'GET', path: `${PROGRAMMES}/:id/close`, who: KEEP_PROGRAMMES, params: ONE,
      async handle({ params: { id }, session }) {
        const programme = await programmeOf(context, actingOf(session), id);
        if (!programme.rights.keeps) throw notKept(programme.organisationCode);
        return html(<ClosePage programme={programme} form={{}} />);
      },
    }),
    definePage({
      method: 'POST', path: `${PROGRAMMES}/:id/close`, who: KEEP_PROGRAMMES, params: ONE, body: SENT,
      async handle({ params: { id }, session, body }) {
        try {
          await closeProgramme(context, actingOf(session), { programmeId: id, words: textIn(body, 'words') });
        } catch (error) {
          const errors = errorsOf(error, ['words'], 'words');
          return html(<ClosePage programme={await programmeOf(context, actingOf(session), id)} form={{ values: body, errors }} />, 400);
        }
        return redirect303(`${programmePath(id)}?done=closed`);
      },
    }),
  ];
}
