import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import { roleRules } from '#funding';
import type { WorkforceContext } from '../../context.ts';
import type { Home, PostFacts, StaffMember } from '../domain/post.ts';
import { sayName, staffOf, teamsOf } from './staff.ts';
import type { Team } from './staff.ts';

/** What a PCN's posts point at, with how a page calls it. */
export interface NetworkNames {
  practices: readonly { code: string; name: string }[];
  teams: readonly Team[];
  staff: readonly StaffMember[];
  nameOf: (organisationCode: string) => string;
  staffName: (id: string | null) => string | null;
  homeName: (home: Home) => string;
}

/** The names of a PCN's practices, teams and people on a day: only for those who see its posts. */
export async function networkNames({ database, register, today }: Pick<WorkforceContext, 'database' | 'register' | 'today'>, pcnCode: string, on: IsoDate): Promise<NetworkNames> {
  const image = await register.reader.image();
  const [staff, teams] = [await staffOf({ database }, { pcnCode }), await teamsOf({ database }, { pcnCode })];
  const [byId, teamOf] = [new Map(staff.map((member) => [member.id, member])), new Map(teams.map((team) => [team.id, team.name]))];
  const nameOf = (code: string): string => displayName(image.nameOf(code, on));
  const practices = [...new Set([...image.practicesWithin(pcnCode, on), ...image.practicesWithin(pcnCode, today())])].sort().map((code) => ({ code, name: nameOf(code) }));
  return {
    practices, teams, staff, nameOf,
    staffName: (id) => (id === null ? null : sayName(byId.get(id))),
    homeName: (home) => (home === null ? 'Nowhere' : home.kind === 'practice' ? nameOf(home.code) : (teamOf.get(home.teamId) ?? 'A team')),
  };
}

/** What a post is called: its own title, or its role's. */
export const roleTitle = ({ role, title }: Pick<PostFacts, 'role' | 'title'>): string => title || (role === null ? '' : (roleRules().roles.get(role)?.title ?? role));
