export const WORKFORCE = '/workforce';
export const peoplePath = (pcnCode: string): string => `${WORKFORCE}/pcns/${encodeURIComponent(pcnCode)}`;
export const newPostPath = (pcnCode: string): string => `${peoplePath(pcnCode)}/posts/new`;
export const staffPath = (pcnCode: string): string => `${peoplePath(pcnCode)}/staff`;
export const reassignPath = (pcnCode: string): string => `${peoplePath(pcnCode)}/reassign`;
export const monthClaimPath = (pcnCode: string): string => `${peoplePath(pcnCode)}/claim`;
export const censusStartPath = (pcnCode: string): string => `${peoplePath(pcnCode)}/from-census`;
export const correctFillingPath = (postId: string, fillingId: string): string => `${postPath(postId)}/filling?filling=${fillingId}`;
export const staffMemberPath = (pcnCode: string, staffId: string): string => `${staffPath(pcnCode)}/${encodeURIComponent(staffId)}`;
export const postPath = (id: string): string => `${WORKFORCE}/posts/${encodeURIComponent(id)}`;

export const WORKFORCE_CRUMBS = [{ label: 'Home', href: '/' }, { label: 'People and roles', href: WORKFORCE }];
export const pcnPostsCrumbs = ({ code, name }: { code: string; name: string }) => [...WORKFORCE_CRUMBS, { label: name, href: peoplePath(code) }];
