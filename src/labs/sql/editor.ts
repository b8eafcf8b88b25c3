// The editor of an example: CodeMirror in a shadow root, because there its styles are a sheet made by script, which the
// page's policy allows, and not an element, which it does not. Loaded when *Edit* is pressed.
import {
  autocompletion,
  closeBrackets,
  closeCompletion,
  completionKeymap,
  currentCompletions,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface Editor {
  text(): string;
  setText(text: string): void;
  focus(): void;
  /** Names for completion. */
  setTables(tables: Readonly<Record<string, readonly string[]>>): void;
  /** Marks the places of errors; none takes the marks away. */
  mark(places: readonly number[]): void;
  remove(): void;
}

export interface EditorKeys {
  run(): void;
  leave(): void;
}

/** The colours of code as the text has them. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.typeName], color: 'var(--code-constant)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--code-comment)', fontStyle: 'italic' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--text-mono)', fontSize: '0.875rem', lineHeight: '1.55' },
  '.cm-content': { padding: '0.75rem 1rem', caretColor: 'var(--ink)', minBlockSize: '2.75rem' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--rule-strong)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--mark)' },
  '.lab-place': { backgroundColor: 'var(--removed-wash)', borderBottom: '2px solid var(--removed)' },
});

/**
 * Text typed over a selection. Left to the browser, it would keep the colours of what is replaced in an element with a
 * style of its own, which the page's policy reports.
 */
const typing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== 'insertText' || event.data === null) return false;
    if (view.composing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

const setMarks = StateEffect.define<readonly number[]>();
const wrong = Decoration.mark({ class: 'lab-place' });

/** Gone with the first change, since it may be what mends them. */
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(current, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      const text = transaction.newDoc.toString();
      return Decoration.set(
        effect.value.flatMap((at) => {
          const length = /^[\w$]+|^\S/.exec(text.slice(at))?.[0].length ?? 0;
          return length > 0 ? [wrong.range(at, at + length)] : [];
        }),
        true,
      );
    }
    return transaction.docChanged ? Decoration.none : current;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function openEditor(
  host: HTMLElement,
  text: string,
  label: string,
  { run, leave }: EditorKeys,
): Editor {
  const root = host.attachShadow({ mode: 'open' });
  // To the page a key in here has the host as its target, which is no field: its shortcuts would take the letters.
  host.addEventListener('keydown', (event) => event.stopPropagation());
  const language = new Compartment();
  const languageFor = (schema: Record<string, readonly string[]>) =>
    sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true });
  const pressed = (act: () => void) => () => {
    act();
    return true;
  };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          { key: 'Mod-Enter', run: pressed(run) },
          { key: 'Ctrl-Enter', run: pressed(run) },
        ]),
        // Escape closes the list of completions if one is to be seen; else it leaves.
        keymap.of([
          {
            key: 'Escape',
            run: (view) =>
              currentCompletions(view.state).length > 0 ? closeCompletion(view) : pressed(leave)(),
          },
        ]),
        keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        history(),
        closeBrackets(),
        bracketMatching(),
        autocompletion({ icons: false }),
        language.of(languageFor({})),
        syntaxHighlighting(colours),
        typing,
        marks,
        look,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', dir: 'ltr' }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (changed) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: changed } }),
    focus: () => view.focus(),
    setTables: (tables) => view.dispatch({ effects: language.reconfigure(languageFor({ ...tables })) }),
    mark: (places) => view.dispatch({ effects: setMarks.of(places) }),
    remove: () => view.destroy(),
  };
}
