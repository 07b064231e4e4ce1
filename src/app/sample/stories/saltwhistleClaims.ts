/** A post of Saltwhistle Coast PCN and what it costs in a month, in pounds. Invented; some cost more than the contract reimburses. */
type Post = readonly [post: string, role: string, wte: string, starts: string, salary: number, nationalInsurance: number, pension: number];

const POSTS: readonly Post[] = [
  ['SC-CP-1', 'clinical-pharmacist', '1', '2021-09-06', 4560, 621, 656],
  ['SC-CP-2', 'clinical-pharmacist', '1', '2022-05-03', 4310, 584, 620],
  ['SC-CP-3', 'clinical-pharmacist', '0.8', '2023-01-09', 3420, 450, 492],
  ['SC-PT-1', 'pharmacy-technician', '1', '2022-02-14', 2870, 368, 413],
  ['SC-PT-2', 'pharmacy-technician', '1', '2024-11-04', 2690, 341, 387],
  ['SC-FCP-1', 'first-contact-physiotherapist', '1', '2021-06-01', 4480, 609, 645],
  ['SC-FCP-2', 'first-contact-physiotherapist', '0.6', '2023-10-02', 2610, 329, 375],
  ['SC-AP-1', 'advanced-practitioner', '1', '2022-08-01', 4790, 655, 689],
  // In the middle of a month: June is claimed by the day.
  ['SC-GP-1', 'gp', '0.75', '2025-06-16', 5150, 710, 741],
];

export const CLAIM_MONTHS = ['2025-04', '2025-05', '2025-06', '2025-07'] as const;

/** The claims of four months as a keeper’s own file: the posts of each month, with what they cost. */
export const CLAIMS_FILE = [
  'post,role,month,wte,starts,salary,ni,pension',
  ...CLAIM_MONTHS.flatMap((month) => POSTS.filter(([, , , starts]) => starts.slice(0, 7) <= month).map(([post, role, wte, starts, ...costs]) => [post, role, month, wte, starts, ...costs].join(','))),
].join('\r\n');
