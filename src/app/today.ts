import type { IsoDate } from '#kernel/isoDate.ts';
import { outboxOf, READ_OUTBOX } from '#platform/mail/index.ts';
import { createDigestSender, digestChoiceOf, gatherTasks } from '#platform/today/index.ts';
import type { DigestSender, NamedTaskSource, TaskSource, Today } from '#platform/today/index.ts';
import type { Session } from '#platform/web/session.ts';
import { disputeTasks } from '#funding';
import { forumTasks, meetingTasks, minutesTasks, paperTasks } from '#governance';
import { declarationTasks, demandTasks, listTasks } from '#performance';
import { programmeTasks } from '#programmes';
import { overdueDatasets, peopleDirectory, personRecord } from '#register';
import { canvassTasks, consultationTasks, mandateTasks, opportunityTasks, positionTasks, proposalTasks, pulseTasks, questionTasks, reportTasks } from '#voice';
import { managerTasks, staffPulseTasks, yourTasks } from '#workforce';
import { contextsOf } from './contexts.ts';
import type { Contexts } from './contexts.ts';
import { peopleOf } from './people.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** Every source of what needs a person: each module adds its line here, and to `NOTICES` what it says after one was done. */
const taskSources = (system: System, settings: Settings, { governance, voice, funding, performance, workforce, programmes }: Contexts): NamedTaskSource[] => [
  { looksFor: 'canvasses to answer', source: canvassTasks(voice) },
  { looksFor: 'questions to take on', source: questionTasks(voice) },
  { looksFor: 'positions to agree', source: positionTasks(voice) },
  { looksFor: 'mandates to give or return with', source: mandateTasks(voice) },
  { looksFor: 'consultations to answer', source: consultationTasks(voice) },
  { looksFor: 'reports to read or to send', source: reportTasks(voice) },
  { looksFor: 'proposals', source: proposalTasks(voice) },
  { looksFor: 'opportunities', source: opportunityTasks(voice) },
  { looksFor: 'the yearly question of trust', source: pulseTasks(voice) },
  { looksFor: 'meetings', source: meetingTasks(governance) },
  { looksFor: 'minutes to agree', source: minutesTasks(governance) },
  { looksFor: 'papers', source: paperTasks(governance) },
  { looksFor: 'seats and forums', source: forumTasks(governance) },
  { looksFor: 'disputes about money', source: disputeTasks(funding) },
  { looksFor: 'declarations to approve', source: declarationTasks(performance) },
  { looksFor: 'what is owed', source: demandTasks(performance) },
  { looksFor: 'the commissioner’s list', source: listTasks(performance) },
  { looksFor: 'posts without a manager', source: managerTasks(workforce) },
  { looksFor: 'programmes', source: programmeTasks(programmes) },
  { looksFor: 'the pulse of those who fill posts', source: staffPulseTasks(workforce) },
  { looksFor: 'one’s own post and people', source: yourTasks(workforce) },
  { looksFor: 'data that is out of date', source: overdueDataTasks(system) },
  { looksFor: 'messages that cannot be sent', source: outboxTasks(system, settings) },
];

/** What the home page says once something was done from the list: by the `done` of the address that its route leads back to. */
export const NOTICES: Readonly<Record<string, string>> = {
  'canvass-answered': 'Your answer is kept. You can change it until the canvass closes.',
  'canvass-closed': 'The canvass is closed.',
  'canvass-reminded': 'Those who have not answered were reminded.',
  'report-read': 'Thank you. Those who sent it can see that you have read it.',
  'pulse-answered': 'Thank you. Your answer was added to the count.',
};

/** Where a person may want to go once that is done, or instead. */
export const WAYS_ON = [
  { label: 'Propose something', href: '/proposals', says: 'What should change for your patients or your practice? Others join, and your leadership team has to answer.', who: 'voice.answer' },
  { label: 'See what came of it', href: '/reports', says: 'What was decided on the questions you were asked, and how your own answer counted.', who: 'voice.read' },
  { label: 'Find out who decides', href: '/authority', says: 'Which body may decide a matter here, up to which amount, and what must come first.', who: 'anyone' },
] as const;

type WhoAsks = Pick<Session, 'personId' | 'permissions'>;
type OnFailure = (looksFor: string, error: unknown) => void;

/** What needs a person, over all modules. */
export function todayOf(system: System, settings: Settings, onFailure: OnFailure, contexts: Contexts = contextsOf(system, settings)): (person: WhoAsks) => Promise<Today> {
  const sources = taskSources(system, settings, contexts);
  return (person) => gatherTasks(sources, person, system.register.now(), onFailure);
}

/** The same as the home page shows it. */
export const homeToday = (system: System, settings: Settings, contexts: Contexts, onFailure: OnFailure) => {
  const gather = todayOf(system, settings, onFailure, contexts);
  return async (session: Session, day: IsoDate) => ({ today: await gather(session), day, digest: await digestChoiceOf(system.database.as(), session.personId) });
};

/** The same by e-mail, to those who chose so. */
export function digestOver(system: System, settings: Settings, onFailure: OnFailure): DigestSender {
  const { database, register } = system;
  const house = peopleOf(system, settings);
  const directory = peopleDirectory(house);
  return createDigestSender({
    database,
    now: register.now,
    publicUrl: house.publicUrl,
    siteName: house.siteName,
    readerOf: async (personId) => {
      const [person, record] = [await directory.personOf(personId), await personRecord(database.as(), personId)];
      return person && record?.email ? { ...person, email: record.email } : null;
    },
    todayOf: todayOf(system, settings, onFailure),
    onFailure: (error) => onFailure('what to send by e-mail', error),
  });
}

const overdueDataTasks = ({ register, datasets }: System): TaskSource => async ({ permissions }) => {
  if (!permissions.has('register.load')) return [];
  const { length } = await overdueDatasets(register, datasets);
  if (length === 0) return [];
  return [{ id: 'register/load', title: `Load newer data: ${length} ${length === 1 ? 'publication is' : 'publications are'} likely out of date`, why: 'You keep the register.', href: '/data', due: null, minutes: 15 }];
};

const outboxTasks = ({ database }: System, { smtpUrl }: Settings): TaskSource => async ({ permissions }) => {
  if (!permissions.has(READ_OUTBOX) || smtpUrl !== null) return [];
  const waiting = (await outboxOf(database.as())).filter(({ state }) => state === 'waiting').length;
  if (waiting === 0) return [];
  return [{ id: 'mail/outbox', title: `Pass on ${waiting} ${waiting === 1 ? 'message' : 'messages'} that cannot be sent`, why: 'No mail server is set, and you look after the system.', href: '/administration/outbox', due: null, minutes: Math.min(waiting, 30) }];
};
