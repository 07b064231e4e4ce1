import { sayMonth } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { ANCHORS, isOwnAnswer, PROFESSIONS } from '../domain/fact.ts';
import type { Fact, FactKind } from '../domain/fact.ts';
import { sayFigure } from '../domain/laterFindings.ts';
import type { ProgrammeOf } from '../queries/programmes.ts';

/** What a kind of fact is called in a list. */
export const KIND_WORDS: Readonly<Record<FactKind, string>> = {
  subject: 'Points at', leader: 'Asked', 'leader-answer': 'Answer', member: 'In the team', sought: 'Wanted', vision: 'What patients will notice', measure: 'Measure', 'planned-measure': 'To be measured', figure: 'Figure',
  communication: 'To tell', delivered: 'Told', heard: 'Heard', obstacle: 'Obstacle', resolved: 'Out of the way', win: 'First win', 'planned-win': 'First win to plan', 'win-reached': 'What came of it', anchor: 'Anchored', cost: 'Paid',
  'peer-offer': 'Offer of help', 'peer-answer': 'Answer to an offer', 'peer-helped': 'In touch', disagreement: 'Disagreement', close: 'Closed',
};

type Known = Pick<ProgrammeOf, 'facts' | 'practices' | 'organisationName' | 'organisationCode' | 'uses' | 'nameOf'>;

/** A fact in words, as a list or a choice has it. */
export function sayFact(fact: Fact, programme: Known): string {
  const { facts, practices, uses, nameOf } = programme;
  const placeOf = (code: string): string => practices.find((one) => one.code === code)?.name ?? (code === programme.organisationCode ? programme.organisationName : code);
  const about = (): string => {
    const one = facts.find(({ id }) => id === fact.aboutId);
    return one ? sayFact(one, programme) : 'what was withdrawn';
  };
  const bywhom = fact.personId === null && nameOf.has(fact.by) ? `, noted by ${nameOf.get(fact.by)}` : '';
  switch (fact.kind) {
    case 'subject': return uses.find(({ factId }) => factId === fact.id)?.named?.title ?? 'Something that is not there any more';
    case 'measure': return `${fact.detail.title}, from ${sayFigure(fact.detail.baseline)} to ${sayFigure(fact.detail.target)} ${fact.detail.unit}`;
    case 'win': return `${fact.detail.title}, ${sayFigure(fact.detail.target)} ${fact.detail.unit}`;
    case 'planned-measure': return `${fact.detail.title} (${fact.detail.unit}), without a baseline yet`;
    case 'planned-win': return `${fact.detail.title} (${fact.detail.unit}), without a figure and a day yet`;
    case 'communication': return `${fact.detail.audience}: ${fact.words ?? 'words that were erased'}`;
    case 'leader': return `${fact.name ?? 'Somebody'}, ${placeOf(fact.detail.organisationCode)}`;
    case 'member': return `${fact.name ?? 'Somebody'}, ${PROFESSIONS[fact.detail.profession]}, ${placeOf(fact.detail.organisationCode)}`;
    case 'sought': return PROFESSIONS[fact.detail.profession];
    case 'leader-answer': return `${about()}: standing still is ${fact.detail.standingStillIsWorse ? 'worse' : 'not worse'}${isOwnAnswer(fact, facts) ? '' : bywhom}${fact.words === null ? '' : `. “${fact.words}”`}`;
    case 'figure': return `${sayFigure(fact.detail.value)} for ${sayMonth(fact.on)}: ${about()}`;
    case 'win-reached': return `${sayFigure(fact.detail.value)}: ${about()}`;
    case 'delivered': return about();
    case 'heard': return `${fact.detail.couldSay} of ${fact.detail.asked} could say it: ${about()}`;
    case 'resolved': return `${about()}: ${fact.words ?? 'words that were erased'}`;
    case 'anchor': return `${ANCHORS[fact.detail.anchor]}: ${fact.words ?? 'words that were erased'}`;
    case 'cost': return `${sayPounds(fact.detail.pence)}: ${fact.words ?? 'words that were erased'}`;
    case 'obstacle': return `${fact.words ?? 'Words that were erased'} (${fact.name === null ? 'no owner' : `${fact.name} sees to it`})`;
    case 'peer-answer': return fact.detail.accepts ? 'Accepted' : 'Declined';
    default: return fact.words ?? 'Noted';
  }
}
