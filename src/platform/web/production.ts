/**
 * React picks its slow development build unless NODE_ENV says otherwise at the moment it is first loaded, so
 * this file is imported before anything that imports React: first line of the server, first line of `bin`.
 * Whoever sets NODE_ENV (a test runner, a developer) keeps their choice.
 */
process.env['NODE_ENV'] ??= 'production';
