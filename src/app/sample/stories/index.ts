import type { Story } from '../story.ts';
import { bloodTests } from './bloodTests.ts';
import { sameDayHub } from './sameDayHub.ts';
import { saturdayHub } from './saturdayHub.ts';
import { speaksForUs } from './speaksForUs.ts';
import { winterPot } from './winterPot.ts';
import { woundCare } from './woundCare.ts';

/** The six told questions of the sample, each at another point of its thread. */
export const STORIES: readonly Story[] = [saturdayHub, winterPot, bloodTests, sameDayHub, speaksForUs, woundCare];
