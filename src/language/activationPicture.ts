/**
 * A small picture of an activation, in characters: its values from −4 to 4, each as high as its block.
 *
 * None for those that look at a whole row. test/language/hover.test.ts holds one.
 */
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

const blocks = "▁▂▃▄▅▆▇█";
const STEPS = 33;

/** Two lines: the curve, and what its ends are. */
export function activationPicture(name: string): string[] {
  const curve = Object.hasOwn(curves, name) ? curves[name] : undefined;
  if (!curve) return [];
  const values = Array.from({ length: STEPS }, (_, i) => curve(-4 + (8 * i) / (STEPS - 1)));
  const low = Math.min(...values);
  const high = Math.max(...values);
  const height = (value: number): number => Math.round(((value - low) / (high - low)) * (blocks.length - 1));
  const number = (value: number): string => String(Number(value.toFixed(2))).replace("-", "−");
  return [values.map((value) => blocks[height(value)]).join(""), `x: −4 … 4   y: ${number(low)} … ${number(high)}`];
}
