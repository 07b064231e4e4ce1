import { canvassesOf, canvassRead, isOpenOn } from '../../queries/canvasses.ts';
import { rollUpOf } from '../../queries/canvassRollUp.ts';
import { mayRead } from '../../domain/confidence.ts';
import type { ThreadSection } from '../questions/threadSections.ts';
import { CanvassSummary } from './canvassPage.tsx';
import { sayOutcome } from './rollUpTables.tsx';

/** The canvass in a question's thread: how far it reached, and for general practice's own seats what came of it. */
export const canvassSection: ThreadSection = async (context, question, viewer) => {
  const [canvass] = await canvassesOf(context.database.as(), question.id);
  if (!canvass) return null;
  const rollUp = await rollUpOf(context, canvass.id);
  const isOpen = isOpenOn(canvass, context.today());
  return (
    <section aria-labelledby="canvass">
      <h2 id="canvass">Canvass</h2>
      <CanvassSummary canvass={canvassRead(canvass, viewer)} isOpen={isOpen} coverage={rollUp.coverage} />
      {mayRead('named-answers', viewer, { forumCode: question.forumCode, isPublic: false }) && (
        <p className="canvass-outcome">
          {isOpen && 'As it would be now: '}
          {sayOutcome(rollUp.place)}
        </p>
      )}
      <p>
        <a href={`/questions/${question.id}/canvass`}>{isOpen ? 'Follow or answer the canvass' : 'The canvass in full'}</a>
      </p>
    </section>
  );
};
