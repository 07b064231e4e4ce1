import type { PostFacts } from '../../posts/index.ts';
import { stateOf } from '../domain/notSo.ts';
import type { NotSo, NotSoState } from '../domain/notSo.ts';

/** What a holder says, with how it stands against the post. */
export type Saying = NotSo & { state: NotSoState };

export const sayingOf = (said: NotSo, post: PostFacts): Saying => ({ ...said, state: stateOf(said, post) });
