// The one script that runs inside the page's head: puts the reader's settings on <html> before anything is painted.
// Whether the page was opened at its beginning, and not at a section, come back to or loaded again, is said there too
// (styles/later.css).
// It is written out as text because it must be inline; its digest is in the page's policy. Not here: changing them.

/** Where the settings live; a text like `{"theme":"dark"}`. Anything unreadable counts as no settings. */
export const SETTINGS_KEY = 'lectern:settings';

/** What may be set, and to which values; the first is the default and is not written on the page. */
export const SETTINGS = {
  theme: ['system', 'light', 'dark'],
  size: ['normal', 'small', 'large', 'largest'],
  measure: ['normal', 'narrow', 'wide'],
  shortcuts: ['on', 'off'],
} as const;

export const beforePaint = `(function(e,v,s,k){e.dataset.script='on';if(!location.hash&&(performance.getEntriesByType('navigation')[0]||0).type=='navigate')e.dataset.opened='';try{v=JSON.parse(localStorage.getItem('${SETTINGS_KEY}'))||{};s=${JSON.stringify(
  SETTINGS,
)};for(k in s)if(s[k].indexOf(v[k])>0)e.dataset[k]=v[k]}catch(_){}})(document.documentElement)`;
