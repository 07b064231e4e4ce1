import { sayDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';
import type { Evidence, Practice } from './evidence.ts';
import { PROFESSIONS } from './fact.ts';
import type { Profession } from './fact.ts';
import { atRisk, met, notYet } from './judged.ts';
import type { Judge } from './judged.ts';
import type { NextForm } from './step.ts';
import { visionFaults } from './plainVision.ts';

export const percent = (part: number): string => `${Math.round(part * 100)}%`;
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

/** The practices of which nobody is among these. */
const without = (practices: readonly Practice[], codes: readonly { organisationCode: string }[]): Practice[] => practices.filter(({ code }) => !codes.some(({ organisationCode }) => organisationCode === code));
const named = (practices: readonly Practice[]): string => sayList(practices.slice(0, 3).map(({ name }) => name).concat(practices.length > 3 ? [`${practices.length - 3} more`] : []));

/** It answers a need that is shown; leaders of every practice were asked, and as many as the rule asks say that standing still is worse. */
export const urgency: Judge = ({ leaders, practices, needs }, { figures: { urgencyShare } }) => {
  if (leaders.length === 0) return notYet('No leader was asked whether standing still is worse.', `Ask a leader of every practice${practices.length > 0 ? `: there are ${practices.length}` : ''}.`, 'leader');
  const answered = leaders.filter(({ answer }) => answer !== null);
  const worse = answered.filter(({ answer }) => answer?.standingStillIsWorse).length;
  const silent = leaders.length - answered.length;
  const missing = without(practices, leaders);
  const remind = remindOf(leaders.filter(({ answer }) => answer === null));
  if (answered.length === 0) return notYet(`${count(leaders.length, 'leader')} asked; nobody has answered.`, remind.says, remind.form);
  const needed = Math.ceil(urgencyShare * leaders.length - 1e-9);
  const noted = answered.filter(({ answer }) => answer?.isNoted).length;
  const sum = `${worse} of ${leaders.length} leaders asked say that standing still is worse: ${percent(worse / leaders.length)}; ${percent(urgencyShare)} is needed, which is ${needed}.${noted === 0 ? '' : ` ${noted} of the answers ${noted === 1 ? 'was noted for a leader' : 'were noted for leaders'} by somebody else.`}`;
  const gaps = [...(silent > 0 ? [`${silent} ${silent === 1 ? 'has' : 'have'} not answered.`] : []), ...(missing.length > 0 ? [`Nobody of ${named(missing)} was asked.`] : [])];
  if (worse >= needed && missing.length === 0 && needs === 0) return atRisk([sum, ...gaps, 'It points at no need, so nobody is shown why.'], 'Say which need it answers: an indicator, a measure of access or a figure of workload.', 'need');
  if (worse >= needed && missing.length === 0) return met(sum, ...gaps);
  if (missing.length > 0) return atRisk([sum, ...gaps], `Ask a leader of ${named(missing)}.`, 'leader');
  if (worse + silent >= needed) return atRisk([sum, ...gaps], `Ask the ${count(silent, 'leader')} who ${silent === 1 ? 'has' : 'have'} not answered.${remind.form === null ? ' The question is on their Today.' : ''}`, remind.form);
  return atRisk([sum, ...gaps], `Hear why ${answered.length - worse} say that standing still is not worse, and show them the need in figures.`, needs === 0 ? 'need' : remindOf(leaders).form);
};

/** Who signs in finds the question themselves; of the others it is noted. */
const remindOf = (leaders: Evidence['leaders']): { says: string; form: NextForm | null } =>
  leaders.every(({ signsIn }) => signsIn) ? { says: 'Ask them to answer: the question is on their Today.', form: null } : { says: 'Ask them when you next meet, and note what they say.', form: 'leader-answer' };

const sayProfession = (one: Profession): string => PROFESSIONS[one].toLowerCase().replace('gp', 'GP').replace('pcn', 'PCN');

/** Every practice is in the team, several professions are, and it is not the clinical director alone. */
export const coalition: Judge = ({ members, practices, sought }, { figures: { professionsAtLeast } }) => {
  if (members.length === 0) return notYet('Nobody is in the team that leads it.', 'Name somebody of every practice: managers, reception and nurses as well as GPs.', 'member');
  const professions = [...new Set(members.map(({ profession }) => profession))];
  const missing = without(practices, members);
  const [isAlone, isFew] = [professions.length === 1 && professions[0] === 'clinical-director', professions.length < professionsAtLeast];
  const sum = `${count(members.length, 'person', 'people')} of ${practices.length - missing.length} of ${count(practices.length, 'practice')} and ${count(professions.length, 'profession')} (${sayList(professions.map(sayProfession))}).`;
  const wanted = sought.filter((one) => !professions.includes(one));
  const still = wanted.length > 0 ? [`Still wanted: ${sayList(wanted.map(sayProfession))}.`] : [];
  const faults = [
    ...(isAlone ? ['It is the clinical director alone.'] : []),
    ...(missing.length > 0 ? [`Nobody of ${named(missing)} is in it.`] : []),
    ...(isFew && !isAlone ? [`${professionsAtLeast} professions are needed.`] : []),
  ];
  if (faults.length === 0) return met(sum, ...still);
  return atRisk([sum, ...faults, ...still], missing.length > 0 ? `Ask somebody of ${named(missing)} to join.` : `Ask somebody of another profession to join: ${professionsAtLeast - professions.length} more.`, 'member');
};

/** A difference that can be measured, told so that a patient understands it. */
export const vision: Judge = (evidence, rules) => {
  const { vision: words, measures, plannedMeasures, day } = evidence;
  const lacking = plannedMeasures.length > 0 ? [`Without a baseline yet, and so no measure: ${sayList(plannedMeasures.map((title) => `“${title}”`))}.`] : [];
  if (words === null && measures.length === 0) return notYet('Nobody has said what will be different, or how it is measured.', 'Say in two sentences what patients will notice.', 'vision');
  const faults = words === null ? ['Nobody has said what patients will notice.'] : visionFaults(words, rules);
  const late = measures.filter(({ targetOn, difference }) => targetOn < day && !difference.isAtTarget);
  if (faults.length > 0) return atRisk(faults, words === null ? 'Say in two sentences what patients will notice.' : 'Write it again so that a patient understands it.', 'vision');
  if (measures.length === 0 && lacking.length > 0) return atRisk(lacking, `Count “${plannedMeasures[0]}” as it is today, and enter that as its baseline.`, 'measure');
  if (measures.length === 0) return atRisk(['It has no measure, so nobody could tell whether it came true.'], 'Add a measure: where it stands today, where it is to stand, and by when.', 'measure');
  if (late.length > 0) return atRisk(late.map(({ title, target, unit, targetOn }) => `“${title}” was to reach ${target} ${unit} by ${sayDate(targetOn)}, and has not.`), 'Look at the difference, and set a target that will be met.', 'measure');
  return met('Two sentences at most, in plain words.', ...measures.map(sayAim), ...lacking);
};

const sayAim = ({ title, baseline, target, unit, targetOn }: Evidence['measures'][number]): string => `“${title}”: from ${baseline} to ${target} ${unit} by ${sayDate(targetOn)}.`;
