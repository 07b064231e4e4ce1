export * from './domain/post.ts';
export { postsManagedBy, postsOf, postsOfStaff } from './queries/posts.ts';
export { sayName, staffMember, staffOf, teamsOf } from './queries/staff.ts';
export type { Team } from './queries/staff.ts';
