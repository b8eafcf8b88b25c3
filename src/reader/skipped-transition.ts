// A second part of the script in the page's head. When a page comes late, the browser shows it without its transition,
// as it should, and then reports that as an error of the page (Chromium: a rejected promise no page can reach). The
// reader has lost nothing, and whoever watches for errors would look for one that is not there.

export const quietSkippedTransition = `addEventListener('unhandledrejection',function(e){/^Transition was (aborted|skipped)/.test((e.reason||0).message)&&e.reason instanceof DOMException&&e.preventDefault()})`;
