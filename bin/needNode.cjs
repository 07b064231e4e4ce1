// Written for any Node, however old, so that an old one hears a sentence and not a syntax error.
'use strict';

var OLDEST = [20, 19];

var version = process.versions.node.split('.').map(Number);
if (version[0] < OLDEST[0] || (version[0] === OLDEST[0] && version[1] < OLDEST[1])) {
  process.stderr.write(
    'Chorus needs Node ' + OLDEST.join('.') + ' or later; this is Node ' + process.versions.node + ' (' + process.execPath + ').\n' +
    'Install a newer Node, from nodejs.org or your system, and run the same command again.\n'
  );
  process.exit(1);
}
