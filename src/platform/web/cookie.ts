import type { CookieSerializeOptions } from '@fastify/cookie';

/**
 * The name and flags every cookie of the site shares. Over https the name bears the `__Host-` prefix, so that
 * neither a neighbouring site nor plain http can plant it; browsers refuse that prefix over http (a laptop).
 */
export function siteCookie(publicUrl: string, name: string): { name: string; options: CookieSerializeOptions } {
  const isSecure = publicUrl.startsWith('https:');
  return {
    name: isSecure ? `__Host-${name}` : name,
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure },
  };
}
