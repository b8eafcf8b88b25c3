// Some hosts show a page at an address where its relative links lead astray: a course's cover at `course`, a chapter at
// `course/chapter/`. This corrects the slash in the address itself, before anything relative is loaded: nothing is asked
// of the host, so no host can send the reader round in circles. Written out as text, because it must be inline.
// Not here: the page for wrong addresses, which is at home nowhere (not-found.ts).

/** Kinds of pages whose file is an `index.html`, as `data-page` names them (layouts/Base.astro). */
const OF_FOLDERS = ['library', 'cover', 'search', 'notebook'];

/** Doubled slashes at the beginning are left alone: with the host's name before them they are a path, not a host. */
export const ownAddress = `(function(k,l,p,q){q=p;if(${JSON.stringify(
  OF_FOLDERS,
)}.indexOf(k)<0){if(k!='not-found')q=p.replace(/\\/+$/,'')}else if(!/\\/(index(\\.html?)?)?$/i.test(p))q=p+'/';if(q&&q!=p)try{history.replaceState(history.state,'',l.origin+q+l.search+l.hash)}catch(_){}})(document.documentElement.dataset.page,location,location.pathname)`;
