import { KEEP_FIGURES, SEE_FIGURES } from '../../permissions.ts';

/** Whoever is at the console acts for every PCN. */
export const consoleActing = (by: string) => ({ by, personId: null, permissions: new Set([KEEP_FIGURES, SEE_FIGURES]) });
