import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** A file served under `/assets/`, by a name that changes with its content. */
export interface AssetFile {
  /** Its plain name, such as `search.js`; also what `assetUrl` is asked for. */
  name: string;
  content: string | Buffer;
}

interface ServedAsset {
  type: string;
  body: Buffer;
  packed?: { br: Promise<Buffer>; gzip: Promise<Buffer> };
}

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
};
const ICONS = ['arrow-down', 'arrow-up-down', 'arrow-up', 'cross'].map((icon) => `nhsuk-icon-${icon}.svg`);
const ownFolder = join(import.meta.dirname, 'assets');

/**
 * The frame's own files: the NHS style sheet without its fonts (the Frutiger files are licensed to the NHS
 * alone, and fetching them would tell another site who reads what), our sheet, our script, the icons.
 */
export function frameAssets(): AssetFile[] {
  const nhsuk = dirname(createRequire(import.meta.url).resolve('nhsuk-frontend'));
  const icons = ICONS.map((name) => ({ name, content: readFileSync(join(nhsuk, 'assets/images', name)) }));
  const iconUrl = new Map(icons.map((icon) => [icon.name, assetPath(icon)]));
  const nhsukCss = readFileSync(join(nhsuk, 'nhsuk-frontend.min.css'), 'utf8')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('Frutiger W01,arial', 'arial')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '')
    .replace(/\/assets\/images\/([\w-]+\.svg)/g, (found, name: string) => iconUrl.get(name) ?? found);
  const own = ['chorus.css', 'chorus.js', 'favicon.svg'].map((name) => ({ name, content: readFileSync(join(ownFolder, name)) }));
  return [{ name: 'nhsuk.css', content: nhsukCss }, ...own, ...icons];
}

function assetPath({ name, content }: AssetFile): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  return `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
}

/** Serves the files for ever (their names bear their content) and gives the way from plain name to address. */
export function serveAssets(app: FastifyInstance, files: readonly AssetFile[]): (name: string) => string {
  const paths = new Map<string, string>();
  const served = new Map<string, ServedAsset>();
  for (const file of files) {
    if (paths.has(file.name)) throw new Error(`Two assets are named ${file.name}`);
    const path = assetPath(file);
    paths.set(file.name, path);
    const extension = file.name.slice(file.name.lastIndexOf('.') + 1);
    const type = TYPES[extension];
    if (!type) throw new Error(`No content type is known for the asset ${file.name}`);
    served.set(path, { type, body: Buffer.from(file.content) });
  }

  app.get('/assets/*', { config: { who: 'anyone', isSessionless: true, rateLimit: false } }, async (request, reply) => {
    const asset = served.get(`/assets/${(request.params as { '*': string })['*']}`);
    if (!asset) return reply.callNotFound();
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = asset.type === 'image/png' ? null : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
    void reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding').type(asset.type);
    if (!encoding) return reply.send(asset.body);
    asset.packed ??= pack(asset.body);
    return reply.header('content-encoding', encoding).send(await asset.packed[encoding]);
  });

  return (name) => {
    const path = paths.get(name);
    if (!path) throw new Error(`No asset is named ${name}; hand it to createServer`);
    return path;
  };
}

/** Packed once, when first asked for, as hard as it goes: it is sent many times and never changes. */
function pack(body: Buffer): { br: Promise<Buffer>; gzip: Promise<Buffer> } {
  return {
    br: promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gzip: promisify(gzip)(body, { level: 9 }),
  };
}
