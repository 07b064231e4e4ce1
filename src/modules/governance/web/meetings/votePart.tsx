import type { ReactElement } from 'react';
import { CsrfField } from '#platform/web/csrf.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { textIn } from '#platform/web/formValues.ts';
import type { Ballot } from '../../commands/meetings/castVote.ts';
import type { Forum, Seat } from '../../domain/forum.ts';
import { sitterOf } from '../../domain/quorum.ts';
import type { Room } from '../../domain/room.ts';
import { VOTE_CHOICES, type VoteChoice } from '../../domain/vote.ts';
import { Choices } from './choices.tsx';
import { nameOf } from './meetingPaths.ts';

interface VotePartProps {
  path: string;
  forum: Forum;
  seats: readonly Seat[];
  room: Room;
  isOpen: boolean;
  isKeeper: boolean;
  personId: string | null;
}

const OPTIONS = [
  { value: 'for', label: 'For' },
  { value: 'against', label: 'Against' },
  { value: 'abstain', label: 'Abstains' },
];

export const nameInSeat = ({ holder, deputies }: Seat, personId: string): string => nameOf([holder, ...deputies].find((one) => one?.personId === personId)?.name ?? null);

const fieldOf = (seatId: string): string => `vote.${seatId}`;
/** What the page showed of a seat’s vote. */
const wasOf = (seatId: string): string => `was.${seatId}`;

/** The seats for which somebody sits who may vote on this item, and who it is. */
export const votersIn = ({ present, excludedSeatIds }: Room, seats: readonly Seat[]): { seat: Seat; personId: string }[] =>
  seats.flatMap((seat) => {
    const sitter = seat.isVoting && !excludedSeatIds.includes(seat.id) ? sitterOf(seat.id, present) : null;
    return sitter ? [{ seat, personId: sitter.personId }] : [];
  });

/** The vote on one item: the form by which it is taken, and what it comes to. */
export function VotePart({ path, forum, seats, room, isOpen, isKeeper, personId }: VotePartProps): ReactElement {
  const voters = votersIn(room, seats);
  const own = isKeeper ? voters : voters.filter((voter) => voter.personId === personId);
  return (
    <section aria-labelledby="vote">
      <h2 id="vote" className="nhsuk-heading-m">Vote</h2>
      <p className="meeting-quorum">{room.quorum ? room.quorum.says : 'No terms of reference say what a quorum is.'}</p>
      {isOpen && own.length > 0 && (
        <form method="post" action={`${path}/votes`} className="meeting-rows">
          <CsrfField />
          {own.map(({ seat, personId: voter }) => (
            <div key={seat.id} className="meeting-row">
              <input type="hidden" name={wasOf(seat.id)} value={room.votes.find(({ seatId }) => seatId === seat.id)?.choice ?? ''} />
              <div className="meeting-row__line">
                <span>
                  {seat.title}
                  <span className="forum-quiet">
                    {' '}
                    {nameInSeat(seat, voter)}
                    {forum.terms?.decisionRule.weighted && `, weight ${seat.weight}`}
                  </span>
                </span>
                <Choices name={fieldOf(seat.id)} legend={`Vote of ${seat.title}`} options={OPTIONS} chosen={room.votes.find(({ seatId }) => seatId === seat.id)?.choice ?? null} />
              </div>
            </div>
          ))}
          <button type="submit" className="nhsuk-button nhsuk-button--secondary">
            {isKeeper ? 'Save the votes' : 'Cast my vote'}
          </button>
          {isKeeper && (
            <button type="submit" name="rest" value="for" className="nhsuk-button nhsuk-button--secondary">
              All others for
            </button>
          )}
        </form>
      )}
      {isOpen && isKeeper && voters.length === 0 && <p>Nobody can vote yet: mark who is there first.</p>}
      {!isOpen && <CastVotes seats={seats} room={room} />}
      {room.result ? <p>{room.result.says}</p> : <p className="forum-quiet">Nobody has voted. What everybody agrees to needs no vote.</p>}
      {room.uncounted.map(({ vote, why }) => (
        <p key={vote.id}>
          The vote of {nameOf(vote.name)}, who {why}, is not counted.
        </p>
      ))}
    </section>
  );
}

function CastVotes({ seats, room }: { seats: readonly Seat[]; room: Room }): ReactElement | null {
  if (room.votes.length === 0) return null;
  return (
    <ul className="meeting-list">
      {room.votes.map(({ id, seatId, name, choice }) => (
        <li key={id}>
          {seats.find((seat) => seat.id === seatId)?.title ?? 'A seat'}: {VOTE_CHOICES[choice]}
          <span className="forum-quiet">{nameOf(name)}</span>
        </li>
      ))}
    </ul>
  );
}

/**
 * The ballots that a form sent and that were pressed on it: a vote that somebody cast or changed meanwhile stands. `rest` is for
 * whoever has none yet.
 */
export function ballotsIn(values: SentValues, voters: readonly { seat: Seat }[], room: Room): Ballot[] {
  const rest = textIn(values, 'rest');
  return voters.flatMap(({ seat }) => {
    const [sent, was] = [textIn(values, fieldOf(seat.id)), textIn(values, wasOf(seat.id))];
    const before = room.votes.find(({ seatId }) => seatId === seat.id)?.choice;
    const choice = sent !== was ? sent : before ? '' : rest;
    return choice in VOTE_CHOICES && choice !== before ? [{ seatId: seat.id, choice: choice as VoteChoice }] : [];
  });
}
