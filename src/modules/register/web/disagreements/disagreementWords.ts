import type { DisagreementRule, RegisterDisagreement } from '../../domain/registerDisagreements.ts';
import type { RegisterImage } from '../../domain/registerImage.ts';

export const RULE_WORDS: Record<DisagreementRule, string> = {
  precedence: 'Publications say different things of the same days',
  'pcn-in-two-icbs': 'A PCN has practices in more than one ICB',
  'practice-in-no-pcn': 'A listed practice is in no PCN',
  'icb-not-of-sub-icb': 'A practice’s ICB is not that of its sub-ICB location',
  'listed-though-not-open': 'A practice is listed though it is closed or dormant',
};

/** How each kind is settled: what the register then shows. */
export const RULE_SETTLES: Record<DisagreementRule, string> = {
  precedence: 'The rule of precedence says which claim is shown.',
  'pcn-in-two-icbs': 'The PCN is shown in the ICB of its sub-ICB location, each practice in its own.',
  'practice-in-no-pcn': 'It is shown with no PCN.',
  'icb-not-of-sub-icb': 'The ICB that the newest publication gives for the practice itself is shown.',
  'listed-though-not-open': 'It is shown as the organisation files say; its patients still count.',
};

export const ABOUT_WORDS: Record<string, string> = { name: 'Name', postcode: 'Postcode', status: 'Status', pcn: 'PCN', 'sub-icb': 'Sub-ICB location', icb: 'ICB' };

const ABOUT_BODIES = new Set(['pcn', 'sub-icb', 'icb']);

/** A claimed value in words: `NHS Sussex Integrated Care Board (QNX)`; "none" where the source says that there is none. */
export function sayClaimed({ about, from }: Pick<RegisterDisagreement, 'about' | 'from'>, value: string | null, image: RegisterImage, asAt: string): string {
  if (value === null) return 'none';
  if (!ABOUT_BODIES.has(about)) return value;
  const name = image.nameOf(value, from ?? asAt);
  return name === value ? value : `${name} (${value})`;
}
