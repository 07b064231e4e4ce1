import { planPath } from '../../web/workforcePaths.ts';

export const recruitmentPath = (code: string): string => `${planPath(code)}/recruitment`;
export const risksPath = (code: string): string => `${planPath(code)}/risks`;
