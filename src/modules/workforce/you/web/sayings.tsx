import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { belongingRules } from '../../belonging/index.ts';
import type { TestId } from '../../belonging/index.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import type { Saying } from '../queries/saying.ts';
import { notSoPath } from './youPaths.ts';

/** What a test is called within a sentence: `a place to sit`. */
export const testInWords = (test: TestId): string => belongingRules().tests.get(test)!.title.toLowerCase();

export const sayWords = (words: string | null): string => (words === null ? 'in words that were erased' : `“${words}”`);

/** How an answer, or a change of the post, stands to what was said. */
export const sayAnswer = ({ answer, state }: Pick<Saying, 'answer' | 'state'>): string | null =>
  state === 'changed' ? 'The post was changed since.' : answer ? `Answered on ${sayDate(answer.on)}: ${sayWords(answer.words)}` : null;

/** What one said oneself of a post, beside the fact that it is about. */
export const OwnSaying = ({ saying }: { saying: Saying }): ReactElement => (
  <p className="you-said">
    <strong>You say it is not so</strong>, since {sayDate(saying.saidOn)}: {sayWords(saying.words)} {sayAnswer(saying) ?? 'It waits for an answer.'}{' '}
    <TakeBackForm action={`${notSoPath(saying.id)}/withdraw`} values={{}} label="Take it back" />
  </p>
);
