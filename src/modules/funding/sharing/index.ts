export { draftSharing } from './commands/draftSharing.ts';
export type { SharingEntry } from './commands/draftSharing.ts';
export { lockSharing, withdrawSharing } from './commands/lockSharing.ts';
export { isSharingMethod, readBasis, SHARING_METHODS, shareOut } from './domain/shareOut.ts';
export type { Share, SharedOut, SharingMethod, ToShare } from './domain/shareOut.ts';
export { sharingOf, sharingsOf } from './queries/sharings.ts';
export type { Sharing } from './queries/sharings.ts';
