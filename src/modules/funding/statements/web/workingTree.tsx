import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { FactUsed, FigureUsed, Step, Working } from '#platform/explanation/working.ts';
import { sayAmount, STATUS_WORDS } from './statementWords.ts';

/** Past so many parts only the first are written out: a page is no ledger. */
const PARTS_SHOWN = 40;

/** How a value came about, from the result down to figures and facts, to be done again by hand. */
export function WorkingTree({ working }: { working: Working }): ReactElement {
  return (
    <ul className="funding-working">
      <WorkingNode working={working} />
    </ul>
  );
}

function WorkingNode({ working }: { working: Working }): ReactElement {
  if (working.kind === 'figure') return <FigureNode figure={working} />;
  if (working.kind === 'fact') return <FactNode fact={working} />;
  return <StepNode step={working} />;
}

function StepNode({ step }: { step: Step }): ReactElement {
  const { parts, rule, says, sign, unit, value } = step;
  const shown = parts.slice(0, PARTS_SHOWN);
  return (
    <li>
      <strong>{sayAmount(value, unit)}</strong> {says}
      {sign !== 'rounded' && parts.length > 1 && <div className="funding-working__sum">= {shown.map((part) => sayAmount(part.value, part.unit)).join(` ${sign === 'the least of' || sign === 'the most of' ? 'or' : sign === 'between' ? 'and' : sign} `)}{parts.length > shown.length ? ` ${sign} …` : ''}</div>}
      <span className="funding-working__rule">Rule {rule}</span>
      <ul>
        {shown.map((part, index) => (
          <WorkingNode key={index} working={part} />
        ))}
        {parts.length > shown.length && <li>… and {parts.length - shown.length} more. The JSON of the command <code>chorus funding explain</code> has them all.</li>}
      </ul>
    </li>
  );
}

function FigureNode({ figure: { figure, from, published, says, source, status, unit, value } }: { figure: FigureUsed }): ReactElement {
  return (
    <li className={status === 'unverified' ? 'funding-working--unverified' : undefined}>
      <strong>{sayAmount(value, unit)}</strong> {says}
      <span className="funding-working__rule">
        Figure {figure}, from {sayDate(from)}, published {sayDate(published)}. {STATUS_WORDS[status]}:{' '}
        {source.address ? <a href={source.address} rel="external">{source.title}</a> : source.title}
        {source.locator && `, ${source.locator}`}
      </span>
    </li>
  );
}

function FactNode({ fact: { proxyFor, says, source, unit, value } }: { fact: FactUsed }): ReactElement {
  return (
    <li>
      <strong>{sayAmount(value, unit)}</strong> {says} <span className="funding-working__rule">From {source}{proxyFor && `. It stands in for ${proxyFor}`}</span>
    </li>
  );
}
