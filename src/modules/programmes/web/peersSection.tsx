import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, TextField } from '#platform/web/form.tsx';
import type { VoiceQuestion } from '../context.ts';
import { programmePath } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import type { Peer } from '../queries/peers.ts';

/** What was asked of practices about taking help, by the programme that offers it, and whether the reader may ask. */
export interface AskedInVoice {
  mayAsk: boolean;
  questions: ReadonlyMap<string, readonly VoiceQuestion[]>;
}

/** Help that others offer, and what others answered to this programme's own offer. */
export function PeersSection({ programme, asked }: { programme: ProgrammeOf; asked: AskedInVoice }): ReactElement | null {
  const { id, peers, helpAnswers, closedOn, rights, facts, pattern } = programme;
  const isOffering = facts.some(({ kind }) => kind === 'peer-offer');
  const shown = closedOn === null ? peers : peers.filter(({ answer }) => answer !== null);
  const mayOffer = rights.keeps && pattern !== null && !isOffering;
  if (shown.length === 0 && !isOffering && !mayOffer) return null;
  return (
    <section aria-labelledby="peers" className="programme-peers">
      <h2 className="nhsuk-heading-m" id="peers">Help from one to another</h2>
      <ul className="programme-facts">{shown.map((peer) => <PeerLine key={peer.programmeId} programme={programme} peer={peer} asked={asked} />)}</ul>
      {isOffering && <p>You offer help to others who begin the same. {helpAnswers.length === 0 && 'Nobody has answered yet.'}</p>}
      {helpAnswers.length > 0 && <ul>{helpAnswers.slice(0, 25).map(({ organisationName, accepts, on, words }) => <li key={`${organisationName} ${on}`}>{organisationName} {accepts ? 'would like your help' : 'does not need it'}, {sayDate(on)}.{words && <> <span className="programme-words">{words}</span></>}</li>)}</ul>}
      {mayOffer && <p><a href={programmePath(id, '/uses?form=peer-offer#form-peer-offer')}>Offer help to others who begin the same</a></p>}
    </section>
  );
}

function PeerLine({ programme: { id, rights, closedOn }, peer: { programmeId, organisationName, words, offeredOn, answer }, asked }: { programme: ProgrammeOf; peer: Peer; asked: AskedInVoice }): ReactElement {
  const questions = asked.questions.get(programmeId) ?? [];
  const path = programmePath(id, '/peers');
  return (
    <li>
      {organisationName} has begun the same and offers to help, since {sayDate(offeredOn)}.{words && <> <span className="programme-words">{words}</span></>}
      {questions.map(({ title, href, state }) => <p key={href}>Your practices are asked: <a href={href}>{title}</a> ({state})</p>)}
      {answer && <p><strong>{answer.accepts ? 'Accepted' : 'Declined'}</strong> on {sayDate(answer.on)}.{answer.words && <> <span className="programme-words">{answer.words}</span></>}</p>}
      {answer && rights.keeps && closedOn === null && (
        <PostForm action={path} submit="Take this answer back" form={{}}>
          <input type="hidden" name="peer" value={programmeId} /><input type="hidden" name="answer" value="undo" />
        </PostForm>
      )}
      {!answer && rights.keeps && closedOn === null && (
        <details className="programme-withdraw">
          <summary>Answer them</summary>
          <PostForm action={path} submit="Accept their help" form={{}}>
            <input type="hidden" name="peer" value={programmeId} /><input type="hidden" name="answer" value="accept" />
            <TextField name="words" label="What you would like to hear from them (optional)" form={{}} />
          </PostForm>
          <PostForm action={path} submit="Decline" form={{}}>
            <input type="hidden" name="peer" value={programmeId} /><input type="hidden" name="answer" value="decline" />
          </PostForm>
          {asked.mayAsk && questions.length === 0 && (
            <PostForm action={path} submit="Ask our practices first" form={{}}>
              <input type="hidden" name="peer" value={programmeId} /><input type="hidden" name="answer" value="ask" />
            </PostForm>
          )}
        </details>
      )}
    </li>
  );
}
