// The smallest box around the shapes of an SVG, so that a picture has no empty margins.
// Not here: curves and transformations, which the drawing library does not use for what reaches furthest.

type Values = ReadonlyMap<string, string>;

export class Bounds {
  private left = Infinity;
  private top = Infinity;
  private right = -Infinity;
  private bottom = -Infinity;

  /** Rectangles, lines, circles, ellipses, polygons and polylines by their attributes. */
  addShape(values: Values): void {
    const number = (name: string): number => Number(values.get(name) ?? Number.NaN);
    this.add(number('x1'), number('y1'));
    this.add(number('x2'), number('y2'));
    const [x, y, width, height] = [number('x'), number('y'), number('width'), number('height')];
    if (!Number.isNaN(width)) {
      this.add(x, y);
      this.add(x + width, y + height);
    }
    const [cx, cy] = [number('cx'), number('cy')];
    const radius = values.has('r') ? number('r') : undefined;
    const [rx, ry] = [radius ?? number('rx'), radius ?? number('ry')];
    this.add(cx - rx, cy - ry);
    this.add(cx + rx, cy + ry);
    for (const point of (values.get('points') ?? '').trim().split(/\s+(?=-?[\d.]+,)/)) {
      const [px = Number.NaN, py = Number.NaN] = point.split(/[\s,]+/).map(Number);
      if (point !== '') this.add(px, py);
    }
  }

  /** `values` of the text element; its width is estimated on the wide side. */
  addText(values: Values, text: string): void {
    const size = Number(values.get('font-size') ?? 13);
    const width = text.length * size * 0.58;
    const x = Number(values.get('x'));
    const y = Number(values.get('y'));
    const anchor = values.get('text-anchor');
    const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
    this.add(left, y - size * 0.6);
    this.add(left + width, y + size * 0.6);
  }

  box(margin: number): { left: number; top: number; width: number; height: number } {
    if (this.left === Infinity) return { left: 0, top: 0, width: 0, height: 0 };
    const left = Math.floor(this.left - margin);
    const top = Math.floor(this.top - margin);
    return {
      left,
      top,
      width: Math.ceil(this.right + margin) - left,
      height: Math.ceil(this.bottom + margin) - top,
    };
  }

  private add(x: number, y: number): void {
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    this.left = Math.min(this.left, x);
    this.right = Math.max(this.right, x);
    this.top = Math.min(this.top, y);
    this.bottom = Math.max(this.bottom, y);
  }
}
