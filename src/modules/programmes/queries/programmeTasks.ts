import { addDays, isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { actingOf } from '#platform/web/acting.ts';
import { displayName } from '#register';
import type { ProgrammesContext } from '../context.ts';
import { isOfKind } from '../domain/fact.ts';
import type { Fact } from '../domain/fact.ts';
import { KEEP_PROGRAMMES, SEE_PROGRAMMES } from '../permissions.ts';
import { nextWhenMet } from '../sayProgramme.ts';
import { answersTo, offersTo } from './peers.ts';
import { programmePath, programmesOf } from './programmes.ts';
import type { ProgrammeShown } from './programmes.ts';

/** From this day of a month on, the month before should have its figure. */
const FIGURE_DUE_DAY = 10;

/** What programmes need of somebody: the answer of who was asked, and of who keeps one what is due and the next thing to do. */
export const programmeTasks = (context: ProgrammesContext): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(SEE_PROGRAMMES) && !permissions.has(KEEP_PROGRAMMES)) return [];
  const all = await programmesOf(context, actingOf({ personId, permissions }));
  const open = all.filter(({ closedOn }) => closedOn === null);
  return [...open.flatMap((programme) => [...asked(programme, personId), ...(programme.rights.keeps ? keeping(programme, context.today()) : [])]), ...(await helping(context, all.filter(({ rights }) => rights.keeps)))];
};

/** Help that is offered and waits for an answer; and, of who offers it, those who would like it and have not heard from them. */
async function helping(context: ProgrammesContext, kept: readonly ProgrammeShown[]): Promise<Task[]> {
  if (kept.length === 0) return [];
  const [db, image] = [context.database.as<unknown>(), await context.register.reader.image()];
  const answers = await answersTo(context, image, kept);
  const wanted = kept.flatMap(({ id, title }) => answers.get(id)!.filter(({ accepts, helpedOn }) => accepts && helpedOn === null).map((answer): Task => ({
    id: `programmes/${id}/help/${answer.programmeId}`, title: `Get in touch with ${answer.organisationName}, which would like your help: ${title}`, why: `You keep the programme “${title}”, which offers help.`, href: programmePath(id, '#peers'), due: null, minutes: 10,
  })));
  const offered = await Promise.all(kept.filter(({ closedOn }) => closedOn === null).map(async (programme) => {
    const { id, title, facts } = programme;
    const waiting = (await offersTo(db, programme)).filter(({ programmeId }) => !facts.some((fact) => fact.kind === 'peer-answer' && fact.detail.programmeId === programmeId));
    return waiting.map(({ programmeId, organisationCode }): Task => ({ id: `programmes/${id}/offer/${programmeId}`, title: `Answer ${displayName(image.nameOf(organisationCode, context.today()))}, which offers help: ${title}`, why: `You keep the programme “${title}”.`, href: programmePath(id, '#peers'), due: null, minutes: 5 }));
  }));
  return [...wanted, ...offered.flat()];
}

function asked({ id, title, facts }: ProgrammeShown, personId: string): Task[] {
  return facts.filter(isOfKind('leader')).filter((leader) => leader.personId === personId && !facts.some((fact) => fact.kind === 'leader-answer' && fact.aboutId === leader.id)).map((leader) => ({
    id: `programmes/${id}/leader/${leader.id}`, title: `Say whether standing still is worse: ${title}`, why: 'You were asked as one who leads.', href: programmePath(id, '/steps/urgency'), due: null, minutes: 1,
  }));
}

/** What is due, and where nothing is, the first step that is not met. */
function keeping(programme: ProgrammeShown, today: IsoDate): Task[] {
  const { id, title, facts, steps } = programme;
  const why = `You keep the programme “${title}”.`;
  const has = (kind: Fact['kind'], aboutId: number): boolean => facts.some((fact) => fact.kind === kind && fact.aboutId === aboutId);
  const soon = addDays(today, 7);
  const due: Task[] = [
    ...facts.filter(isOfKind('communication')).filter((one) => one.on <= soon && !has('delivered', one.id)).map((one) => ({ id: `programmes/${id}/tell/${one.id}`, title: `Tell ${one.detail.audience}: ${title}`, why, href: programmePath(id, '/steps/communication'), due: one.on, minutes: 15 })),
    ...facts.filter(isOfKind('win')).filter((one) => one.on <= soon && !has('win-reached', one.id)).map((one) => ({ id: `programmes/${id}/win/${one.id}`, title: `Note what came of “${one.detail.title}”`, why, href: programmePath(id, '/steps/short-term-wins'), due: one.on, minutes: 5 })),
    ...figureDue(programme, today).map(({ measure, month }) => ({ id: `programmes/${id}/figure/${measure.id}/${month}`, title: `Enter the month’s figure: ${measure.detail.title}`, why, href: programmePath(id, '/steps/not-declaring-victory'), due: null, minutes: 5 })),
  ];
  if (due.length > 0) return due;
  if (nextWhenMet(programme, today)?.isDue) return [{ id: `programmes/${id}/done`, title: `Close it, or add a measure of what comes next: ${title}`, why, href: programmePath(id, '/close'), due: null, minutes: 10 }];
  const next = steps.find(({ state, step }) => state !== 'met' && step !== 'not-declaring-victory');
  return next?.next ? [{ id: `programmes/${id}/${next.step}`, title: `${title}: ${next.next.says.charAt(0).toLowerCase()}${next.next.says.slice(1).replace(/\.$/, '')}`, why, href: next.next.href ?? programmePath(id), due: null, minutes: 15 }] : [];
}

/** Measures whose figures are entered, and that lack the month before, once it is time. */
function figureDue({ facts, startedOn }: ProgrammeShown, today: IsoDate): { measure: Fact<'measure'>; month: IsoDate }[] {
  if (Number(today.slice(8)) < FIGURE_DUE_DAY) return [];
  const month = monthBefore(today);
  if (month < startedOn) return [];
  const lacks = ({ id }: Fact<'measure'>): boolean => !facts.some((fact) => fact.kind === 'figure' && fact.aboutId === id && fact.on === month);
  return facts.filter(isOfKind('measure')).filter((measure) => measure.detail.series.kind === 'entered' && lacks(measure)).map((measure) => ({ measure, month }));
}

/** The first day of the month before. */
export const monthBefore = (day: IsoDate): IsoDate => isoDate(`${addDays(isoDate(`${day.slice(0, 7)}-01`), -1).slice(0, 7)}-01`);
