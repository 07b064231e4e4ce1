import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { FormErrors, PostForm, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { Post } from '../../posts/index.ts';
import { factLines, Lines } from '../../posts/web/postPage.tsx';
import { pcnPostsCrumbs, postPath, WORKFORCE } from '../../posts/web/postPaths.ts';
import type { NetworkNames } from '../../posts/queries/networkNames.ts';
import { mendPath } from '../../belonging/web/belongingTable.tsx';
import { belongingRules } from '../../belonging/index.ts';
import type { TestId } from '../../belonging/index.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import type { Saying } from '../queries/saying.ts';
import { sayAnswer, sayWords } from './sayings.tsx';
import { notSoPath } from './youPaths.ts';

interface NotSoPageProps {
  pcn: SeenPcn;
  names: NetworkNames;
  post: Post;
  saying: Saying;
  form: FormState;
  notice?: string | undefined;
}

/** Which line of a post's facts a test reads. Peers come with the home. */
const LINE_OF: Readonly<Record<TestId, string>> = { 'named-home': 'At home', 'line-manager': 'Line manager', 'clinical-supervisor': 'Clinical supervisor', peers: 'At home', 'regular-meeting': 'Meets', 'place-to-sit': 'A place to sit' };

/** What a holder says is not so, for who answers it: by changing the post, or in a sentence. */
export function NotSoPage({ pcn, names, post, saying, form, notice }: NotSoPageProps): ReactElement {
  const who = names.staffName(saying.staffId);
  const line = LINE_OF[saying.test];
  const isOpen = saying.state === 'asks';
  return (
    <Page title={`“${belongingRules().tests.get(saying.test)!.title}” is said not to be so`} kicker={`${post.title} (${post.reference}), ${pcn.name}`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs(pcn)} hasErrors={Boolean(form.errors)} notice={notice}>
      <Lines lines={[
        [`${who} says`, `${sayWords(saying.words)}, on ${sayDate(saying.saidOn)}`],
        ['The post says', `${line}: ${factLines(post, names).find(([key]) => key === line)?.[1] ?? 'nothing'}`],
        ...(isOpen ? [] : [['How it stands', saying.state === 'withdrawn' ? `Taken back on ${sayDate(saying.withdrawnOn!)}.` : sayAnswer(saying) ?? ''] as const]),
      ]} />
      {isOpen ? (
        <>
          {pcn.isKeeper && <p>If {who} is right, <a href={mendPath(post.id, saying.test)}>change the post</a>: that answers it. Otherwise answer in a sentence, which {who} reads.</p>}
          {!pcn.isKeeper && <p>You are the line manager of this post. {who} reads your answer; whoever keeps the PCN’s posts can change what the post says.</p>}
          <PostForm action={notSoPath(saying.id)} submit="Answer" form={form}>
            <TextAreaField name="words" label="What is so, or what will be done and by when" rows={2} form={form} />
          </PostForm>
        </>
      ) : (
        <>
          <FormErrors errors={form.errors} />
          <p><a href={postPath(post.id)}>See the post</a></p>
        </>
      )}
    </Page>
  );
}
