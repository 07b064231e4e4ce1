import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { siteCookie } from './cookie.ts';
import { CSRF_FIELD, CSRF_HEADER, isOwnOrigin, isTokenFor, maskedToken } from './csrf.tsx';
import { Refused } from '#kernel/result.ts';
import type { Frame, Site } from './frame.ts';
import { safeNextPath, type Session, type Who } from './session.ts';

/** How the frame learns who asks and what they may do; the sign-in module hands it in. */
export interface Access {
  sessionOf(request: FastifyRequest): Promise<Session | null>;
  mayUse(session: Session | null, who: Who): boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
    /** The secret of a visitor who is not signed in, from their cookie or made for this answer. */
    visitorSecret: string | null;
  }
}

interface GuardOptions {
  publicUrl: string;
  site: Site;
  access: Access;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request changes nothing. */
export const isSafe = (request: FastifyRequest): boolean => SAFE_METHODS.has(request.method);
export const isApi = (request: FastifyRequest): boolean => /^\/api(\/|$|\?)/.test(request.url);
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!;

/** Looks up the session, refuses those who may not use the route, and checks every form for its token. */
export function guardRequests(app: FastifyInstance, { publicUrl, site, access }: GuardOptions): void {
  const visitorCookie = siteCookie(publicUrl, 'chorus-visitor');
  app.decorateRequest('session', null);
  app.decorateRequest('visitorSecret', null);

  app.addHook('onRequest', async (request, reply) => {
    const { who, isSessionless } = request.routeOptions.config;
    if (isSessionless) return;
    request.visitorSecret = request.cookies[visitorCookie.name] ?? null;
    request.session = await access.sessionOf(request);
    if (who === undefined || access.mayUse(request.session, who)) return;
    if (request.session) {
      throw new Refused({
        code: 'not-allowed',
        what: 'Your roles do not let you use this page.',
        todo: 'Ask an administrator for a role that does, or go back.',
      });
    }
    if (isApi(request)) {
      throw new Refused({ code: 'not-signed-in', what: 'You are not signed in.', todo: 'Sign in, or send the token of somebody who may.' });
    }
    const next = request.method === 'GET' ? safeNextPath(request.url) : '/';
    return reply.redirect(`${site.signInPath ?? '/sign-in'}?next=${encodeURIComponent(next)}`, 303);
  });

  app.addHook('preValidation', async (request) => {
    if (isSafe(request) || request.routeOptions.config.ownCsrf || request.is404) return;
    const secret = request.session?.csrfToken ?? request.visitorSecret;
    const form = request.body && typeof request.body === 'object' ? (request.body as Record<string, unknown>) : {};
    const token = request.headers[CSRF_HEADER] ?? form[CSRF_FIELD];
    const isOurs = isOwnOrigin({ 'sec-fetch-site': headerOf(request, 'sec-fetch-site'), origin: request.headers.origin }, publicUrl);
    if (isOurs && secret && isTokenFor(secret, token)) {
      delete form[CSRF_FIELD];
      return;
    }
    throw new Refused({
      code: 'stale-form',
      what: 'We could not tell that this came from a page of this site, so nothing was changed.',
      todo: `Open the page again at ${publicUrl} and send it once more. Your browser must accept cookies from this site.`,
    });
  });

  app.addHook('onSend', async (request, reply) => {
    const isNew = request.visitorSecret !== null && request.cookies?.[visitorCookie.name] !== request.visitorSecret;
    if (isNew) reply.setCookie(visitorCookie.name, request.visitorSecret!, visitorCookie.options);
  });
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** What a page may know of this request. A visitor gets a secret only when a page has a form for it. */
export function frameOf(request: FastifyRequest, site: Site, access: Access, assetUrl: Frame['assetUrl']): Frame {
  return {
    site,
    session: request.session,
    mayUse: (who) => access.mayUse(request.session, who),
    assetUrl,
    csrfToken: () => maskedToken(request.session?.csrfToken ?? (request.visitorSecret ??= randomBytes(24).toString('base64url'))),
  };
}
