import { toIsoDate } from '#kernel/isoDate.ts';
import { authorityCheck, decisionsOfPerson, describeGovernanceSubject } from '#governance';
import type { DecisionCheck, DecisionListener, GovernanceContext } from '#governance';
import type { FundingContext } from '#funding';
import type { PerformanceContext } from '#performance';
import { describeProgramme } from '#programmes';
import type { ProgrammesContext } from '#programmes';
import { describeByModule } from '#platform/subject/subject.ts';
import type { DescribeSubject } from '#platform/subject/subject.ts';
import { describeOrganisation } from '#register';
import { describeVoiceSubject, holdQuestion, questionOptions, questionTermUnits, voiceDecisionChecks, voiceOnDecision } from '#voice';
import type { VoiceContext } from '#voice';
import { describePost } from '#workforce';
import type { WorkforceContext } from '#workforce';
import { askVoice } from './askVoice.ts';
import { publicUrlOf, siteNameOf } from './people.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** What each module works with, and what one needs of another that it may not know. */
export interface Contexts {
  governance: GovernanceContext;
  voice: VoiceContext;
  funding: FundingContext;
  performance: PerformanceContext;
  workforce: WorkforceContext;
  programmes: ProgrammesContext;
}

/** `now` is another clock than the machine's for what is planted as of an earlier day. */
export function contextsOf(system: System, settings: Settings, now: () => Date = system.register.now): Contexts {
  const register = { ...system.register, now, today: () => toIsoDate(now()) };
  const shared = { database: system.database, register, now, today: register.today, publicUrl: publicUrlOf(settings), siteName: siteNameOf(settings) };
  // Each module names its own things; none is asked before all are made.
  const describeSubject: DescribeSubject = (subject) => describe(subject);
  // What governance asks at a decision is partly known to a module above it.
  const decisionChecks: DecisionCheck[] = [];
  const onDecision: DecisionListener[] = [];
  const governance: GovernanceContext = { ...shared, papersFolder: system.folder.papers, describeSubject, optionsOf: questionOptions(system.database), termUnitsOf: questionTermUnits(system.database), holdSubject: holdQuestion, decisionChecks, onDecision };
  const voice: VoiceContext = { ...shared, governance, describeSubject, isMailSent: settings.smtpUrl !== null };
  const { statistics, folder } = system;
  const funding: FundingContext = { ...shared, statistics, statisticsFolder: folder.statistics, describeSubject, decisionsFor: (personId) => decisionsOfPerson(system.database.as(), personId, register.today()) };
  decisionChecks.push(authorityCheck(governance), ...voiceDecisionChecks(voice));
  onDecision.push(voiceOnDecision(voice));
  const describe = describeByModule({ register: describeOrganisation(register), governance: describeGovernanceSubject(governance), voice: describeVoiceSubject(voice), workforce: describePost(funding), programmes: describeProgramme(funding) });
  return { governance, voice, funding, performance: funding, workforce: funding, programmes: { ...funding, askAbout: askVoice(voice) } };
}
