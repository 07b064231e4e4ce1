import { toIsoDate } from '#kernel/isoDate.ts';
import type { GovernanceContext } from '#governance';
import { describeByModule } from '#platform/subject/subject.ts';
import type { DescribeSubject } from '#platform/subject/subject.ts';
import type { VoiceContext } from '#voice';
import { publicUrlOf, siteNameOf } from './people.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** What each module works with, and what one needs of another that it may not know. */
export interface Contexts {
  governance: GovernanceContext;
  voice: VoiceContext;
}

/** `now` is another clock than the machine's for what is planted as of an earlier day. */
export function contextsOf(system: System, settings: Settings, now: () => Date = system.register.now): Contexts {
  const register = { ...system.register, now, today: () => toIsoDate(now()) };
  const shared = { database: system.database, register, now, today: register.today, publicUrl: publicUrlOf(settings), siteName: siteNameOf(settings) };
  // Each module names its own things; none is asked before all are made.
  const describeSubject: DescribeSubject = (subject) => describe(subject);
  const governance: GovernanceContext = { ...shared, papersFolder: system.folder.papers, describeSubject, decisionChecks: [], onDecision: [] };
  const voice: VoiceContext = { ...shared, governance, describeSubject, isMailSent: settings.smtpUrl !== null };
  const describe = describeByModule({});
  return { governance, voice };
}
