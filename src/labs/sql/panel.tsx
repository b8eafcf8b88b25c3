// What stands below an example that is run: what is loaded, what came, what can be done with it; and its editor.
// Not here: the database (chapter-database.ts), how answers look (results.tsx).
import { render } from 'preact';
import { translate, translationLanguage } from '../../languages/translate.ts';
import { engineWasLoaded, rememberEngine } from '../consent.ts';
import { Stopped } from '../engine/connection.ts';
import { AskToLoad, Busy, phaseWords } from '../loading.tsx';
import { addLabStyles } from '../stylesheet.ts';
import { errorsIn, lastRows, type ScriptAnswer } from './answer.ts';
import type { ChapterDatabase, Phase } from './chapter-database.ts';
import type { Editor } from './editor.ts';
import { exampleAt, placeOfTask, scriptOf } from './page-databases.ts';
import { markPlaces } from './places.ts';
import { PlanText, Results } from './results.tsx';
import { readCheck, type Checked, type TaskCheck } from './task.ts';
import { verdictWords } from './verdict.ts';

const panels = new Map<Element, Panel>();

export function panelFor(figure: HTMLElement): Panel {
  const known = panels.get(figure);
  if (known) return known;
  const made = new Panel(figure);
  panels.set(figure, made);
  return made;
}

class Panel {
  readonly #figure: HTMLElement;
  readonly #place = document.createElement('div');
  readonly #database: ChapterDatabase;
  readonly #at: number;
  readonly #original: string;
  /** What a task asks for; undefined for an example. */
  readonly #check: TaskCheck | undefined;
  readonly #name: string;
  #editor: Editor | undefined;
  #asks = false;
  #phase: Phase | undefined;
  #answer: (Partial<Checked> & { readonly script: string; readonly answer: ScriptAnswer }) | undefined;
  #trouble = '';
  #status = '';

  constructor(figure: HTMLElement) {
    void addLabStyles();
    this.#figure = figure;
    this.#check = figure.dataset['lab'] === 'task' ? readCheck(figure.dataset['check']) : undefined;
    const { database, at } = this.#check
      ? placeOfTask(figure, figure.dataset['database'] ?? '')
      : exampleAt(figure);
    this.#database = database;
    this.#at = at;
    this.#original = scriptOf(figure);
    this.#name =
      figure.querySelector('figcaption')?.textContent ||
      translate('lab', 'example', 'example {number}', { number: at + 1 });
    this.#place.className = 'lab';
    const language = translationLanguage();
    if (language) this.#place.lang = language;
    figure.append(this.#place);
  }

  get #script(): string {
    return this.#editor?.text() ?? this.#original;
  }

  run(): void {
    if (this.#phase) return;
    if (engineWasLoaded()) return void this.#run();
    this.#asks = true;
    this.#draw();
  }

  async edit(): Promise<void> {
    if (this.#editor) return this.#editor.focus();
    try {
      const { openEditor } = await import('./editor.ts');
      const host = document.createElement('div');
      host.className = 'lab-editor';
      const pre = this.#figure.querySelector('pre');
      pre?.after(host);
      if (pre) pre.hidden = true;
      this.#figure.dataset['editing'] = '';
      const label = translate('lab', 'editor', 'SQL of {example}', { example: this.#name });
      this.#editor = openEditor(host, this.#original, label, {
        run: () => this.run(),
        leave: () => this.#runButton?.focus(),
      });
      this.#editor.focus();
      await this.#offerNames();
    } catch {
      this.#trouble = translate(
        'lab',
        'failed',
        'PostgreSQL could not be loaded. Check the connection, then run the example again.',
      );
    }
    this.#draw();
  }

  get #runButton(): HTMLButtonElement | null {
    return this.#figure.querySelector('.lab-bar button');
  }

  async #run(script = this.#script): Promise<void> {
    this.#asks = false;
    this.#trouble = '';
    this.#markPlaces([]);
    this.#showPhase({ name: 'starting' });
    try {
      const onPhase = (phase: Phase): void => this.#showPhase(phase);
      const checked: Partial<Checked> & { answer: ScriptAnswer } = this.#check
        ? await this.#database.runTask(this.#at, script, this.#check, onPhase)
        : { answer: await this.#database.run(this.#at, script, onPhase) };
      const { answer, verdict } = checked;
      rememberEngine();
      this.#answer = { ...checked, script };
      this.#status = verdict ? verdictWords(verdict) : outcome(answer);
      this.#markPlaces(errorsIn(answer).flatMap(({ at }) => at ?? []));
    } catch (error) {
      this.#answer = undefined;
      this.#trouble = troubleOf(error);
      this.#status = this.#trouble;
    }
    this.#phase = undefined;
    this.#draw();
    await this.#offerNames();
  }

  #showPhase(phase: Phase): void {
    // A screen reader hears each phase once, not each percent.
    if (this.#phase?.name !== phase.name) this.#status = phaseWords(phase);
    this.#phase = phase;
    this.#draw();
  }

  async #offerNames(): Promise<void> {
    if (this.#editor && !this.#phase) this.#editor.setTables(await this.#database.tables());
  }

