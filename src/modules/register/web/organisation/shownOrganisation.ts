import { publishedFacts } from '../../queries/publishedFacts.ts';
import type { PublishedFacts } from '../../queries/publishedFacts.ts';
import type { RegisterContext } from '../../context.ts';
import { keptByDay } from '../../domain/keptByDay.ts';
import { lineageOf } from '../../domain/lineage.ts';
import { membersOf } from '../../domain/membersOf.ts';
import type { MemberGroup } from '../../domain/membersOf.ts';
import type { OrganisationAt } from '../../domain/registerImage.ts';
import type { AsAt } from '../asAt.ts';

/** What every page of an organisation is made from. */
export interface ShownOrganisation {
  at: AsAt;
  facts: PublishedFacts;
  organisation: OrganisationAt;
  /** From the ICB down to its nearest. */
  lineage: OrganisationAt[];
  members: MemberGroup[];
  /** The codes of the practices in it, itself if it is one. */
  practices: string[];
}

type Shape = Pick<ShownOrganisation, 'lineage' | 'members' | 'practices'>;

/** Large bodies are asked for often, and their members take the longest. */
const shapesOf = keptByDay(() => new Map<string, Shape>());
/** Below this it is quicker to make again than to remember. */
const WORTH_KEEPING_MIN = 40;

export async function showOrganisation(context: RegisterContext, at: AsAt, organisation: OrganisationAt): Promise<ShownOrganisation> {
  return { at, facts: await publishedFacts(context, at), organisation, ...shapeOf(at, organisation.code) };
}

function shapeOf({ image, asAt }: AsAt, code: string): Shape {
  const shapes = shapesOf(image, asAt);
  const kept = shapes.get(code);
  if (kept) return kept;
  const shape: Shape = { lineage: lineageOf(image, code, asAt), members: membersOf(image, code, asAt), practices: image.practicesWithin(code, asAt) };
  if (shape.practices.length >= WORTH_KEEPING_MIN) shapes.set(code, shape);
  return shape;
}
