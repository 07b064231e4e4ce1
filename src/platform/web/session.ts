/** A permission's name. Modules name their own; the platform only compares them. */
export type Permission = string;

/** Who may use a route: everybody, everybody signed in, or the holders of one permission. */
export type Who = 'anyone' | 'signed-in' | (Permission & {});

/** A signed-in person, as the frame needs them. The sign-in module makes it and may put more in it. */
export interface Session {
  readonly personId: string;
  /** As shown in the header. */
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The secret that forms are checked against; at least 128 random bits, one a session. */
  readonly csrfToken: string;
}

/** The access check of the frame's own: what a session may do follows from its permissions alone. */
export function mayUseByPermission(session: Session | null, who: Who): boolean {
  if (who === 'anyone') return true;
  if (!session) return false;
  return who === 'signed-in' || session.permissions.has(who);
}

/**
 * Where to go after signing in: a path on this site, or `/`. Anything that a browser could read as another
 * site (`//evil`, `/\evil`, a scheme, a control character) becomes `/`.
 */
export function safeNextPath(next: string | undefined): string {
  if (!next || !next.startsWith('/') || /[\u0000-\u001f\\]/.test(next)) return '/';
  const here = 'http://here.invalid';
  const url = URL.canParse(next, here) ? new URL(next, here) : null;
  return url && url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}
