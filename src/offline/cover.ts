// *Keep this course offline*, on the cover: how much it is, how far it is, what came of it. The HTML is that of
// components/KeepOffline.astro; nothing is fetched before the reader comes near it but the list of files, for its size.
import { translate } from '../languages/translate.ts';
import { KeepError, fetchList, keepCourse, removeCourse, siteRoot, sumOf } from './keep.ts';
import { keptCourses, type CourseFiles } from './kept-courses.ts';
import { startWorker, whyNotHere } from './register.ts';

export function startKeeping(): void {
  const host = document.querySelector<HTMLElement>('[data-offline]');
  if (host) void new Panel(host).show();
}

class Panel {
  readonly #root = siteRoot();
  readonly #course: string;
  readonly #keep: HTMLButtonElement;
  readonly #engine: HTMLInputElement;
  readonly #cancel: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  readonly #bar: HTMLProgressElement;
  readonly #status: HTMLElement;
  readonly #host: HTMLElement;
  #list: CourseFiles | undefined;
  #work: AbortController | undefined;

  constructor(host: HTMLElement) {
    const part = <Part extends HTMLElement>(name: string): Part => {
      const found = host.querySelector<Part>(`[data-${name}]`);
      if (!found) throw new Error(`The cover has no part "${name}".`);
      return found;
    };
    this.#host = host;
    this.#course = host.dataset['offline'] ?? '';
    this.#keep = part('keep');
    this.#engine = part('keep-engine');
    this.#cancel = part('keep-cancel');
    this.#remove = part('keep-remove');
    this.#bar = part('keep-progress');
    this.#status = part('keep-status');
    this.#keep.addEventListener('click', () => void this.#start());
    this.#cancel.addEventListener('click', () => this.#work?.abort());
    this.#remove.addEventListener('click', () => void this.#takeAway());
    this.#engine.addEventListener('change', () => void this.show());
  }

  /** What is kept, what would be fetched. */
  async show(): Promise<void> {
    if (whyNotHere() !== undefined) return;
    const kept = (await keptCourses(this.#root)).find(({ course }) => course === this.#course);
    this.#list ??= await fetchList(this.#root, this.#course).catch(() => undefined);
    const list = this.#list;
    const canAddEngine = list !== undefined && list.engine.length > 0 && !kept?.hasEngine;
    const label = this.#engine.closest('label');
    if (label) label.hidden = !canAddEngine;
    const engineSize = this.#host.querySelector('[data-keep-engine-size]');
    if (engineSize && list) engineSize.textContent = inBytes(sumOf(list.engine));
    const isComplete = kept !== undefined && !(canAddEngine && this.#engine.checked);
    this.#keep.hidden = isComplete;
    this.#remove.hidden = kept === undefined;
    const size = this.#host.querySelector('[data-keep-size]');
    const wanted = list && sumOf(kept ? [] : list.files) + (this.#engine.checked ? sumOf(list.engine) : 0);
    if (size) size.textContent = wanted === undefined || isComplete ? '' : inBytes(wanted);
    if (kept && isComplete && this.#status.textContent === '')
      this.#translate(
        translate('keeping', 'isKept', 'This course is kept on this device ({size}).', {
          size: inBytes(sumOf(kept.files) + (kept.hasEngine ? sumOf(kept.engine) : 0)),
        }),
      );
  }

  async #start(): Promise<void> {
    const why = whyNotHere();
    if (why === 'insecure')
      return this.#translate(
        translate(
          'keeping',
          'insecure',
          'Browsers keep pages offline only from addresses that begin with https:, and this one does not. The EPUB can be kept anyway.',
        ),
      );
    if (why === 'unsupported')
      return this.#translate(
        translate(
          'keeping',
          'unsupported',
          'This browser, or this private window, keeps no pages offline. The EPUB can be kept anyway.',
        ),
      );
    this.#work = new AbortController();
    this.#busy(true);
    this.#translate(translate('keeping', 'keeping', 'Fetching the course …'));
    try {
      const list = await fetchList(this.#root, this.#course);
      this.#list = list;
      await keepCourse(this.#root, list, {
        hasEngine: this.#engine.checked && list.engine.length > 0,
        signal: this.#work.signal,
        onProgress: (done, all) => {
          this.#bar.max = all;
          this.#bar.value = done;
        },
      });
      await startWorker(this.#root).catch(async (error: unknown) => {
        // Files that nothing answers with would only take room.
        await removeCourse(this.#root, this.#course);
        throw error;
      });
      // Asked so that the browser does not clear it when room is short; it may say no.
      void navigator.storage?.persist?.().catch(() => false);
      this.#translate('');
    } catch (error) {
      this.#translate(
        this.#work.signal.aborted
          ? translate('keeping', 'cancelled', 'Cancelled. Nothing was kept.')
          : failure(error),
      );
    }
    const hadFocus = document.activeElement === this.#cancel;
    this.#busy(false);
    await this.show();
    if (hadFocus) (this.#keep.hidden ? this.#remove : this.#keep).focus();
  }

  async #takeAway(): Promise<void> {
    await removeCourse(this.#root, this.#course);
    this.#engine.checked = false;
    this.#translate(translate('keeping', 'removed', 'The course is no longer kept on this device.'));
    await this.show();
    this.#keep.focus();
  }

  #busy(isBusy: boolean): void {
    this.#bar.hidden = !isBusy;
    this.#cancel.hidden = !isBusy;
    this.#keep.disabled = isBusy;
    this.#bar.value = 0;
    if (isBusy) this.#cancel.focus();
  }

  #translate(sentence: string): void {
    this.#status.textContent = sentence;
  }
}

function failure(error: unknown): string {
  const trouble = error instanceof KeepError ? error.trouble : undefined;
  if (trouble === 'full')
    return translate(
      'keeping',
      'full',
      'There is not enough room on this device, so the course was not kept. Make room, or remove a course that is kept.',
    );
  if (trouble === 'changed')
    return translate('keeping', 'changed', 'The course was published anew while it was fetched. Try again.');
  if (trouble === 'unreachable')
    return translate(
      'keeping',
      'unreachable',
      'Not all files could be fetched, so the course was not kept. Try again when the network is back.',
    );
  return translate('keeping', 'failed', 'This browser did not let the course be kept: {reason}', {
    reason: error instanceof Error ? error.message : String(error),
  });
}

/** 3 400 000 → "3.4 MB" */
function inBytes(bytes: number): string {
  const [unit, value] = bytes < 950_000 ? ['kilobyte', bytes / 1000] : ['megabyte', bytes / 1_000_000];
  const text = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
  // Number and unit stay on one line.
  return text.replace(' ', '\u00a0');
}
