import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { STREAMS } from '../contract/index.ts';
import type { StreamId } from '../contract/index.ts';
import { wordsOf } from './domain/streamWords.ts';
import type { StreamWording } from './domain/streamWords.ts';

const WordsFile = z.strictObject({
  source: z.string(),
  lines: z.array(z.strictObject({ words: z.string().min(1), stream: z.enum(Object.keys(STREAMS) as [StreamId, ...StreamId[]]), status: RULE_STATUS })).min(1),
});

let known: readonly StreamWording[] | undefined;

/** The words of statements with the stream that each means: rules/funding/remittance-words.yaml. Read once; throws where two streams have the same words. */
export function remittanceWords(): readonly StreamWording[] {
  return (known ??= readWords());
}

function readWords(): readonly StreamWording[] {
  const { source, lines } = WordsFile.parse(readRules('funding/remittance-words.yaml'));
  sourceFinder()(source);
  const seen = new Map<string, StreamId>();
  return lines.map(({ words, stream, status }) => {
    const parts = wordsOf(words);
    const key = [...parts].sort().join(' ');
    const other = seen.get(key);
    if (other !== undefined) throw new Error(`The words “${words}” stand twice in remittance-words.yaml: for ${other} and for ${stream}`);
    seen.set(key, stream);
    return { words: parts, stream, status };
  });
}
