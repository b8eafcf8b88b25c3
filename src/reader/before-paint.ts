// The script in the page's head: applies the reader's settings to <html> before the first paint. It also marks there whether
// the page was opened at its beginning, and not at a section, by going back or by reloading (styles/later.css).
// It is a string because it must be inline; its digest is in the page's policy. Not here: changing settings (settings.ts).

/** The key of the settings in localStorage; a value like `{"theme":"dark"}`. Anything unreadable counts as no settings. */
export const SETTINGS_KEY = 'lectern:settings';

/** What may be set, and to which values; the first is the default and is not written on the page. */
export const SETTINGS = {
  theme: ['system', 'light', 'dark'],
  size: ['normal', 'small', 'large', 'largest'],
  measure: ['normal', 'narrow', 'wide'],
  shortcuts: ['on', 'off'],
  hints: ['on', 'off'],
} as const;

/** Where the rest of the page takes this long to arrive, what has arrived is laid out in full. */
const LONGEST_FIRST_MS = 500;

/**
 * `data-opened` is "first" until the text has arrived and its first screens are painted; then empty.
 * Written for every browser, hence without arrow functions and declarations.
 */
const noteOpening = `if(!location.hash&&(performance.getEntriesByType('navigation')[0]||0).type=='navigate'){e.dataset.opened='first';r=function(){e.dataset.opened=''};d.onreadystatechange=function(){requestAnimationFrame(function(){setTimeout(r)})};setTimeout(r,${LONGEST_FIRST_MS})}`;

/** The settings, and the colour of the browser's own bar (settings.ts does the same when they change). */
const putSettings = `try{v=JSON.parse(localStorage.getItem('${SETTINGS_KEY}'))||{};s=${JSON.stringify(SETTINGS)};for(k in s)if(s[k].indexOf(v[k])>0)e.dataset[k]=v[k];if(k=e.dataset.theme)d.querySelectorAll('meta[name=theme-color]').forEach(function(m){m.media=m.dataset.theme==k?'all':'not all'})}catch(_){}`;

export const beforePaint = `(function(d,e,r,v,s,k){e.dataset.script='on';${noteOpening}${putSettings}})(document,document.documentElement)`;
