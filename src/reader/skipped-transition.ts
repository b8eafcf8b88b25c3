// Part of the inline script in the page's head. When a page loads slowly, the browser skips its view transition, as it should, and
// Chromium then reports an unhandled rejection of a promise that no page can reach. It is suppressed, because nothing is wrong.

export const quietSkippedTransition = `addEventListener('unhandledrejection',function(e){/^Transition was (aborted|skipped)/.test((e.reason||0).message)&&e.reason instanceof DOMException&&e.preventDefault()})`;
