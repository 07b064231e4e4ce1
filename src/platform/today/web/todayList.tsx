import type { ReactElement } from 'react';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';
import { CsrfField } from '../../web/csrf.tsx';
import { sayChoice } from '../digestPeriod.ts';
import type { DigestChoice } from '../digestPeriod.ts';
import type { Today } from '../gatherTasks.ts';
import { sayDue, sayMinutes, sayTotal, URGENCIES, urgencyOf } from '../sayTasks.ts';
import type { Urgency } from '../sayTasks.ts';
import type { InPlace, Task } from '../task.ts';

export interface TodayListProps {
  today: Today;
  /** Which day it is. */
  day: IsoDate;
  /** How often its reader has it by e-mail. */
  digest: DigestChoice;
}

/** More than anybody does in a day; the rest follows once these are done. */
const SHOWN_MAX = 40;

/** What needs the reader, over all modules, each with why it is theirs, and done here where it can be. */
export function TodayList({ today: { tasks, missing }, day, digest }: TodayListProps): ReactElement {
  const shown = tasks.slice(0, SHOWN_MAX);
  const groups = (Object.keys(URGENCIES) as Urgency[]).map((urgency) => ({ urgency, tasks: shown.filter(({ due }) => urgencyOf(due, day) === urgency) })).filter((group) => group.tasks.length > 0);
  return (
    <section className="today" aria-label="What needs you">
      {tasks.length > 0 ? <p className="today__total">{sayTotal(tasks)}</p> : missing.length === 0 && <NothingToDo />}
      {missing.length > 0 && (
        <p className="today__missing">
          We could not look for {sayList(missing)} just now, so {tasks.length > 0 ? 'this list may be short' : 'something may need you that we do not show'}. Please look again in a minute.
        </p>
      )}
      {groups.map(({ urgency, tasks: grouped }) => (
        <section key={urgency} className={`today__group today__group--${urgency}`} aria-labelledby={`today-${urgency}`}>
          <h2 className="today__heading" id={`today-${urgency}`}>
            {URGENCIES[urgency]}
          </h2>
          <ol className="today__tasks">
            {grouped.map((task) => (
              <TaskItem key={task.id} task={task} day={day} />
            ))}
          </ol>
        </section>
      ))}
      {tasks.length > shown.length && <p>And {tasks.length - shown.length} more, which show once these are done.</p>}
      <p className="today__digest">
        {digest.every === 'off' ? (
          <>
            Rather have this in your inbox? <a href="/today/digest">Get it by e-mail</a>, daily or weekly.
          </>
        ) : (
          <>
            You get this list by e-mail {sayChoice(digest)}. <a href="/today/digest">Change that</a>
          </>
        )}
      </p>
    </section>
  );
}

function NothingToDo(): ReactElement {
  return (
    <div className="today__nothing">
      <p>
        <strong>Nothing needs you just now.</strong>
      </p>
      <p>You are up to date. When a question, a canvass or a report is waiting for you, you will find it here.</p>
    </div>
  );
}

function TaskItem({ task: { id, title, why, href, due, minutes, inPlace }, day }: { task: Task; day: IsoDate }): ReactElement {
  const when = sayDue(due, day);
  return (
    <li className="today__task">
      <div className="today__what">
        <h3 className="today__title">
          <a href={href}>{title}</a>
        </h3>
        <p className="today__why">{why}</p>
      </div>
      <p className="today__when">
        {when && (
          <>
            <strong>{when}</strong>
            <span className="nhsuk-u-visually-hidden">, </span>
          </>
        )}
        <span>About {sayMinutes(minutes)}</span>
      </p>
      {inPlace && <DoneHere id={id} title={title} inPlace={inPlace} />}
    </li>
  );
}

/** One press does it: the button stands there. With a choice or words to give, which is an answer, it opens when asked. */
function DoneHere({ id, title, inPlace }: { id: string; title: string; inPlace: InPlace }): ReactElement {
  if (!inPlace.choice && !inPlace.words) return <InPlaceForm id={id} title={title} inPlace={inPlace} />;
  return (
    <details className="today__here">
      <summary>
        Answer here<span className="nhsuk-u-visually-hidden">: {title}</span>
      </summary>
      <InPlaceForm id={id} title={title} inPlace={inPlace} />
    </details>
  );
}

function InPlaceForm({ id, title, inPlace: { action, submit, fields, choice, words } }: { id: string; title: string; inPlace: InPlace }): ReactElement {
  const fieldId = (name: string): string => `today-${id.replace(/[^\w-]/g, '-')}-${name}`;
  return (
    <form method="post" action={action} className="today__form">
      <CsrfField />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {choice && (
        <fieldset className="nhsuk-fieldset today__choice">
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{choice.legend}</legend>
          <div className="nhsuk-radios nhsuk-radios--small">
            {choice.options.map(({ value, label }, index) => (
              <div className="nhsuk-radios__item" key={value}>
                <input className="nhsuk-radios__input" type="radio" required id={fieldId(`${choice.name}-${index}`)} name={choice.name} value={value} />
                <label className="nhsuk-label nhsuk-radios__label" htmlFor={fieldId(`${choice.name}-${index}`)}>
                  {label}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      )}
      {words && (
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={fieldId(words.name)}>
            {words.label}
          </label>
          {words.hint && (
            <div className="nhsuk-hint" id={fieldId(`${words.name}-hint`)}>
              {words.hint}
            </div>
          )}
          <textarea className="nhsuk-textarea" rows={3} id={fieldId(words.name)} name={words.name} aria-describedby={words.hint ? fieldId(`${words.name}-hint`) : undefined} />
        </div>
      )}
      <button type="submit" className={`nhsuk-button nhsuk-button--small${choice || words ? '' : ' nhsuk-button--secondary'}`}>
        {submit}
        <span className="nhsuk-u-visually-hidden">: {title}</span>
      </button>
    </form>
  );
}
