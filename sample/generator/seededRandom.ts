/**
 * Numbers between 0 and 1 that are the same on every run and every machine, one stream for each name.
 * A stream of its own for each subject means that adding a practice does not change the others' figures.
 */
export function seededRandom(name: string): () => number {
  let state = hashOf(`chorus sample ${name}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a over the code units of the name. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash;
}
