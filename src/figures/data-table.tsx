// What the picture shows, as a table: folded, one key away.
import type { JSX } from 'preact';
import { translate, translationLanguage } from '../languages/translate.ts';
import type { SceneTable } from './figure.ts';

export function DataTable({ table }: { readonly table: SceneTable }): JSX.Element {
  return (
    <details class="figure-data">
      <summary lang={translationLanguage()} dir="auto">
        {translate('figure', 'table', 'The picture as a table')}
      </summary>
      {/* A stop for the keyboard while it scrolls; reader/scrollers.ts takes the stop away where it does not. */}
      <div class="table" tabIndex={0} role="group" aria-label={table.caption}>
        <table>
          <caption>{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) =>
                  column === 0 ? (
                    <th key={column} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={column}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
