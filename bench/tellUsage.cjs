'use strict';
// Loaded before the program by `node --require`: says at its end what the process used, threads and all.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.CHORUS_BENCH_USAGE) {
  const file = process.env.CHORUS_BENCH_USAGE;
  // What it starts in turn is not the program.
  delete process.env.CHORUS_BENCH_USAGE;
  process.on('exit', () => writeFileSync(file, JSON.stringify(process.resourceUsage())));
}
