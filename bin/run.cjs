'use strict';

const { existsSync, realpathSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { isReady } = require('./installed.cjs');

const root = realpathSync(join(__dirname, '..'));

/** Installs what is missing, then hands the arguments to `src/app/main.ts`. */
async function runChorus() {
  if (!(await isReady(root))) return;
  readSettings();
  process.env.NODE_ENV ||= 'production';
  // From Node 22.1: what V8 compiled is kept for the next start.
  nodeModule.enableCompileCache?.();
  const { main } = await import(pathToFileURL(await programFile()).href);
  process.exitCode = await main(process.argv.slice(2));
}

/** The bundle of the program; the sources themselves where none can be kept, such as in a folder that may only be read. */
async function programFile() {
  try {
    const file = await require('./bundle.cjs').bundled(root);
    process.setSourceMapsEnabled(true);
    return file;
  } catch {
    // The JSX setting stands in tsconfig.json, which tsx would look for in the folder one happens to be in.
    const { register } = await import('tsx/esm/api');
    register({ tsconfig: join(root, 'tsconfig.json') });
    return join(root, 'src', 'app', 'main.ts');
  }
}

/** The `.env` of the folder one is in, then the one beside the program. What is set already is never changed. */
function readSettings() {
  for (const file of new Set([join(process.cwd(), '.env'), join(root, '.env')])) {
    if (existsSync(file)) process.loadEnvFile(file);
  }
}

module.exports = { runChorus };
