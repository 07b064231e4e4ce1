import type { Story } from '../story.ts';
import { bloodTests } from './bloodTests.ts';
import { dapplemereRoles } from './dapplemereRoles.ts';
import { ideas } from './ideas.ts';
import { interests } from './interests.ts';
import { networkAgreements } from './networkAgreements.ts';
import { opportunities } from './opportunities.ts';
import { pulses } from './pulses.ts';
import { quaysideRoles } from './quaysideRoles.ts';
import { quaysideVisits } from './quaysideVisits.ts';
import { representatives } from './representatives.ts';
import { sameDayHub } from './sameDayHub.ts';
import { saltwhistleMoney } from './saltwhistleMoney.ts';
import { saturdayHub } from './saturdayHub.ts';
import { speaksForUs } from './speaksForUs.ts';
import { visitingTeam } from './visitingTeam.ts';
import { whatIsCounted } from './whatIsCounted.ts';
import { winterPot } from './winterPot.ts';
import { woundCare } from './woundCare.ts';

/** The six told questions of the sample, each at another point of its thread; then what goes on around them. */
export const STORIES: readonly Story[] = [
  saturdayHub, winterPot, bloodTests, sameDayHub, speaksForUs, woundCare,
  networkAgreements, representatives, interests, ideas, opportunities, pulses, saltwhistleMoney, whatIsCounted,
  dapplemereRoles, quaysideRoles, visitingTeam, quaysideVisits,
];
