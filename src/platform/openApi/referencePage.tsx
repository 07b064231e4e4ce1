import type { ReactElement, ReactNode } from 'react';
import { Page } from '../web/page.tsx';
import { answerFields, kindOf } from './answerFields.ts';
import { answerSchemas, parametersOf, type ApiInfo, type ApiParameter, type JsonSchema } from './document.ts';
import type { Operation } from './operation.ts';

export interface ReferencePageProps {
  info: ApiInfo;
  operations: readonly Operation[];
  /** Where the machine's description is. */
  documentPath: string;
  /** What the API has beside its operations. */
  children?: ReactNode;
}

/** The API for a person: made from the operations, as its OpenAPI description is, so neither can say what the other does not. */
export function ReferencePage({ info, operations, documentPath, children }: ReferencePageProps): ReactElement {
  const schemas = answerSchemas(operations);
  const problem = schemas['Problem']!;
  return (
    <Page title={info.title}>
      <p className="nhsuk-body-l">{info.description}</p>
      <p>
        Programs read the same as <a href={documentPath}>OpenAPI 3.1</a>. This is version {info.version}.
      </p>
      <h2>How to ask</h2>
      <ul>
        <li>Nobody has to sign in, and nothing can be changed here: every address answers GET.</li>
        <li>A parameter that is not listed is refused rather than ignored, so a slip of typing never gives the wrong answer.</li>
        <li>
          Each answer bears an <code>ETag</code>. Sent back as <code>If-None-Match</code>, it gives 304 and no body until something changes.
        </li>
      </ul>
      {operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} schema={schemas[operation.answer.name]!} publicUrl={info.publicUrl} />
      ))}
      {children}
      <h2>When there is no answer</h2>
      <p>
        The status is 400 for what cannot be asked and 404 for what is not there, and the body is <code>application/problem+json</code>:
      </p>
      <Fields schema={problem} />
    </Page>
  );
}

function OperationSection({ operation, schema, publicUrl }: { operation: Operation; schema: JsonSchema; publicUrl: string }): ReactElement {
  const { id, path, summary, description, example } = operation;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{summary}</h2>
      <p>
        <code>GET {path.replace(/:(\w+)/g, '{$1}')}</code>
      </p>
      {description && <p>{description}</p>}
      <ParameterList parameters={parametersOf(operation)} />
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">The answer of “{summary}”</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>{String(schema['description'] ?? '')}</p>
          <Fields schema={schema} />
        </div>
      </details>
      <p>
        Try it: <a href={example}>{`${publicUrl}${example}`}</a>
      </p>
    </section>
  );
}

/** Named things with what they take and mean, one below the other on a phone. */
export function ParameterList({ parameters }: { parameters: readonly Pick<ApiParameter, 'name' | 'required' | 'description' | 'schema'>[] }): ReactElement | null {
  if (parameters.length === 0) return null;
  return (
    <dl className="nhsuk-summary-list">
      {parameters.map(({ name, required, description, schema }) => (
        <Entry key={name} name={name} says={`${required ? 'Needed. ' : ''}${description}`} kind={kindOf(schema)} />
      ))}
    </dl>
  );
}

function Fields({ schema }: { schema: JsonSchema }): ReactElement {
  return (
    <dl className="nhsuk-summary-list">
      {answerFields(schema).map(({ path, kind, description }) => (
        <Entry key={path} name={path} says={description} kind={kind} />
      ))}
    </dl>
  );
}

function Entry({ name, says, kind }: { name: string; says: string; kind: string }): ReactElement {
  return (
    <div className="nhsuk-summary-list__row">
      <dt className="nhsuk-summary-list__key">
        <code>{name}</code>
      </dt>
      <dd className="nhsuk-summary-list__value">
        {says && (
          <>
            {says}
            <br />
          </>
        )}
        {kind}
      </dd>
    </div>
  );
}
