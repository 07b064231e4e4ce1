import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, TextField } from '#platform/web/form.tsx';
import type { VoiceQuestion } from '../context.ts';
import { programmePath } from '../queries/programmes.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';
import type { HelpAnswer, Peer } from '../queries/peers.ts';

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
      {helpAnswers.length > 0 && <ul className="programme-facts">{helpAnswers.slice(0, 25).map((answer) => <AnswerLine key={answer.programmeId} programme={programme} answer={answer} />)}</ul>}
      {mayOffer && <p><a href={programmePath(id, '/uses?form=peer-offer#form-peer-offer')}>Offer help to others who begin the same</a></p>}
    </section>
  );
}

/** Who answered the help that one offers; who would like it is to hear from one. */
function AnswerLine({ programme: { id, rights }, answer: { programmeId, organisationName, accepts, on, words, helpedOn } }: { programme: ProgrammeOf; answer: HelpAnswer }): ReactElement {
  return (
    <li>
      {organisationName} {accepts ? 'would like your help' : 'does not need it'}, {sayDate(on)}.{words && <> <span className="programme-words">{words}</span></>}
      {helpedOn !== null && <p>You were in touch with them by {sayDate(helpedOn)}.</p>}
      {accepts && helpedOn === null && rights.keeps && (
        <details className="programme-withdraw">
          <summary>Note that you were in touch</summary>
          <PostForm action={programmePath(id, '/peers')} submit="Note it" form={{}}>
            <input type="hidden" name="peer" value={programmeId} /><input type="hidden" name="answer" value="helped" />
            <TextField name="words" label="What came of it (optional)" form={{ ids: `helped-${programmeId}` }} />
          </PostForm>
        </details>
      )}
    </li>
  );
}

function PeerLine({ programme: { id, rights, closedOn }, peer: { programmeId, organisationName, holds, words, offeredOn, answer }, asked }: { programme: ProgrammeOf; peer: Peer; asked: AskedInVoice }): ReactElement {
  const questions = asked.questions.get(programmeId) ?? [];
  const path = programmePath(id, '/peers');
  return (
    <li>
      {organisationName} {holds ? 'has done the same, its change holds' : 'has begun the same, its change does not hold yet'}, and it offers to help since {sayDate(offeredOn)}.{words && <> <span className="programme-words">{words}</span></>}
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
            <TextField name="words" label="What you would like to hear from them (optional)" form={{ ids: `accept-${programmeId}` }} />
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
