/** People, the roles they hold, and the one table of what those roles let them do. */
export { peopleDirectory, sayRole } from './queries/directory.ts';
export { peopleOn, personRecord, type PersonInList, type PersonRecord, type RoleOfPerson } from './queries/people.ts';
export { atConsole, type PeopleContext, type PeopleHouse, type PersonErased } from './commands/peopleContext.ts';
export { importPeople, planImport, type ImportOutcome } from './commands/importPeople.ts';
export { addRole, endRole, undoRoleChange, withdrawRole } from './commands/changeRole.ts';
export { invitePerson, inviteAgain } from './commands/invitePerson.ts';
export { erasePerson } from './commands/erasePerson.ts';
export { rolesOfPersonOn } from './queries/people.ts';
export { rolesHeldOn } from './commands/keepRoles.ts';
export { createAdministrator, printSignInLink } from './cli/administrator.ts';
export { readContacts, CONTACTS_TEMPLATE, type ContactRow, type RowRefusal } from './domain/contactsFile.ts';
export { mayGive, permissionTable, permissionsOf, REGISTER_PERMISSIONS, type PermissionLine, type PermissionTable } from './domain/permissions.ts';
export { ROLES, ROLE_IDS, isRoleId, type RoleId } from './domain/roles.ts';
export { holdsRole } from './queries/holdsRole.ts';
