export const FORUMS = '/forums';
export const FORUMS_CRUMB = { label: 'Forums', href: FORUMS };
export const HOME_CRUMB = { label: 'Home', href: '/' };

export const forumPath = (code: string): string => `${FORUMS}/${encodeURIComponent(code)}`;
export const seatPath = (code: string, seatId: string): string => `${forumPath(code)}/seats/${encodeURIComponent(seatId)}`;
export const forumCrumbs = ({ code, name }: { code: string; name: string }) => [HOME_CRUMB, FORUMS_CRUMB, { label: name, href: forumPath(code) }];
