// Corrects the trailing slash of a page's own address. Some hosts serve a course's cover at `course`, or a chapter at
// `course/chapter/`, where relative links are wrong; the address is replaced before anything relative is loaded, without a
// request, so that no redirect loop can arise. It is a string because it must be inline.
// Not here: the page for unknown addresses, which has no address of its own (not-found.ts).

/** Kinds of pages whose file is an `index.html`, as `data-page` names them (layouts/Base.astro). */
const OF_FOLDERS = ['library', 'cover', 'search', 'notebook'];

/** Double slashes at the beginning are kept: after the origin they are part of the path. */
export const ownAddress = `(function(k,l,p,q){q=p;if(${JSON.stringify(
  OF_FOLDERS,
)}.indexOf(k)<0){if(k!='not-found')q=p.replace(/\\/+$/,'')}else if(!/\\/(index(\\.html?)?)?$/i.test(p))q=p+'/';if(q&&q!=p)try{history.replaceState(history.state,'',l.origin+q+l.search+l.hash)}catch(_){}})(document.documentElement.dataset.page,location,location.pathname)`;
