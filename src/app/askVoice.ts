import { Refused } from '#kernel/result.ts';
import { forumsOn } from '#governance';
import type { ProgrammesContext } from '#programmes';
import { draftQuestion, questionList } from '#voice';
import type { Question, VoiceContext } from '#voice';

type AskAbout = NonNullable<ProgrammesContext['askAbout']>;

/** How far a question is, for who only follows it. */
const sayState = ({ state }: Question): string => (state === 'drafted' ? 'a draft: open its canvass to ask them' : state.replaceAll('-', ' '));

/** Questions to practices for modules below: drafted in the leadership team of the practices' place that the one who asks leads. */
export const askVoice = (voice: VoiceContext): AskAbout => ({
  permission: 'voice.lead',
  readPermission: 'voice.read',
  async draft(acting, { organisationCode, title, asks, about }) {
    const [image, day] = [await voice.register.reader.image(), voice.today()];
    const own = image.practicesWithin(organisationCode, day);
    const teams = (await forumsOn(voice.database.as(), day)).filter((forum) => forum.kind === 'gp-leadership-team' && own.length > 0 && own.every((code) => image.practicesWithin(forum.placeCode, day).includes(code)));
    for (const { code } of teams) {
      try {
        const id = await draftQuestion(voice, acting, code, { title, asks, options: [], decisionType: 'ordinary', matter: null, amountPence: null, placeCode: organisationCode, decidesForumCode: null, leadPersonId: acting.personId, about: [...about] });
        return `/questions/${id}`;
      } catch (error) {
        // Another team of the place may be theirs to lead.
        if (!(error instanceof Refused) || error.refusal.code !== 'not-allowed') throw error;
      }
    }
    throw new Refused({ code: 'not-allowed', what: 'You lead no leadership team of these practices’ place, so you cannot put a question to them.', where: organisationCode, todo: 'Somebody who holds one of its general practice seats can; or answer without asking.' });
  },
  async asked(about, organisationCode) {
    const questions = await questionList(voice.database.as());
    return questions
      .filter((question) => question.placeCode === organisationCode && question.state !== 'withdrawn' && about.every(({ module, kind, id }) => question.about.some((one) => one.module === module && one.kind === kind && one.id === id)))
      .map((question) => ({ title: question.title, href: `/questions/${question.id}`, state: sayState(question) }));
  },
});
