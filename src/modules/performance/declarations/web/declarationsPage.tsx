import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { eventsFrom } from '#platform/stateMachine/stateMachine.ts';
import { PostForm, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { figuresPath } from '../../indicators/web/indicatorPaths.ts';
import { DECLARATION_LIFE, DECLARATION_STATES, STEP_BY } from '../domain/declarationLife.ts';
import type { DeclarationEvent } from '../domain/declarationLife.ts';
import { sayFigures } from '../domain/whatChanged.ts';
import { declarationsPath } from '../queries/declarations.ts';
import type { Declaration, DeclarationRights, DeclarationStepKept } from '../queries/declarations.ts';

const FORMS: Readonly<Record<DeclarationEvent, { submit: string; words?: string; amount?: string } | null>> = {
  declare: { submit: 'Declare it' }, submit: { submit: 'Put it to the PCN for approval' }, 'approve-for-pcn': { submit: 'Approve it for the PCN' }, approve: { submit: 'Approve it' },
  return: { submit: 'Return it to the PCN', words: 'Why' }, pay: { submit: 'Record it as paid', amount: 'What was paid, in pounds' }, dispute: { submit: 'Dispute it', words: 'What is wrong' },
  settle: { submit: 'Settle the dispute', words: 'How it is settled' }, deem: { submit: 'Take it as deemed achieved' }, adjust: { submit: 'Adjust it by hand', words: 'Why', amount: 'By how much, in pounds; with a minus where it is taken back' },
  'data-changed': null, 'members-changed': null,
};
const HAPPENED: Readonly<Record<DeclarationStepKept['event'], string>> = {
  calculate: 'Calculated', declare: 'Declared', submit: 'Put to the PCN', 'approve-for-pcn': 'Approved for the PCN', approve: 'Approved by the commissioner', return: 'Returned to the PCN', pay: 'Paid',
  dispute: 'Disputed', settle: 'Dispute settled', deem: 'Deemed achieved, nationally', adjust: 'Adjusted by hand', 'data-changed': 'Sent back: its figures changed', 'members-changed': 'Sent back: a practice joined or left',
};

export interface DeclarationsPageProps {
  code: string;
  name: string;
  year: FinancialYear;
  declarations: readonly Declaration[];
  rights: DeclarationRights;
  /** Why an indicator was deemed achieved nationally. */
  deemed: ReadonlyMap<string, string>;
  form: FormState & { indicator?: string; event?: string };
  notice?: string | undefined;
}

/** The steps that its reader can take of a declaration, the one that leads on first. */
function stepsFor({ state, earns, numerator }: Declaration, rights: DeclarationRights, isDeemed: boolean): DeclarationEvent[] {
  if (!earns) return [];
  const isMine = (event: DeclarationEvent): boolean => (STEP_BY[event] === 'keeper' ? rights.keeps : STEP_BY[event] === 'commissioner' && rights.commissions);
  const lacksFigures = (event: DeclarationEvent): boolean => numerator === null && (event === 'declare' || event === 'submit');
  return eventsFrom(DECLARATION_LIFE, state).filter((event) => isMine(event) && !lacksFigures(event) && (event !== 'deem' || isDeemed));
}

/** Steps that only undo or object: never what a reader is led to. */
const ASIDE: readonly DeclarationEvent[] = ['return', 'dispute', 'adjust'];

export function DeclarationsPage({ code, name, year, declarations, rights, deemed, form, notice }: DeclarationsPageProps): ReactElement {
  const stepsOf = new Map(declarations.map((one) => [one.id, stepsFor(one, rights, deemed.has(one.indicator))]));
  // One primary action a page: the step that was just tried, else the first that leads on.
  const first = declarations.find(({ indicator }) => form.indicator === indicator) ?? declarations.find(({ id }) => stepsOf.get(id)!.some((event) => !ASIDE.includes(event)));
  return (
    <Page title={`Declarations, ${year}`} kicker={`${name} (${code})`} current="/performance" breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Performance', href: '/performance' }]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p>What the PCN declares of each indicator, from its practices’ figures. Where figures change, or a practice joins or leaves, a declaration goes back to the PCN until it is paid; after that it is adjusted by hand.</p>
      {declarations.length === 0 && <p>{rights.keeps ? 'Nothing is calculated yet. It takes the newest figures that were sent in.' : 'Nothing is declared for this year.'}</p>}
      {declarations.map((one) => (
        <DeclarationSection key={one.id} declaration={one} events={stepsOf.get(one.id)!} keeps={rights.keeps} isFirst={one === first} deemed={deemed.get(one.indicator) ?? null} form={form.indicator === one.indicator ? form : {}} />
      ))}
      {rights.keeps && (
        <PostForm action={declarationsPath(code)} submit={declarations.length === 0 ? 'Calculate what can be declared' : 'Calculate again from the newest figures'} isSecondary={first !== undefined} form={{}}>
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="event" value="calculate" />
        </PostForm>
      )}
    </Page>
  );
}

interface DeclarationSectionProps {
  declaration: Declaration;
  events: readonly DeclarationEvent[];
  keeps: boolean;
  /** Whether the page’s primary action is one of its steps. */
  isFirst: boolean;
  deemed: string | null;
  form: FormState & { event?: string };
}

function DeclarationSection({ declaration, events, keeps, isFirst, deemed, form }: DeclarationSectionProps): ReactElement {
  const { indicator, state, members, steps, sentBack, earns } = declaration;
  const open = form.event ?? (isFirst ? events.find((event) => !ASIDE.includes(event)) : undefined);
  return (
    <section>
      <h2 className="nhsuk-heading-m">
        {indicator}: {DECLARATION_STATES[state]}
      </h2>
      <p>
        {sentenceCase(sayFigures(declaration))}, over {members.length} {members.length === 1 ? 'practice' : 'practices'}.{declaration.numerator === null && <> Not every practice’s figures are known, so that the PCN’s are not. {keeps && <a href={figuresPath(declaration.pcnCode, declaration.year)}>Send in the figures of every practice</a>}</>}
      </p>
      {!earns && <p>It earns no points in this year: it is management information, and nothing of it is declared.</p>}
      {sentBack && <p className="nhsuk-inset-text"><strong>Sent back to the PCN.</strong> {sentBack} The figures above are those of before; calculate again to take the newest.</p>}
      {deemed && <p>Nationally deemed achieved, whatever was counted: {deemed}</p>}
      {events.map((event) => (
        <StepForm key={event} declaration={declaration} event={event} isOpen={event === open} form={form.event === event ? form : {}} />
      ))}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What happened to it</span>
        </summary>
        <ol className="nhsuk-details__text">
          {steps.map((step, index) => (
            <li key={index}>
              {HAPPENED[step.event]}, {sayDate(step.on)}
              {step.amountPence !== null && `: ${sayPounds(step.amountPence)}`} ({sayFigures(step)}). {step.found} {step.words} {step.by === 'chorus' ? 'By Chorus itself.' : (step.name ?? (step.by.startsWith('console:') ? 'At the console.' : ''))}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** The page’s primary action stands open; the others are folded away. */
function StepForm({ declaration: { pcnCode, year, indicator }, event, isOpen, form }: { declaration: Declaration; event: DeclarationEvent; isOpen: boolean; form: FormState }): ReactElement | null {
  const fields = FORMS[event];
  if (!fields) return null;
  return (
    <details className="nhsuk-details" open={isOpen}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{fields.submit}</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={declarationsPath(pcnCode)} submit={`${fields.submit}: ${indicator}`} isSecondary={!isOpen} form={form}>
          {Object.entries({ year, event, indicator }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {fields.amount && <TextField name="amount" label={fields.amount} width={10} inputMode="decimal" form={form} />}
          {fields.words && <TextAreaField name="words" label={fields.words} rows={3} form={form} />}
        </PostForm>
      </div>
    </details>
  );
}
