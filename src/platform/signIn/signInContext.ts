import type { Transaction } from 'kysely';
import type { Actor } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import type { Permission } from '#platform/web/session.ts';
import type { OpenIdConnect } from './openIdConnect.ts';

/** A person as sign-in sees them, at this moment. */
export interface KnownPerson {
  personId: string;
  name: string;
  /** What the roles held today give. */
  permissions: ReadonlySet<Permission>;
}

/** One of the sample's people, with the roles held today, each as one line: "Clinical director, Riverside PCN". */
export interface Persona {
  personId: string;
  name: string;
  roles: readonly string[];
  /** The heading under which the list shows them, such as the first of their roles. */
  group: string;
}

/** How sign-in learns of people; the module that keeps people hands it in. */
export interface Directory {
  /** Asked on every request of a signed-in person. */
  personOf(personId: string): Promise<KnownPerson | null>;
  /** The roles that a person holds today, each as one line. */
  rolesOf(personId: string): Promise<readonly string[]>;
  /** By an address in any case. Null where nobody who may sign in has it. */
  personWithEmail(email: string): Promise<{ personId: string; name: string; email: string } | null>;
  /** Everybody who may be signed in as, on the sample system. */
  personas(): Promise<readonly Persona[]>;
}

export interface SignInContext {
  database: Database;
  directory: Directory;
  now: () => Date;
  /** Every link is built from this, never from what a request says of its host. */
  publicUrl: string;
  siteName: string;
  /** Only the sample system lets a visitor sign in as its people. */
  isSample: boolean;
  /** Whether mails leave; where not, the sign-in page says who has the link. */
  isMailSent: boolean;
  openIdConnect: OpenIdConnect | null;
  /** How long asking for a link takes at least, so that the time does not tell whether the person exists. */
  linkPauseMs?: number;
}

export type WayIn = 'link' | 'passkey' | 'openid-connect' | 'persona';

export interface LinkOrder {
  personId: string;
  purpose: 'sign-in' | 'invitation' | 'console';
  nextPath?: string;
  by: Actor;
}

export type InTransaction = Transaction<unknown>;
