import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * What a browser is told to refuse. Nothing inline runs or styles: scripts and sheets come from `/assets` only.
 * Browsers hold a form's redirects to `form-action` too, so a sign-in provider has to be named there.
 */
export function securityHeaders(publicUrl: string, formTargets: readonly string[]): FastifyHelmetOptions {
  const isSecure = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'", ...formTargets],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // With "no-referrer" browsers send "Origin: null" with our own forms, and the origin check would refuse them.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
  };
}