  #markPlaces(places: readonly number[]): void {
    if (this.#editor) this.#editor.mark(places);
    else markPlaces(this.#figure, this.#original, places);
  }

  #reset(): void {
    this.#database.reset();
    this.#answer = undefined;
    this.#trouble = '';
    this.#status = translate(
      'lab',
      'wasReset',
      'The database is reset. The next run begins with the first example of the page.',
    );
    this.#draw();
    this.#runButton?.focus();
  }

  #restoreText(): void {
    this.#editor?.remove();
    this.#editor = undefined;
    this.#figure.querySelector('.lab-editor')?.remove();
    const pre = this.#figure.querySelector('pre');
    if (pre) pre.hidden = false;
    delete this.#figure.dataset['editing'];
    this.#database.forget(this.#at);
    this.#draw();
    this.#runButton?.focus();
  }

  #draw(): void {
    render(
      <>
        <p class="visually-hidden" role="status">
          {this.#status}
        </p>
        {this.#asks && (
          <AskToLoad
            load={() => {
              this.#runButton?.focus();
              void this.#run();
            }}
            leave={() => {
              this.#asks = false;
              this.#draw();
              this.#runButton?.focus();
            }}
          />
        )}
        {this.#phase && <Busy phase={this.#phase} stop={() => this.#database.stop()} />}
        {this.#trouble && <p class="lab-failed">{this.#trouble}</p>}
        {!this.#trouble && !this.#answer && !this.#phase && this.#status && (
          <p class="lab-note">{this.#status}</p>
        )}
        {this.#answer?.verdict && !this.#phase && (
          <p class="lab-verdict" data-right={this.#answer.verdict.is === 'right'}>
            {verdictWords(this.#answer.verdict)}
          </p>
        )}
        {this.#answer && !this.#phase && (
          <Results answer={this.#answer.answer} script={this.#answer.script} example={this.#name} />
        )}
        {this.#answer?.plan?.length !== undefined && this.#answer.plan.length > 0 && !this.#phase && (
          <PlanText lines={this.#answer.plan} example={this.#name} />
        )}
        {(this.#editor || this.#answer) && !this.#phase && this.#drawFoot()}
      </>,
      this.#place,
    );
  }

  #drawFoot() {
    const { history, version } = this.#database;
    return (
      <div class="lab-foot">
        {this.#editor && (
          <p class="lab-note">
            {translate('lab', 'editorKeys', 'Ctrl+Enter or Command+Enter runs it, Escape leaves the editor.')}
          </p>
        )}
        <p class="lab-buttons">
          {this.#editor && (
            <button type="button" onClick={() => this.#restoreText()}>
              {translate('lab', 'original', 'Back to the text’s version')}
            </button>
          )}
          {version && (
            <button type="button" onClick={() => this.#reset()}>
              {translate('lab', 'reset', 'Reset the database')}
            </button>
          )}
        </p>
        {history.length > 1 && (
          <details class="lab-history">
            <summary>{translate('lab', 'history', 'What you have run')}</summary>
            <ol>
              {history.map((run, index) => (
                <li key={index}>
                  <code>{run.script.trim().split('\n')[0]}</code>{' '}
                  <button type="button" onClick={() => replay(this.#database, run)}>
                    {translate('lab', 'again', 'Run again')}
                  </button>
                </li>
              ))}
            </ol>
          </details>
        )}
        {version && (
          <p class="lab-note">
            {translate(
              'lab',
              'about',
              'PostgreSQL {version} with a single connection: nothing here waits for another session.',
              { version },
            )}
          </p>
        )}
      </div>
    );
  }

  /** Runs what was run here before, where it was run. */
  replay(script: string): void {
    this.#figure.scrollIntoView({ block: 'nearest' });
    this.#runButton?.focus({ preventScroll: true });
    if (!this.#phase) void this.#run(script);
  }

  isFor(database: ChapterDatabase, at: number): boolean {
    return !this.#check && this.#database === database && this.#at === at;
  }
}

function replay(database: ChapterDatabase, { at, script }: { at: number; script: string }): void {
  for (const panel of panels.values()) if (panel.isFor(database, at)) panel.replay(script);
}

function troubleOf(error: unknown): string {
  if (error instanceof Stopped)
    return translate(
      'lab',
      'stopped',
      'Stopped. The next run brings the database back to this point of the text.',
    );
  return translate(
    'lab',
    'failed',
    'PostgreSQL could not be loaded. Check the connection, then run the example again.',
  );
}

/** One sentence for those who do not see the result. */
function outcome(answer: ScriptAnswer): string {
  const [error] = errorsIn(answer);
  if (error) return `${error.severity} ${error.code}: ${error.message}`;
  const rows = lastRows(answer);
  if (rows)
    return `${translate('lab', 'done', 'Done.')} ${translate('lab', 'rows', { one: '{count} row', other: '{count} rows' }, { count: rows.count })}`;
  return answer.statements.length === 0
    ? translate('lab', 'nothing', 'There is no statement to run.')
    : translate('lab', 'done', 'Done.');
}
