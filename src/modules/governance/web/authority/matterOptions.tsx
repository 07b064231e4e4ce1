import type { ReactElement } from 'react';
import type { Matter, MatterTree } from '../../domain/authority/matter.ts';

const deep = (tree: MatterTree, parent: string, depth = 1): { matter: Matter; depth: number }[] => tree.under(parent).flatMap((matter) => [{ matter, depth }, ...deep(tree, matter.id, depth + 1)]);

/** Every matter to choose one from, under the heading of the family that it belongs to. */
export function MatterSelect({ tree, value, error }: { tree: MatterTree; value: string; error?: string | undefined }): ReactElement {
  return (
    <div className={`nhsuk-form-group${error ? ' nhsuk-form-group--error' : ''}`}>
      <label className="nhsuk-label" htmlFor="field-matter">
        Matter
      </label>
      {error && (
        <span className="nhsuk-error-message" id="field-matter-error">
          <span className="nhsuk-u-visually-hidden">Error: </span>
          {error}
        </span>
      )}
      <select className="nhsuk-select" id="field-matter" name="matter" defaultValue={value} aria-describedby={error ? 'field-matter-error' : undefined}>
        <option value="">Choose a matter</option>
        {tree.under(null).map((top) => (
          <optgroup key={top.id} label={top.label}>
            <option value={top.id}>{top.label}: all of it</option>
            {deep(tree, top.id).map(({ matter, depth }) => (
              <option key={matter.id} value={matter.id}>
                {`${'– '.repeat(depth - 1)}${matter.label}`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** Matters to tick, as the tree that they are. What is reserved cannot be granted and is not offered. */
export function MatterBoxes({ tree, name, chosen, skipTop = false }: { tree: MatterTree; name: string; chosen: readonly string[]; skipTop?: boolean }): ReactElement {
  return (
    <div className="authority-boxes">
      {tree.under(null).filter(({ isReserved }) => !isReserved).map((top) => {
        const rows = [...(skipTop ? [] : [{ matter: top, depth: 0 }]), ...deep(tree, top.id)].filter(({ matter }) => !matter.isReserved);
        if (rows.length === 0) return null;
        return (
          <details key={top.id} className="authority-boxes__family" open={rows.some(({ matter }) => chosen.includes(matter.id))}>
            <summary>{top.label}</summary>
            {rows.map(({ matter, depth }) => (
              <div key={matter.id} className={`nhsuk-checkboxes__item authority-boxes__${depth}`}>
                <input className="nhsuk-checkboxes__input" type="checkbox" id={`${name}-${matter.id}`} name={name} value={matter.id} defaultChecked={chosen.includes(matter.id)} />
                <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`${name}-${matter.id}`}>
                  {depth === 0 ? `All of it: ${matter.label}` : matter.label}
                </label>
              </div>
            ))}
          </details>
        );
      })}
    </div>
  );
}
