import './production.ts';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { frameAssets, serveAssets, type AssetFile } from './assets.ts';
import { pageNotFound, refusalOf, sendProblem } from './faults.ts';
import type { Frame, Site } from './frame.ts';
import { serveHealth, type HealthCheck } from './health.ts';
import { serveMetrics } from './metrics.ts';
import { FaultPage, RefusalPage, statusOfRefusal } from './refusalPage.tsx';
import { renderPage } from './renderPage.tsx';
import { attachmentHeader, type PageReply } from './reply.ts';
import { frameOf, guardRequests, isApi, isSafe, pathOf, type Access } from './requestFrame.ts';
import { logRequests, makeRequestLog } from './requestLog.ts';
import { parseSent, requireWho, type PageDefinition, type SentValues } from './route.ts';
import { securityHeaders } from './securityHeaders.ts';
import { readUploads } from './upload.ts';

export interface ServerOptions {
  /** Where people reach the site: links, cookies and the origin check follow it, never a request's Host header. */
  publicUrl: string;
  /** Which proxies to believe about the caller's address: all, so many hops, or a list of addresses; none where left out. */
  trustProxy?: boolean | string | number;
  site: Site;
  access: Access;
  routes?: readonly PageDefinition[];
  checks?: readonly HealthCheck[];
  /** Scripts and pictures beside the frame's own. */
  assets?: readonly AssetFile[];
  log?: FastifyBaseLogger;
  limits?: Partial<Limits>;
  /** Other sites that a form may lead to, such as an OpenID Connect provider. */
  formTargets?: readonly string[];
  /** Wraps a request that only reads, so that what it asks of the record may be answered from what others asked. */
  keepingReads?: <Value>(work: () => Value) => Value;
  /** Lets a scraper elsewhere read `/metrics`; without it only this machine may. */
  metricsToken?: string;
}

/** Requests a minute from one address (a whole surgery may share one). Null sets no limit. */
export interface Limits {
  pages: number | null;
  strict: number | null;
}

const LIMITS: Limits = { pages: 12_000, strict: 20 };
const BODY_BYTES_MAX = 1024 * 1024;
/** A signed link is one part of an address, and longer than the hundred characters that the router takes by itself. */
const PARAMETER_LENGTH_MAX = 2_000;
/** Below this a packed page saves no packet worth the work. */
const PACKED_BYTES_MIN = 2_048;
const pack = promisify(gzip);

/** The server with its frame and routes, ready to listen or to be injected into; more routes may be added first. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { publicUrl, site, access } = options;
  const limits = { ...LIMITS, ...options.limits };
  const app = Fastify({
    loggerInstance: options.log ?? makeRequestLog('info'),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustOf(options.trustProxy),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: 30_000,
    genReqId: () => randomUUID(),
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: PARAMETER_LENGTH_MAX },
  });
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });

  requireWho(app);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  logRequests(app);
  await app.register(helmet, securityHeaders(publicUrl, options.formTargets ?? []));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: BODY_BYTES_MAX });
  if (limits.pages !== null) await app.register(rateLimit, { max: limits.pages, timeWindow: '1 minute', addHeadersOnExceeding: noLimitHeaders, addHeaders: noLimitHeaders });
  else if (limits.strict !== null) await app.register(rateLimit, { global: false, timeWindow: '1 minute' });
  serveMetrics(app, options.metricsToken);
  await readUploads(app);
  const { keepingReads } = options;
  if (keepingReads) app.addHook('onRequest', (request, _reply, done) => (isSafe(request) ? keepingReads(done) : done()));
  guardRequests(app, options);

  const assetUrl = serveAssets(app, [...frameAssets(), ...(options.assets ?? [])]);
  serveHealth(app, options.checks ?? [], () => isStopping);

  const frameFor = (request: FastifyRequest): Frame => frameOf(request, site, access, assetUrl);
  const sendRefusal = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status: number) =>
    isApi(request) ? sendProblem(reply, request, status, refusal) : sendPage(request, reply, frameFor(request), createElement(RefusalPage, { refusal, status }), status);

  app.setErrorHandler((error: Error, request, reply) => {
    const refused = refusalOf(error);
    if (refused) return sendRefusal(request, reply, refused.refusal, refused.status ?? statusOfRefusal(refused.refusal.code));
    request.log.error({ err: error }, 'request failed');
    if (isApi(request)) return sendProblem(reply, request, 500, { code: 'fault', what: 'Something went wrong on our side.', todo: 'Try again in a minute.' });
    return sendPage(request, reply, frameFor(request), createElement(FaultPage, { requestId: request.id }), 500);
  });
  app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, pageNotFound, 404));

  app.decorate('addPage', (definition: PageDefinition) => {
    const rate = definition.limit === 'strict' && limits.strict !== null ? { rateLimit: { max: limits.strict, timeWindow: '1 minute' } } : {};
    app.route({
      method: definition.method,
      url: definition.path,
      config: { who: definition.who, definition, ownCsrf: definition.ownCsrf, ...rate },
      handler: async (request, reply) => {
        const frame = frameFor(request);
        const answer = await definition.handle({
          params: parseSent(definition.params, request.params, 'address'),
          query: parseSent(definition.query, request.query, 'query'),
          body: parseSent(definition.body, request.body, 'form'),
          session: request.session!,
          path: pathOf(request),
          sentQuery: request.query as SentValues,
          frame,
          raw: request,
          rawReply: reply,
        });
        return send(request, reply, frame, answer);
      },
    });
  });
  for (const definition of options.routes ?? []) app.addPage(definition);
  return app;
}

declare module 'fastify' {
  interface FastifyInstance {
    addPage(definition: PageDefinition): void;
  }
}

/** So many proxies in front of us as a rule that Fastify understands. */
function trustOf(proxies: boolean | string | number = false): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies;
}

const noLimitHeaders = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

async function send(request: FastifyRequest, reply: FastifyReply, frame: Frame, answer: PageReply): Promise<FastifyReply> {
  switch (answer.kind) {
    case 'html':
      return sendPage(request, reply, frame, answer.page, answer.status);
    case 'redirect':
      return reply.redirect(answer.to, 303);
    case 'json':
      return reply.code(answer.status).header('cache-control', reply.getHeader('cache-control') ?? 'no-store').type(answer.contentType ?? 'application/json; charset=utf-8').send(JSON.stringify(answer.value));
    case 'file':
      return reply.header('cache-control', 'no-store').header('content-disposition', attachmentHeader(answer.file.fileName)).type(answer.file.contentType).send(answer.file.body);
  }
}

/** A page may be kept by nobody but its reader's browser, and a signed-in person's by no one. */
async function sendPage(request: FastifyRequest, reply: FastifyReply, frame: Frame, page: ReactElement, status: number): Promise<FastifyReply> {
  const markup = renderPage(page, frame);
  void reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', frame.session ? 'no-store' : 'private, no-cache')
    .header('vary', 'accept-encoding, cookie');
  if (markup.length < PACKED_BYTES_MIN || !/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(markup);
  return reply.header('content-encoding', 'gzip').send(await pack(markup, { level: 1 }));
}
