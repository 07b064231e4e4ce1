import { contextsOf } from '../src/app/contexts.ts';
import { PERMISSIONS, peopleOf } from '../src/app/people.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import type { System } from '../src/app/system.ts';
import { addDays } from '../src/kernel/isoDate.ts';
import { addSeat, createForum, fillSeat, recordBetweenMeetings } from '../src/modules/governance/index.ts';
import type { Acting } from '../src/modules/governance/index.ts';
import { atConsole, importPeople, readContacts } from '../src/modules/register/index.ts';
import { answerCanvass, draftQuestion, openCanvass } from '../src/modules/voice/index.ts';
import type { Contexts } from '../src/app/contexts.ts';
import type { Visit } from './arrivals.ts';
import { endlessly, note, seeded } from './figures.ts';

/** How often each page of governance and voice comes in the mix, in a hundred. */
export const VOICE_MIX = { today: 20, questions: 10, thread: 20, canvass: 15, forum: 10, authority: 10, devolutionMap: 3, decision: 5, publicRegister: 7 } as const;
type VoicePage = keyof typeof VOICE_MIX;

export const CHAIR = 'bench.chair@example.org';
const PLACES = 4;
const OPENED = '2024-04-01';

interface Planted {
  places: string[];
  questions: string[];
  decisions: string[];
}

/** A leadership team for each of some sub-ICB locations of England, each with a question that most of its real practices have answered. */
export async function plantVoice(data: string): Promise<Planted> {
  const settings = readSettings({ CHORUS_DATA: data }, data);
  const system = await openSystem(settings, false);
  try {
    const contexts = contextsOf(system, settings);
    const image = await system.register.reader.image();
    const today = system.register.today();
    const places = image.all(today, 'sub-icb-location').filter(({ status }) => status === 'open').map(({ code }) => code).sort().filter((code) => image.practicesWithin(code, today).length > 20).slice(0, PLACES);
    note(`A question for each of ${places.length} sub-ICB locations, answered by their practices …`);
    const people = await plantPeople(system, settings, new Map(places.map((place) => [place, image.practicesWithin(place, today)])));
    const planted: Planted = { places, questions: [], decisions: [] };
    for (const place of places) await plantPlace(contexts, people, planted, place);
    return planted;
  } finally {
    await system.close();
  }
}

/** A chair of all teams, and a contact for every practice; none of them is anybody. */
async function plantPeople(system: System, settings: ReturnType<typeof readSettings>, practices: Map<string, string[]>): Promise<(email: string) => Acting> {
  const rows = [...practices].flatMap(([place, codes]) => [`${CHAIR},Bench Chair,place-lead,${place},${OPENED},`, ...codes.map((code) => `manager.${code.toLowerCase()}@example.org,Manager of ${code},practice-manager,${code},${OPENED},`)]);
  const console = { ...atConsole(peopleOf(system, settings), 'bench') };
  const { refusals } = await importPeople(console, readContacts(['email,name,role,organisation_code,start,end', ...rows].join('\n')).rows, { sendInvitations: false });
  if (refusals.length) throw new Error(`A contact was refused: ${refusals[0]!.reason}`);
  const { rows: known } = await system.database.as<{ person_details: { person_id: string; email: string } }>().selectFrom('person_details').select(['person_id', 'email']).execute().then((found) => ({ rows: found }));
  const ids = new Map(known.map(({ email, person_id: id }) => [email, id]));
  const permissions = new Set(PERMISSIONS.map(({ permission }) => permission));
  return (email) => ({ by: ids.get(email)!, personId: ids.get(email)!, permissions });
}

async function plantPlace({ governance, voice }: Contexts, people: (email: string) => Acting, planted: Planted, place: string): Promise<void> {
  const chair = people(CHAIR);
  const today = governance.today();
  const console: Acting = { ...chair, personId: null, by: 'console:bench' };
  const code = `leadership-${place.toLowerCase()}`;
  await createForum(governance, console, {
    code, kind: 'gp-leadership-team', name: `Leadership team of ${place}`, organisationCode: place, placeCode: place, openedOn: OPENED as never,
    terms: { governanceForm: 'own-members', quorum: { least: 1 }, decisionRule: { kind: 'majority', castingVote: 'chair', weighted: false }, meetsInPublic: true, reportDays: 14 },
  });
  const seatId = await addSeat(governance, console, code, { title: 'Chair', sector: 'general-practice', office: 'chair', filling: 'elected', isVoting: true, from: OPENED as never });
  await fillSeat(governance, console, { seatId, personId: chair.personId!, capacity: 'holder', from: OPENED as never });
  const questionId = await draftQuestion(voice, chair, code, {
    title: `Shall the practices of ${place} share a Saturday hub?`, asks: 'One hub would always be open; some patients would travel further.', options: [], decisionType: 'ordinary',
    matter: 'extended-access-provider', amountPence: null, placeCode: place, decidesForumCode: null, leadPersonId: null, about: [],
  });
  const canvassId = await openCanvass(voice, chair, { questionId, closesOn: addDays(today, 10) });
  const image = await governance.register.reader.image();
  for (const [index, practice] of image.practicesWithin(place, today).entries()) {
    if (index % 5 === 4) continue;
    await answerCanvass(voice, people(`manager.${practice.toLowerCase()}@example.org`), { canvassId, organisationCode: practice, choice: (['support', 'conditions', 'support', 'object'] as const)[index % 4]!, words: index % 4 === 1 ? 'If there is a bus.' : undefined, way: 'signed-in' });
  }
  const decisionId = await recordBetweenMeetings(governance, console, {
    forumCode: code, takenOn: today, way: 'chairs-action', subject: null, matter: 'place-representatives', amountPence: null, outcome: 'agreed', decided: 'The chair writes to the board.', reasons: 'It could not wait.', optionId: null, terms: {},
  });
  planted.questions.push(questionId);
  planted.decisions.push(decisionId);
}

/** So many visits of a chair over those places. */
export function drawVoiceVisits({ places, questions, decisions }: Planted, count: number, seed: number): Visit[] {
  const random = seeded(seed);
  const draw = { place: endlessly(places, random), question: endlessly(questions, random), decision: endlessly(decisions, random) };
  const pathOf: Record<VoicePage, () => string> = {
    today: () => '/',
    questions: () => '/questions',
    thread: () => `/questions/${draw.question()}`,
    canvass: () => `/questions/${draw.question()}/canvass`,
    forum: () => `/forums/leadership-${draw.place().toLowerCase()}`,
    authority: () => `/authority?matter=local-enhanced-services&amount=${Math.ceil(random() * 200_000)}&within=${draw.place()}`,
    devolutionMap: () => `/authority/map?place=${draw.place()}`,
    decision: () => `/decisions/${draw.decision()}`,
    publicRegister: () => '/public',
  };
  const nextPage = endlessly(Object.entries(VOICE_MIX).flatMap(([page, share]) => Array.from({ length: share }, () => page as VoicePage)), random);
  return Array.from({ length: count }, () => {
    const page = nextPage();
    return { page, path: pathOf[page]() };
  });
}
