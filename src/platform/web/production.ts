import { createRequire } from 'node:module';

/**
 * React picks its slow development build unless NODE_ENV says otherwise at the moment it is first loaded, so
 * this file is imported before anything that imports React: first line of `bin` and of the server. It must be
 * imported by a `.ts` file: in a `.tsx` file the import of React's JSX runtime is put in front of every other.
 * Whoever sets NODE_ENV (a test runner, a developer) keeps their choice.
 */
if (process.env['NODE_ENV'] === undefined) {
  const isTooLate = Object.keys(createRequire(import.meta.url).cache).some((path) => /react[\w.-]*\.development\.js$/.test(path));
  if (isTooLate) throw new Error('React was loaded in development mode before src/platform/web/production.ts: import that file first, from a .ts file, or set NODE_ENV');
  process.env['NODE_ENV'] = 'production';
}
