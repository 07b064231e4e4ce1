/** Why a point is no chance, in the words and the order of precedence of Making Data Count as NHSRplotthedots writes them. The first is none. */
export const SPECIAL_CAUSES = [
  'Common Cause', 'Above UCL', 'Below LCL', '7 Point Trend (Increasing)', '7 Point Trend (Decreasing)', '2 in 3 Above CL', '2 in 3 Below CL', '7 Points Above CL', '7 Points Below CL',
] as const;
export type SpecialCause = (typeof SPECIAL_CAUSES)[number];

/** What a point says, given which way is better. */
export const POINT_TYPES = ['common_cause', 'special_cause_improvement', 'special_cause_concern', 'special_cause_neutral_high', 'special_cause_neutral_low'] as const;
export type PointType = (typeof POINT_TYPES)[number];

/** Whether the process as it is will meet its target; `NA` where there is no target, or neither way is better. */
export type Assurance = 'consistent_pass' | 'consistent_fail' | 'inconsistent' | 'NA';
