/** What a role of the census is where it is none for which a PCN is reimbursed. */
export const NOT_ADDITIONAL = 'not-an-additional-role';

/** What a role of the census is: the id of an additional role, none of them, or not known. */
export type CensusRoleIs = string | null;

/** What is known of the roles of the census, by the key of their names. */
export type CensusMapping = ReadonlyMap<string, string>;

/** One text for every way of writing a name: capitals, spaces and dashes differ between publications. */
export const keyOfName = (name: string): string => name.trim().toLowerCase().replace(/[‐-―−]/g, '-').replace(/\s+/g, ' ');

/** What a role of the census is called: by its detailed role, unless that only says “Other”. */
export function nameOfRole(staffRole: string, detailedRole: string | null): string {
  const detailed = (detailedRole ?? '').trim();
  return (detailed === '' || keyOfName(detailed) === 'other' ? staffRole : detailed).trim();
}

export const whatRoleIs = (mapping: CensusMapping, name: string): CensusRoleIs => mapping.get(keyOfName(name)) ?? null;
