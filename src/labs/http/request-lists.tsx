// Two lists of Kiosk's console: the chapter's requests and those that the reader has sent. A press fills in the form.
import { translate } from '../../languages/translate.ts';
import type { ChapterKiosk } from './chapter-kiosk.ts';
import type { HttpRequest } from './message.ts';

interface ListsProps {
  readonly kiosk: ChapterKiosk;
  fill(request: HttpRequest): void;
}

export function RequestLists({ kiosk, fill }: ListsProps) {
  const { requests, history } = kiosk;
  return (
    <>
      <details class="lab-history">
        <summary>{translate('lab', 'requests', 'Requests of this chapter')}</summary>
        <ol>
          {requests.map((request, index) => (
            <li key={index}>
              <button type="button" class="lab-request" onClick={() => fill(request)}>
                {request.method} {request.target}
              </button>
            </li>
          ))}
        </ol>
      </details>
      {history.length > 0 && (
        <details class="lab-history">
          <summary>{translate('lab', 'sent', 'What you have sent')}</summary>
          <ol>
            {history.map(({ request, exchange }, index) => (
              <li key={index}>
                <button
                  type="button"
                  class="lab-request"
                  title={translate('lab', 'fill', 'Fill in again')}
                  onClick={() => fill(request)}
                >
                  {request.method} {request.target} → {exchange.status}
                </button>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
