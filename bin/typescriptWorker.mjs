// Starts a worker thread on a TypeScript module: `new Worker(<this file>, { workerData: { module: <its URL>, … } })`.
// A thread does not inherit what reads TypeScript from the program that starts it.
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
await import(workerData.module);
