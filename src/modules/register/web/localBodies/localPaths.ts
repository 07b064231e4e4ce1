import type { Session } from '#platform/web/session.ts';
import type { RegisterEditor } from '../../commands/keepEntry.ts';
import type { RegisterContext } from '../../context.ts';

export const LOCAL_BODIES = '/local-bodies';
export const LOCAL_RELATIONS = '/local-relations';
export const LOCAL_CRUMB = { label: 'Local bodies', href: LOCAL_BODIES };

export const localBodyPath = (code: string): string => `${LOCAL_BODIES}/${encodeURIComponent(code)}`;

/** A signed-in person as the one who enters. */
export const editorOf = ({ database, now }: RegisterContext, { personId, permissions }: Session): RegisterEditor => ({ database, now, by: personId, permissions });
