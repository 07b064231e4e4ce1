import { sayDate } from '#kernel/isoDate.ts';
import { positionsRead } from '../../queries/positions.ts';
import { mandatesRead } from '../../queries/mandates.ts';
import { isInForce } from '../../domain/mandate.ts';
import { questionPath } from '../questions/questionPaths.ts';
import type { ThreadSection } from '../questions/threadSections.ts';
import { sayWords } from './confidedQuestion.ts';

/** The position as this viewer may read it, with the mandates for those who may. */
export const positionSection: ThreadSection = async (context, question, viewer) => {
  const db = context.database.as();
  const { published, versions } = await positionsRead(db, question, viewer);
  const position = versions?.[0] ?? published;
  if (!position) return null;
  const mandates = await mandatesRead(db, question, viewer, context.today());
  const holding = (mandates ?? []).filter((mandate) => isInForce(mandate, context.today()));
  return (
    <section aria-labelledby="position">
      <h2 id="position">Position</h2>
      <p className="voice-words">{sayWords(position.want)}</p>
      <p className="voice-small">
        Agreed on {sayDate(position.agreedOn)}{position.publishedAt ? '' : ', not published'}. <a href={`${questionPath(question.id)}/position`}>Read the position</a>
      </p>
      {versions && (
        <p id="mandate" className="voice-small">
          {holding.length === 0 ? 'No mandate is in force.' : holding.map(({ id, endsOn, representatives }) => `Mandate ${id}: ${representatives.map(({ seatTitle }) => seatTitle).join(', ')}, until ${sayDate(endsOn)}.`).join(' ')}{' '}
          <a href={`${questionPath(question.id)}/mandates`}>Mandates</a>
        </p>
      )}
    </section>
  );
};
