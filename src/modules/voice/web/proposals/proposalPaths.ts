export const PROPOSALS = '/proposals';
export const proposalPath = (id: string): string => `${PROPOSALS}/${id}`;
export const PROPOSALS_CRUMB = { label: 'Proposals', href: PROPOSALS };
