// Logarithm, exponential and power from + − × ÷ alone, which every engine rounds alike (IEEE 754). The ones of
// `Math` may differ in the last bit between engines and versions, and one bit is enough to make two runs part.
// Not a general library: good to a few units in the last place, for finite arguments.

const bits = new DataView(new ArrayBuffer(8));

/** ln 2 in two parts: the first has zeros at its end, so that k × LN2_HIGH is exact for every exponent k. */
const LN2_HIGH = 6.93147180369123816e-1;
const LN2_LOW = 1.90821492927058771e-10;

/** Natural logarithm of a positive, normal number. */
export function ln(x: number): number {
  // x = m × 2^k with m in [√½, √2); then ln m = 2 artanh(s) with s = (m − 1) / (m + 1), |s| ≤ 0.172.
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let k = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let m = bits.getFloat64(0);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const tail =
    z *
    (1 / 3 +
      z *
        (1 / 5 +
          z *
            (1 / 7 +
              z *
                (1 / 9 +
                  z * (1 / 11 + z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z / 21)))))))));
  return k * LN2_HIGH + (2 * (s + s * tail) + k * LN2_LOW);
}

/** e to the x; 0 below −708, an error above 709. */
export function exp(x: number): number {
  if (x < -708) return 0;
  if (!(x <= 709)) throw new RangeError(`exp(${x}) is outside what it can compute (−∞ to 709)`);
  // x = k ln 2 + r with |r| ≤ 0.35; then e^r by its series, whose 14th term is below 2^-53.
  const k = Math.round(x / Math.LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let term = 14; term >= 1; term--) sum = 1 + (r * sum) / term;
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return sum * bits.getFloat64(0);
}

/** x to a whole power of 0 or more. (`x ** n` may be rounded differently by another engine.) */
export function wholePower(x: number, n: number): number {
  let product = 1;
  for (let factor = 0; factor < n; factor++) product *= x;
  return product;
}

/** x to the y, for a positive x. */
export function power(x: number, y: number): number {
  return exp(y * ln(x));
}
