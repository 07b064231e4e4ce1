import type { FastifyInstance, FastifyRequest, InjectOptions, LightMyRequestResponse } from 'fastify';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { createServer } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import type { Session } from '#platform/web/session.ts';
import { sessionOf, signInAssets, signInRoutes, type SignInContext } from '../index.ts';

/** A clock that stands still until it is moved. */
export function heldClock(start: string): { now: () => Date; forward: (minutes: number) => void } {
  let at = new Date(start).getTime();
  return { now: () => new Date(at), forward: (minutes) => void (at += minutes * 60_000) };
}

/** Pages behind the real sign-in; `known` tells who asks without it, where a test is not about how one gets in. */
export async function signInServer(context: SignInContext, routes: readonly PageDefinition[] = [], known: (request: FastifyRequest) => Session | null = () => null): Promise<FastifyInstance> {
  const app = await createServer({
    publicUrl: context.publicUrl,
    site: { name: context.siteName, navigation: [] },
    access: { sessionOf: async (request) => known(request) ?? sessionOf(context, request), mayUse: mayUseByPermission },
    routes: [...signInRoutes(context), ...routes],
    assets: signInAssets(),
    limits: { pages: null, strict: null },
    log: makeRequestLog('silent'),
  });
  await app.ready();
  return app;
}

export interface Answer {
  status: number;
  body: string;
  location: string;
}

export const answerOf = ({ statusCode, body, headers }: LightMyRequestResponse): Answer => ({ status: statusCode, body, location: String(headers.location ?? '') });

/** A browser: it keeps cookies, and sends a form with the token of the page that it is on. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  private readonly app: FastifyInstance;
  private page = '';

  constructor(app: FastifyInstance) {
    this.app = app;
  }

  get(url: string): Promise<Answer> {
    return this.send({ method: 'GET', url });
  }

  /** Sends a form from the page last seen. */
  post(url: string, fields: Record<string, string> = {}): Promise<Answer> {
    const payload = new URLSearchParams({ _csrf: this.token(), ...fields }).toString();
    return this.send({ method: 'POST', url, payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  }

  /** Sends a form with one file, or with none chosen, from the page last seen. */
  postFile(url: string, fileName: string, content: string | null, fields: Record<string, string> = {}): Promise<Answer> {
    const boundary = 'a-boundary-of-this-test';
    const part = (head: string, body: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
    const parts = Object.entries({ _csrf: this.token(), ...fields }).map(([name, value]) => part(`name="${name}"`, value));
    const file = content === null ? '' : part(`name="file"; filename="${fileName}"`, content);
    return this.send({ method: 'POST', url, payload: `${parts.join('')}${file}--${boundary}--\r\n`, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } });
  }

  /** Sends JSON as an island's script does. */
  async postJson(url: string, body: object): Promise<{ status: number; value: unknown }> {
    const answer = await this.send({ method: 'POST', url, payload: JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-csrf-token': this.token() } }, false);
    return { status: answer.status, value: answer.status === 200 ? JSON.parse(answer.body) : null };
  }

  token(): string {
    return /name="_csrf" value="([^"]+)"/.exec(this.page)?.[1] ?? '';
  }

  private async send(options: InjectOptions, isPage = true): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await this.app.inject({ ...options, headers: { ...options.headers, ...(cookie ? { cookie } : {}) } });
    for (const { name, value, maxAge, expires } of reply.cookies) {
      if (maxAge === 0 || (expires && expires.getTime() < Date.now() - 1000)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    if (isPage) this.page = reply.body;
    return answerOf(reply);
  }
}
