// HTML of another page of the site → an inert document: the only place where a string is parsed as HTML.

interface HtmlRules {
  createHTML(html: string): string;
}
/** Trusted Types, which TypeScript's DOM types lack; the result of `createHTML` is accepted in place of a string. */
declare const trustedTypes: { createPolicy(name: string, rules: HtmlRules): HtmlRules } | undefined;

/** The only Trusted Types policy for HTML that the page allows (integrations/security-policy.ts). */
const policy =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes.createPolicy('lectern-page', { createHTML: (html) => html });

export function parsePage(html: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
}
