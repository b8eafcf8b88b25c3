// What of SVG may be in a picture that is published: elements, attributes and CSS properties by name. Data only; all else
// is left out. Not here: reading and writing (svg-rewrite.ts), CSS (svg-css.ts).

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Elements that browsers draw, or that others refer to. `a` is kept as a group: its address is not. */
export const ELEMENTS: ReadonlySet<string> = new Set(
  words(`
    svg g defs symbol use switch a title desc style image view
    path rect circle ellipse line polyline polygon text tspan textPath
    marker linearGradient radialGradient stop pattern clipPath mask filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    animate animateMotion animateTransform mpath set`),
);

/** Elements whose text is shown, or is a name for those who cannot see. */
export const WITH_TEXT: ReadonlySet<string> = new Set(words('text tspan textPath title desc a'));

/** Elements of SVG or HTML that run or load something, in lower case: their loss is told. */
export const ACTIVE: ReadonlySet<string> = new Set(
  words('script handler listener iframe object embed audio video canvas link meta base form input'),
);

/** Elements that may name a part of the same picture, or hold one of another kind. */
export const PICTURES: ReadonlySet<string> = new Set(['image', 'feImage']);

/** Attributes whose values are words for people or names for other attributes; anything may stand in them. */
export const TEXT_ATTRIBUTES: ReadonlySet<string> = new Set(
  words(
    'id class lang role tabindex aria-label aria-labelledby aria-describedby aria-hidden aria-roledescription',
  ),
);

/** CSS properties that are attributes too. */
const PRESENTATION = words(`
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
  flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
  glyph-orientation-horizontal glyph-orientation-vertical image-rendering kerning letter-spacing lighting-color marker
  marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events
  shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-overflow text-rendering transform
  transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode
  cx cy d height r rx ry width x y`);

/** What an animation may change: nothing that is an address, a style sheet or a handler. */
export const ANIMATED: ReadonlySet<string> = new Set([
  ...PRESENTATION,
  ...words(`
    amplitude azimuth baseFrequency bias diffuseConstant divisor dx dy elevation exponent fx fy gradientTransform
    intercept k1 k2 k3 k4 kernelMatrix limitingConeAngle markerHeight markerWidth numOctaves offset order orient
    pathLength patternTransform points pointsAtX pointsAtY pointsAtZ radius refX refY rotate scale seed slope
    specularConstant specularExponent startOffset stdDeviation surfaceScale tableValues targetX targetY textLength
    viewBox x1 x2 y1 y2 z`),
]);

/** All attributes without a namespace but `href`, `style` and those of TEXT_ATTRIBUTES. */
export const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...ANIMATED,
  ...words(`
    accumulate additive attributeName attributeType begin by calcMode clipPathUnits dur edgeMode end filterUnits
    fr from gradientUnits in in2 keyPoints keySplines keyTimes lengthAdjust markerUnits maskContentUnits maskUnits max
    media method min mode operator origin path patternContentUnits patternUnits preserveAlpha preserveAspectRatio
    primitiveUnits repeatCount repeatDur requiredExtensions restart result side spacing spreadMethod stitchTiles
    systemLanguage to type values version xChannelSelector yChannelSelector zoomAndPan filterRes kernelUnitLength`),
]);

/** Properties in style sheets and `style` attributes; custom ones (`--name`) are allowed too. */
export const PROPERTIES: ReadonlySet<string> = new Set([
  ...PRESENTATION,
  ...words(`
    animation animation-delay animation-direction animation-duration animation-fill-mode animation-iteration-count
    animation-name animation-play-state animation-timing-function background background-color block-progression
    color-profile color-scheme font-feature-settings font-kerning font-variant-caps font-variant-east-asian
    font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings isolation
    line-height offset-distance offset-path offset-rotate rotate scale shape-inside shape-margin shape-padding
    solid-color solid-opacity tab-size text-align text-decoration-color text-decoration-line text-decoration-style
    text-indent text-orientation text-shadow text-transform transition transition-delay transition-duration
    transition-property transition-timing-function translate will-change -webkit-print-color-adjust`),
]);

/** Functions in values of CSS and of attributes: none of them loads anything. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  words(`
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark icc-color var calc min max clamp
    matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d rotate
    rotatex rotatey rotatez rotate3d skew skewx skewy perspective cubic-bezier steps linear
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    path polygon circle ellipse inset rect xywh ray not
    linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient`),
);
