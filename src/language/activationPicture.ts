/**
 * A small picture of an activation in SVG: its curve from −4 to 4 with both axes, readable in light and in dark themes.
 *
 * test/language/hover.test.ts holds what it shows.
 */
import { type Language, say } from "../core/messages/message";

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.log1p(Math.exp(x));
const clip = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
/** tanh's form of the normal distribution: near enough for a picture. */
const normal = (x: number): number => (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))) / 2;

const curves: Readonly<Record<string, (x: number) => number>> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  sigmoid,
  tanh: Math.tanh,
  hard_sigmoid: (x) => clip(x / 6 + 0.5, 0, 1),
  softplus,
  softsign: (x) => x / (1 + Math.abs(x)),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  selu: (x) => (x > 0 ? 1.0507 * x : 1.7581 * Math.expm1(x)),
  exponential: Math.exp,
  leaky_relu: (x) => (x > 0 ? x : 0.2 * x),
  relu6: (x) => clip(x, 0, 6),
  hard_tanh: (x) => clip(x, -1, 1),
  silu: (x) => x * sigmoid(x),
  swish: (x) => x * sigmoid(x),
  gelu: (x) => x * normal(x),
  mish: (x) => x * Math.tanh(softplus(x)),
  hard_silu: (x) => x * clip(x / 6 + 0.5, 0, 1),
  hard_swish: (x) => x * clip(x / 6 + 0.5, 0, 1),
  celu: (x) => (x > 0 ? x : Math.expm1(x)),
  log_sigmoid: (x) => -softplus(-x),
  tanh_shrink: (x) => x - Math.tanh(x),
  soft_shrink: (x) => Math.sign(x) * Math.max(0, Math.abs(x) - 0.5),
  hard_shrink: (x) => (Math.abs(x) > 0.5 ? x : 0),
  squareplus: (x) => (x + Math.sqrt(x * x + 4)) / 2,
  sparse_plus: (x) => (x <= -1 ? 0 : x >= 1 ? x : (x + 1) ** 2 / 4),
  sparse_sigmoid: (x) => clip((x + 1) / 2, 0, 1),
};

const [width, height, edge] = [220, 120, 14];
const STEPS = 160;
/** On light and on dark alike: a mid grey for the axes, one colour for the curve. */
const [grey, accent] = ["#858585", "#3b8eea"];

export interface ActivationPicture {
  readonly svg: string;
  readonly alt: string;
  /** What the ends are: `x: −4 … 4   y: −1 … 1`. */
  readonly scale: string;
}

/** Undefined for those that look at a whole row. */
export function activationPicture(name: string, language: Language): ActivationPicture | undefined {
  const curve = Object.hasOwn(curves, name) ? curves[name] : undefined;
  if (!curve) return undefined;
  const points = Array.from({ length: STEPS + 1 }, (_, i) => -4 + (8 * i) / STEPS).map((x) => [x, curve(x)] as const);
  const values = points.map(([, y]) => y);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const column = (x: number): number => edge + ((x + 4) / 8) * (width - 2 * edge);
  const row = (y: number): number => height - edge - ((y - low) / (high - low)) * (height - 2 * edge);
  const place = (at: number): string => String(Number(at.toFixed(1)));
  const line = points.map(([x, y]) => `${place(column(x))},${place(row(y))}`).join(" ");
  // The axes cross at 0, or at the edge that is nearest to it.
  const [zero, ground] = [place(column(0)), place(row(Math.min(high, Math.max(low, 0))))];
  const axis = (from: string, to: string): string => `<path d="M${from}L${to}" stroke="${grey}"/>`;
  const label = (x: number, y: number, anchor: string, text: string): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" font-family="sans-serif" font-size="10" fill="${grey}">${text}</text>`;
  const isLow = Number(ground) > height / 2;
  const below = Number(ground) + (isLow ? 11 : -4);
  // Where the curve ends at the axis, its number would stand on it.
  const isFree = (y: number): boolean => Math.abs(row(y) - Number(ground)) > 12;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    axis(`${edge},${ground}`, `${width - edge},${ground}`) +
    axis(`${zero},${edge / 2}`, `${zero},${height - edge / 2}`) +
    label(edge, below, "start", "−4") +
    label(width - edge, below, "end", "4") +
    (isFree(high) ? label(Number(zero) - 4, edge + 4, "end", number(high)) : "") +
    (isFree(low) ? label(Number(zero) + 4, height - edge + 4, "start", number(low)) : "") +
    `<polyline points="${line}" fill="none" stroke="${accent}" stroke-width="2" stroke-linejoin="round"/></svg>`;
  const alt = say(language, "picture-activation", { name, low: number(low), high: number(high) });
  return { svg, alt, scale: `x: −4 … 4   y: ${number(low)} … ${number(high)}` };
}

const number = (value: number): string => String(Number(value.toFixed(2))).replace("-", "−");
