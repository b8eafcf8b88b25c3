// A response as text with colours; lines that the last response to the same request did not have are marked.
import { translate } from '../../languages/translate.ts';
import { layOutBody, newLines, printHeaders, statusLine, type Exchange } from './message.ts';

interface ResponseProps {
  readonly exchange: Exchange;
  /** The last response to the same method and path. */
  readonly before: Exchange | undefined;
}

export function ResponseView({ exchange, before }: ResponseProps) {
  const lines = linesOf(exchange);
  const added = before ? newLines(linesOf(before), lines) : new Set<number>();
  const headLength = 1 + exchange.headers.length;
  return (
    <>
      <p class="lab-status" data-class={Math.floor(exchange.status / 100)}>
        {statusLine(exchange.status)}
      </p>
      {before && (
        <p class="lab-note">
          {added.size > 0 ? (
            <mark>{translate('lab', 'changed', 'new since the last response to this request')}</mark>
          ) : (
            translate('lab', 'same', 'As the last response to this request.')
          )}
        </p>
      )}
      <pre
        class="lab-response"
        tabIndex={0}
        role="group"
        aria-label={translate('lab', 'response', 'Response')}
        dir="ltr"
      >
        <samp>
          {lines.slice(1).map((line, index) => {
            const at = index + 1;
            const shown = at < headLength ? <HeaderLine line={line} /> : <JsonLine line={line} />;
            return added.has(at) ? (
              <mark key={at}>
                {shown}
                {'\n'}
              </mark>
            ) : (
              <span key={at}>
                {shown}
                {'\n'}
              </span>
            );
          })}
        </samp>
      </pre>
    </>
  );
}

function linesOf({ status, headers, body }: Exchange): string[] {
  const head = [statusLine(status), ...printHeaders(headers).split('\n')];
  return body === '' ? head : [...head, '', ...layOutBody(body).split('\n')];
}

function HeaderLine({ line }: { readonly line: string }) {
  const colon = line.indexOf(':');
  return (
    <>
      <span class="tok-function">{line.slice(0, colon)}</span>
      {line.slice(colon)}
    </>
  );
}

function JsonLine({ line }: { readonly line: string }) {
  const parts =
    line.match(
      /"(?:[^"\\]|\\.)*"(?:\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b|[^"\d-]+|./g,
    ) ?? [];
  return (
    <>
      {parts.map((part, index) => (
        <span key={index} class={colourOf(part)}>
          {part}
        </span>
      ))}
    </>
  );
}

function colourOf(part: string): string | undefined {
  if (part.startsWith('"')) return part.endsWith(':') ? 'tok-function' : 'tok-string';
  return /^(?:-?\d|true|false|null)/.test(part) ? 'tok-constant' : undefined;
}
