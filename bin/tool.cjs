'use strict';

const { spawn } = require('node:child_process');
const { realpathSync } = require('node:fs');
const { join } = require('node:path');
const { isReady } = require('./installed.cjs');

const root = realpathSync(join(__dirname, '..'));

/** Runs the tools one after the other in the repository's folder; with several, says how each went. */
async function runTools(tools) {
  if (!(await isReady(root))) return;
  for (const tool of tools) {
    const startedAt = Date.now();
    const passed = await run(tool);
    if (!passed) process.exitCode = 1;
    if (tools.length > 1) process.stdout.write(`${tool.name}: ${passed ? 'passed' : 'FAILED'} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  }
}

function run({ bin, args }) {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [join(root, 'node_modules', bin), ...args], { cwd: root, stdio: 'inherit' });
    const pass = (signal) => tool.kill(signal);
    process.once('SIGTERM', pass);
    // The terminal sends an interrupt to the tool as well; only the ending is awaited here.
    process.on('SIGINT', () => {});
    tool.once('error', reject);
    tool.once('exit', (code) => {
      process.off('SIGTERM', pass);
      process.removeAllListeners('SIGINT');
      resolve(code === 0);
    });
  });
}

module.exports = { runTools };
