// A text of another page of the site → a document in which nothing runs: the one place where a text becomes a document.

interface HtmlRules {
  createHTML(html: string): string;
}
/** Trusted Types, which TypeScript does not know; what `createHTML` gives is taken where a string is. */
declare const trustedTypes: { createPolicy(name: string, rules: HtmlRules): HtmlRules } | undefined;

/** The page's policy (integrations/security-policy.ts) lets nobody else make a document of text. */
const policy =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes.createPolicy('lectern-page', { createHTML: (html) => html });

export function parsePage(html: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
}
