// The form of Kiosk's console: method, path, headers and body of the next request, and how they are read.
// Not here: sending (console.tsx), headers as text (message.ts).
import { translate } from '../../languages/translate.ts';
import { METHODS, readHeaders, type HttpRequest } from './message.ts';

/** The fields of the form, as typed. */
export interface Draft {
  readonly method: string;
  readonly target: string;
  readonly headers: string;
  readonly body: string;
}

/** The request, or what is wrong with it in a sentence for the reader. */
export function readDraft({
  method,
  target,
  headers,
  body,
}: Draft): { readonly request: HttpRequest } | { readonly trouble: string } {
  if (!/^\/[\x21-\x7e]*$/.test(target))
    return {
      trouble: translate('lab', 'badPath', 'The path begins with a slash, for example /v2/products.'),
    };
  const read = readHeaders(headers);
  if ('wrong' in read)
    return {
      trouble: translate('lab', 'badHeader', '“{line}” is not a header; write Name: value.', {
        line: read.wrong,
      }),
    };
  if (body.trim() !== '' && /^(?:GET|HEAD)$/.test(method))
    return { trouble: translate('lab', 'noBody', 'A {method} request has no body here.', { method }) };
  return { request: { method, target, headers: read.headers, body: body.trim() } };
}

interface FormProps {
  readonly draft: Draft;
  /** Whether Kiosk has answered a request, so that it can be changed or reset. */
  readonly isRunning: boolean;
  change(change: Partial<Draft>): void;
  submit(): void;
  copyCurl(): void;
  orderAsOther(): void;
  reset(): void;
}

export function RequestForm({ draft, isRunning, change, submit, copyCurl, orderAsOther, reset }: FormProps) {
  const { method, target, headers, body } = draft;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="lab-line">
        <select
          aria-label={translate('lab', 'method', 'Method')}
          value={method}
          onChange={({ currentTarget }) => change({ method: currentTarget.value })}
        >
          {METHODS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <input
          type="text"
          dir="ltr"
          aria-label={translate('lab', 'path', 'Path')}
          value={target}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          onInput={({ currentTarget }) => change({ target: currentTarget.value })}
        />
        <button type="submit" class="lab-first lab-send">
          {translate('lab', 'send', 'Send')}
        </button>
      </div>
      <label>
        {translate('lab', 'headers', 'Headers, one on each line')}
        <textarea
          dir="ltr"
          rows={headers.split('\n').length}
          spellcheck={false}
          autocapitalize="none"
          value={headers}
          onInput={({ currentTarget }) => change({ headers: currentTarget.value })}
        />
      </label>
      <label>
        {translate('lab', 'body', 'Body')}
        <textarea
          dir="ltr"
          rows={Math.min(10, body.split('\n').length)}
          spellcheck={false}
          autocapitalize="none"
          value={body}
          onInput={({ currentTarget }) => change({ body: currentTarget.value })}
        />
      </label>
      <p class="lab-buttons">
        <button type="button" onClick={copyCurl}>
          {translate('lab', 'asCurl', 'Copy as curl')}
        </button>
        {isRunning && (
          <>
            <button type="button" onClick={orderAsOther}>
              {translate('lab', 'otherWriter', 'Let another customer place an order')}
            </button>
            <button type="button" onClick={reset}>
              {translate('lab', 'resetKiosk', 'Reset Kiosk')}
            </button>
          </>
        )}
      </p>
    </form>
  );
}
