// The panel *Keep this course offline* on the cover: size, progress and result. Its HTML is in components/SaveOffline.astro.
// Before the reader presses the button, only the list of files is fetched, for the size.
import { translate } from '../languages/translate.ts';
import { SaveError, fetchList, saveCourse, removeCourse, siteRoot, sumOf } from './save.ts';
import { offlineCopies, type OfflineFileList } from './copies.ts';
import { startWorker, whyNotHere } from './register.ts';

export function startOfflinePanel(): void {
  const host = document.querySelector<HTMLElement>('[data-offline]');
  if (host) void new Panel(host).show();
}

class Panel {
  readonly #root = siteRoot();
  readonly #course: string;
  readonly #save: HTMLButtonElement;
  readonly #engine: HTMLInputElement;
  readonly #cancel: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  readonly #bar: HTMLProgressElement;
  readonly #status: HTMLElement;
  readonly #host: HTMLElement;
  #list: OfflineFileList | undefined;
  #work: AbortController | undefined;

  constructor(host: HTMLElement) {
    const part = <Part extends HTMLElement>(name: string): Part => {
      const found = host.querySelector<Part>(`[data-${name}]`);
      if (!found) throw new Error(`The cover has no part "${name}".`);
      return found;
    };
    this.#host = host;
    this.#course = host.dataset['offline'] ?? '';
    this.#save = part('keep');
    this.#engine = part('keep-engine');
    this.#cancel = part('keep-cancel');
    this.#remove = part('keep-remove');
    this.#bar = part('keep-progress');
    this.#status = part('keep-status');
    this.#save.addEventListener('click', () => void this.#start());
    this.#cancel.addEventListener('click', () => this.#work?.abort());
    this.#remove.addEventListener('click', () => void this.#removeCopy());
    this.#engine.addEventListener('change', () => void this.show());
  }

  /** Shows whether there is an offline copy, and how much would be downloaded. */
  async show(): Promise<void> {
    if (whyNotHere() !== undefined) return;
    const copy = (await offlineCopies(this.#root)).find(({ course }) => course === this.#course);
    this.#list ??= await fetchList(this.#root, this.#course).catch(() => undefined);
    const list = this.#list;
    const canAddEngine = list !== undefined && list.engine.length > 0 && !copy?.hasEngine;
    const label = this.#engine.closest('label');
    if (label) label.hidden = !canAddEngine;
    const engineSize = this.#host.querySelector('[data-keep-engine-size]');
    if (engineSize && list) engineSize.textContent = inBytes(sumOf(list.engine));
    const isComplete = copy !== undefined && !(canAddEngine && this.#engine.checked);
    this.#save.hidden = isComplete;
    this.#remove.hidden = copy === undefined;
    const size = this.#host.querySelector('[data-keep-size]');
    const wanted = list && sumOf(copy ? [] : list.files) + (this.#engine.checked ? sumOf(list.engine) : 0);
    if (size) size.textContent = wanted === undefined || isComplete ? '' : inBytes(wanted);
    if (copy && isComplete && this.#status.textContent === '')
      this.#showStatus(
        translate('keeping', 'isKept', 'This course is kept on this device ({size}).', {
          size: inBytes(sumOf(copy.files) + (copy.hasEngine ? sumOf(copy.engine) : 0)),
        }),
      );
  }

  async #start(): Promise<void> {
    const why = whyNotHere();
    if (why === 'insecure')
      return this.#showStatus(
        translate(
          'keeping',
          'insecure',
          'Browsers keep pages offline only from addresses that begin with https:, and this one does not. The EPUB can be kept anyway.',
        ),
      );
    if (why === 'unsupported')
      return this.#showStatus(
        translate(
          'keeping',
          'unsupported',
          'This browser, or this private window, keeps no pages offline. The EPUB can be kept anyway.',
        ),
      );
    this.#work = new AbortController();
    this.#busy(true);
    this.#showStatus(translate('keeping', 'keeping', 'Fetching the course …'));
    try {
      const list = await fetchList(this.#root, this.#course);
      this.#list = list;
      await saveCourse(this.#root, list, {
        hasEngine: this.#engine.checked && list.engine.length > 0,
        signal: this.#work.signal,
        onProgress: (done, all) => {
          this.#bar.max = all;
          this.#bar.value = done;
        },
      });
      await startWorker(this.#root).catch(async (error: unknown) => {
        // Without the service worker the files would never be used.
        await removeCourse(this.#root, this.#course);
        throw error;
      });
      // Asks the browser not to evict the copy when storage runs short; it may refuse.
      void navigator.storage?.persist?.().catch(() => false);
      this.#showStatus('');
    } catch (error) {
      this.#showStatus(
        this.#work.signal.aborted
          ? translate('keeping', 'cancelled', 'Cancelled. Nothing was kept.')
          : failure(error),
      );
    }
    const hadFocus = document.activeElement === this.#cancel;
    this.#busy(false);
    await this.show();
    if (hadFocus) (this.#save.hidden ? this.#remove : this.#save).focus();
  }

  async #removeCopy(): Promise<void> {
    await removeCourse(this.#root, this.#course);
    this.#engine.checked = false;
    this.#showStatus(translate('keeping', 'removed', 'The course is no longer kept on this device.'));
    await this.show();
    this.#save.focus();
  }

  #busy(isBusy: boolean): void {
    this.#bar.hidden = !isBusy;
    this.#cancel.hidden = !isBusy;
    this.#save.disabled = isBusy;
    this.#bar.value = 0;
    if (isBusy) this.#cancel.focus();
  }

  #showStatus(sentence: string): void {
    this.#status.textContent = sentence;
  }
}

function failure(error: unknown): string {
  const trouble = error instanceof SaveError ? error.trouble : undefined;
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
