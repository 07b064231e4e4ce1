import { z } from 'zod';
import { addDays, parseIsoDate, type IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { FormState } from '#platform/web/form.tsx';
import { dateFieldText, linesIn, textIn } from '#platform/web/formValues.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { recordLapse } from '../../commands/consultations/cureConsultation.ts';
import { consultationNotFound, openConsultation, withdrawConsultation } from '../../commands/consultations/openConsultation.ts';
import { CONSULT, isConsulting } from '../../commands/consultations/requireConsulting.ts';
import { respondToConsultation, respondUnasked, takeIntoAccount } from '../../commands/consultations/respondToConsultation.ts';
import { consultationMatters, mattersOf } from '../../consultationMatters.ts';
import type { VoiceContext } from '../../context.ts';
import { RESPONSE_STANCES, type ResponseStance } from '../../domain/consultation.ts';
import { allConsultations, consultationOf, consultationRead, isOfficerOf, lmcsCovering } from '../../queries/consultations.ts';
import { hasAgreement } from '../../queries/heardDecisions.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { confidedQuestion, faultsBeside } from '../position/confidedQuestion.ts';
import { ConsultationPage, type ConsultationPageProps } from './consultationPage.tsx';
import { ConsultationsPage } from './consultationsPage.tsx';
import { NewConsultationPage, ObjectionPage } from './newConsultationPage.tsx';

const params = z.object({ id: z.string().max(40) });
const DAYS_PROPOSED = 28;
const NOTICES: Readonly<Record<string, string>> = { opened: 'The LMC is asked.', responded: 'The LMC’s answer was recorded.', accounted: 'It was recorded how the answer was taken into account.', withdrawn: 'The consultation was withdrawn.', lapsed: 'That the deadline passed was recorded.' };
const stanceIn = (values: SentValues): ResponseStance | null => (Object.hasOwn(RESPONSE_STANCES, textIn(values, 'stance')) ? (textIn(values, 'stance') as ResponseStance) : null);
const sent = (raw: { body: unknown }): SentValues => (raw.body ?? {}) as SentValues;

/** Consultation of the LMC: asked, answered, taken into account. */
export function consultationPages(context: VoiceContext): PageDefinition[] {
  const imageNow = () => context.register.reader.image();

  async function show(session: Session, id: string, more: Partial<ConsultationPageProps> = {}, status = 200): Promise<PageReply> {
    const db = context.database.as();
    const consultation = await consultationOf(db, id);
    if (!consultation) throw consultationNotFound(id);
    const { question, viewer } = await confidedQuestion(context, session, consultation.questionId);
    const image = await imageNow();
    const mayAnswer = session.permissions.has(CONSULT) && isOfficerOf(viewer, consultation.lmcCode) && !consultation.isWithdrawn;
    const mayLead = await isConsulting(db, context, image, actingOf(session), question, consultation.confidence);
    return html(<ConsultationPage consultation={consultationRead(consultation, viewer)} lmcName={image.nameOf(consultation.lmcCode, context.today())} mayAnswer={mayAnswer} mayLead={mayLead} today={context.today()} {...more} />, status);
  }

  async function showNew(session: Session, id: string, form: FormState | null, status = 200): Promise<PageReply> {
    const { question, isLeader } = await confidedQuestion(context, session, id);
    const image = await imageNow();
    if (!isLeader && !(await isConsulting(context.database.as(), context, image, actingOf(session), question, 'position'))) {
      throw new Refused({ code: 'not-allowed', what: 'You neither lead this question nor keep the forum that decides it.', todo: 'Its leadership team, or the secretary of that forum, can do this.' });
    }
    const [known] = mattersOf(question);
    const [year, month, day] = addDays(context.today(), DAYS_PROPOSED).split('-');
    const lmcs = lmcsCovering(image, question.placeCode, context.today());
    const first: FormState = { values: { lmcCode: lmcs[0]?.code ?? '', matter: known?.id ?? 'other', basis: known?.prescribed === 'yes' ? 'prescribed' : 'voluntary', confidence: isLeader ? 'mandate' : 'position', 'deadline-day': day, 'deadline-month': month, 'deadline-year': year, words: question.asks } };
    return html(<NewConsultationPage question={question} lmcs={lmcs} matters={consultationMatters()} known={known ?? null} isInside={isLeader} form={form ?? first} />, status);
  }

  const acted = async (session: Session, id: string, values: SentValues, field: 'answerForm' | 'accountForm' | 'withdrawForm', done: string, work: () => Promise<void>): Promise<PageReply> => {
    try {
      await work();
    } catch (error) {
      return show(session, id, { [field]: { values, errors: faultsBeside(error) } }, 400);
    }
    return redirect303(textIn(values, 'next') === 'today' ? '/' : `/consultations/${id}?done=${done}`);
  };

  return [
    definePage({
      method: 'GET', path: '/consultations', who: 'voice.read',
      handle: async ({ session, sentQuery }) => {
        const db = context.database.as();
        const viewer = await viewerOf(db, context.register, session.personId, context.today());
        const image = await imageNow();
        const rows = (await allConsultations(db)).map((consultation) => ({ ...consultationRead(consultation, viewer), isOurs: session.permissions.has(CONSULT) && isOfficerOf(viewer, consultation.lmcCode), lmcName: image.nameOf(consultation.lmcCode, context.today()) }));
        return html(<ConsultationsPage rows={rows} today={context.today()} query={sentQuery} />);
      },
    }),
    definePage({ method: 'GET', path: '/consultations/:id', who: 'voice.read', params, query: z.object({ done: z.string().optional() }), handle: ({ session, params: { id }, query }) => show(session, id, { notice: NOTICES[query.done ?? ''] }) }),
    definePage({
      method: 'POST', path: '/consultations/:id/responses', who: CONSULT, params,
      handle: ({ session, params: { id }, raw }) => acted(session, id, sent(raw), 'answerForm', 'responded', () => respondToConsultation(context, actingOf(session), id, { stance: stanceIn(sent(raw)), words: textIn(sent(raw), 'words') })),
    }),
    definePage({
      method: 'POST', path: '/consultations/:id/account', who: 'voice.read', params,
      handle: ({ session, params: { id }, raw }) => acted(session, id, sent(raw), 'accountForm', 'accounted', () => takeIntoAccount(context, actingOf(session), id, textIn(sent(raw), 'words'))),
    }),
    definePage({
      method: 'POST', path: '/consultations/:id/withdraw', who: 'voice.read', params,
      handle: ({ session, params: { id }, raw }) => acted(session, id, sent(raw), 'withdrawForm', 'withdrawn', () => withdrawConsultation(context, actingOf(session), id, textIn(sent(raw), 'why'))),
    }),
    definePage({
      method: 'POST', path: '/consultations/:id/lapse', who: 'voice.read', params,
      handle: async ({ session, params: { id } }) => {
        await recordLapse(context, actingOf(session), id);
        return redirect303(`/consultations/${id}?done=lapsed`);
      },
    }),
    definePage({ method: 'GET', path: '/questions/:id/consultations/new', who: 'voice.read', params, handle: ({ session, params: { id } }) => showNew(session, id, null) }),
    definePage({
      method: 'POST', path: '/questions/:id/consultations/new', who: 'voice.read', params,
      handle: async ({ session, params: { id }, raw }) => {
        const values = sent(raw);
        const deadline: IsoDate | null = parseIsoDate(dateFieldText(values, 'deadline'));
        if (!deadline) return showNew(session, id, { values, errors: { deadline: 'Enter the last day for an answer as a real date' } }, 400);
        const papers = linesIn(values, 'papers').map((line) => {
          const [title = '', href = ''] = line.split('|').map((part) => part.trim());
          return { title, href };
        });
        try {
          const consultationId = await openConsultation(context, actingOf(session), id, {
            lmcCode: textIn(values, 'lmcCode'), matter: textIn(values, 'matter'), basis: textIn(values, 'basis') === 'prescribed' ? 'prescribed' : 'voluntary', confidence: textIn(values, 'confidence') === 'position' ? 'position' : 'mandate', words: textIn(values, 'words'), papers, deadline,
          });
          return redirect303(`/consultations/${consultationId}?done=opened`);
        } catch (error) {
          return showNew(session, id, { values, errors: faultsBeside(error) }, 400);
        }
      },
    }),
    ...objectionPages(context),
  ];
}

/** What the LMC writes without being asked, such as an objection to what was agreed. */
function objectionPages(context: VoiceContext): PageDefinition[] {
  const show = async (session: Session, id: string, form: FormState, status = 200): Promise<PageReply> => {
    const { question, viewer } = await confidedQuestion(context, session, id);
    const image = await context.register.reader.image();
    const lmcs = lmcsCovering(image, question.placeCode, context.today()).filter(({ code }) => isOfficerOf(viewer, code));
    if (lmcs.length === 0) throw new Refused({ code: 'not-allowed', what: 'You are not an officer of an LMC that covers this place.', todo: 'One of its officers can write.' });
    return html(<ObjectionPage question={question} lmcs={lmcs} isAgreed={await hasAgreement(context.database.as(), id)} form={form} />, status);
  };
  return [
    definePage({ method: 'GET', path: '/questions/:id/consultations/unasked', who: CONSULT, params, handle: ({ session, params: { id } }) => show(session, id, {}) }),
    definePage({
      method: 'POST', path: '/questions/:id/consultations/unasked', who: CONSULT, params,
      handle: async ({ session, params: { id }, raw }) => {
        const values = sent(raw);
        try {
          const consultationId = await respondUnasked(context, actingOf(session), id, { lmcCode: textIn(values, 'lmcCode'), stance: stanceIn(values), words: textIn(values, 'words') });
          return redirect303(`/consultations/${consultationId}?done=responded`);
        } catch (error) {
          return show(session, id, { values, errors: faultsBeside(error) }, 400);
        }
      },
    }),
  ];
}
