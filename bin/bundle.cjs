'use strict';

const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');

/** How long bundles of other sources stay: a server that still runs on one may read a part of it late. */
const KEPT_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The program as a few plain files instead of a thousand of TypeScript: made when the sources are others than at the last
 * start, kept beside the packages. Gives the path of its main file.
 */
async function bundled(root) {
  const kept = join(root, 'node_modules', '.cache', 'chorus');
  const folder = join(kept, stampOf(root));
  const main = join(folder, 'main.js');
  if (existsSync(main)) utimesSync(folder, new Date(), new Date());
  else await makeBundle(root, folder);
  sweep(kept, folder);
  return main;
}

/** By what the sources are known: their names, sizes and dates, where they lie, and what they are built with and for. */
function stampOf(root) {
  const stamp = createHash('sha256').update(`${root} ${process.version} ${require('esbuild').version} ${readFileSync(__filename)}`);
  for (const file of ['package-lock.json', 'tsconfig.json']) stamp.update(readFileSync(join(root, file)));
  const look = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) look(path);
      else if (/\.tsx?$/.test(entry.name)) {
        const { size, mtimeMs } = statSync(path);
        stamp.update(`${path} ${size} ${mtimeMs}\n`);
      }
    }
  };
  look(join(root, 'src'));
  return stamp.digest('hex').slice(0, 24);
}

/** Written under a name of its own and renamed when it is whole; of two who make it at once, the second throws its own away. */
async function makeBundle(root, folder) {
  const part = `${folder}.${process.pid}.part`;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await require('esbuild').build({
      absWorkingDir: root,
      entryPoints: { main: join(root, 'src', 'app', 'main.ts') },
      outdir: part,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: `node${process.versions.node}`,
      packages: 'external',
      tsconfig: join(root, 'tsconfig.json'),
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [whereItStands],
    });
    renameSync(part, folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(join(folder, 'main.js'))) throw error;
  }
}

/** A module goes on to know where its source lies: rules, migrations and styles are found from there. */
const whereItStands = {
  name: 'where-it-stands',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const loader = path.endsWith('x') ? 'tsx' : 'ts';
      if (!source.includes('import.meta')) return { contents: source, loader };
      const contents = source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)).replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader };
    });
  },
};

function sweep(kept, current) {
  const oldest = Date.now() - KEPT_DAYS * DAY_MS;
  for (const name of readdirSync(kept)) {
    const path = join(kept, name);
    try {
      if (path !== current && statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process swept it first.
    }
  }
}

module.exports = { bundled };
