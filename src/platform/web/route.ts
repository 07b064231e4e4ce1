import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { Frame } from './frame.ts';
import type { PageReply } from './reply.ts';
import type { Session, Who } from './session.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A query string or a form as it came: each name with its value, or its values where it came more than once. */
export type SentValues = Readonly<Record<string, string | string[] | undefined>>;

/** What a route's handler is given: valid values, and the person who asks. */
export interface PageRequest<Params, Query, Body, W extends Who = Who> {
  params: Params;
  query: Query;
  body: Body;
  /** Never null where `who` asks for more than 'anyone'. */
  session: 'anyone' extends W ? Session | null : Session;
  /** The path without its query string. */
  path: string;
  /** The query string as sent, for what reads it by prefix, such as a data table. */
  sentQuery: SentValues;
  frame: Frame;
  /** For the few things that only the server frame knows: cookies, the request id. */
  raw: FastifyRequest;
  rawReply: FastifyReply;
}

export interface PageDefinition<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  W extends Who = Who,
> {
  method: Method;
  path: string;
  who: W;
  params?: P;
  query?: Q;
  body?: B;
  /** 'strict' for what must not be guessed at or flooded: sign-in posts, links by e-mail. */
  limit?: 'strict';
  /** The form may bear a file: `enctype="multipart/form-data"`, and `sentFile` in `body`. */
  takesFiles?: boolean;
  /** A route that a browser session does not protect (a token in a header, a callback) says how it is protected. */
  ownCsrf?: string;
  /** One line for the API's description. */
  summary?: string;
  handle(request: PageRequest<z.output<P>, z.output<Q>, z.output<B>, W>): Promise<PageReply>;
}

/** Names the types of a route from its schemas. `who` is required: there is no default to forget. */
export function definePage<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, const W extends Who>(
  definition: PageDefinition<P, Q, B, W>,
): PageDefinition {
  // Each handler is called only with the values that its own schemas gave, so forgetting their types here is safe.
  return definition as unknown as PageDefinition;
}

export interface ListedRoute {
  method: string;
  path: string;
  who: Who;
  definition?: PageDefinition;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    who?: Who;
    definition?: PageDefinition;
    ownCsrf?: string;
    /** Set for assets and probes: no session is looked up for them. */
    isSessionless?: boolean;
  }
  interface FastifyInstance {
    listedRoutes: ListedRoute[];
  }
}

/** Every route of the server, for the test that walks each as every kind of person, and for the API's description. */
export const routesOf = (app: FastifyInstance): readonly ListedRoute[] => app.listedRoutes;

/** Makes registration throw for a route, ours or a plugin's, that does not say who may use it. */
export function requireWho(app: FastifyInstance): void {
  app.decorate('listedRoutes', []);
  app.addHook('onRoute', ({ method, url, config }) => {
    const methods = [method].flat().filter((each) => each !== 'HEAD');
    const { who, definition } = config ?? {};
    if (!who) throw new Error(`${methods.join(', ') || 'HEAD'} ${url} does not declare who may use it: add who: 'anyone', 'signed-in' or a permission`);
    for (const each of methods) app.listedRoutes.push({ method: each, path: url, who, definition });
  });
}

/** Parses what a request sent; a failure is a refusal that names each field. */
export function parseSent<T extends z.ZodType>(schema: T | undefined, sent: unknown, part: string): z.output<T> | undefined {
  if (!schema) return undefined;
  const parsed = schema.safeParse(sent ?? {});
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || part))];
  throw new Refused({
    code: 'invalid-request',
    what: parsed.error.issues.map((issue) => `${issue.path.join('.') || part}: ${issue.message}.`).join(' '),
    where: `${fields.length > 1 ? 'The fields' : 'The field'} ${fields.map((field) => `“${field}”`).join(', ')} of the ${part}`,
    todo: 'Go back, correct it and try again.',
  });
}
