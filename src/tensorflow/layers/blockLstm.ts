/**
 * A whole LSTM layer in one operation of TensorFlow, `BlockLSTMV2`, and its gradient in another.
 *
 * Step by step, a sequence costs a dozen operations a step on the way there and twice as many on the way back, each some ten
 * microseconds whatever its size. TensorFlow's gates stand in Keras's order, i f c o. For the activations sigmoid and tanh only.
 * test/tensorflow/recurrent.test.ts.
 */
import type { Save, Tensor, Tf } from "../tfjs";

/** As tfjs-node's backend has it; its own operations are made of nothing else. */
interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}
interface Binding {
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_FLOAT: number;
  readonly TF_INT64: number;
  createTensor(shape: number[], type: number, values: Int32Array): number;
  deleteTensor(id: number): void;
  executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number): unknown[];
}
interface NodeBackend {
  readonly binding: Binding;
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  createOutputTensor(made: unknown): Tensor;
}

/**
 * Runs one of the two operations. Their first input, the length of the sequence, is a number of 64 bits, which TensorFlow.js has no type
 * for: it is made and let go of here.
 */
function execute(tf: Tf, name: string, attributes: Attribute[], inputs: readonly Tensor[], outputs: number): Tensor[] {
  const backend = tf.backend() as NodeBackend;
  const { binding } = backend;
  const steps = inputs[0]?.shape[0] ?? 0;
  const length = binding.createTensor([], binding.TF_INT64, Int32Array.of(steps, 0));
  try {
    const made = binding.executeOp(name, attributes, [length, ...backend.getInputTensorIds(inputs)], outputs);
    return made.map((one) => backend.createOutputTensor(one));
  } finally {
    binding.deleteTensor(length);
  }
}

/** What a fused LSTM reads: x (T, B, F), kernel (F + H, 4H) with the recurrent rows below, bias (4H), and the states it starts from, (B, H). */
export interface FusedLstm {
  readonly x: Tensor;
  readonly kernel: Tensor;
  readonly bias: Tensor;
  readonly h: Tensor;
  readonly c: Tensor;
}

/** Every output h and every cell c, both (T, B, H); `cells` only where it is asked for: what nobody needs costs operations both ways. */
export function blockLstm(
  tf: Tf,
  given: FusedLstm,
  wantsCells = true,
): { readonly outputs: Tensor; readonly cells: Tensor | undefined } {
  const { binding } = tf.backend() as NodeBackend;
  const floats: Attribute = { name: "T", type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
  const noPeepholes: Attribute = { name: "use_peephole", type: binding.TF_ATTR_BOOL, value: false };
  const noClipping: Attribute = { name: "cell_clip", type: binding.TF_ATTR_FLOAT, value: 0 };
  const units = (given.kernel.shape[1] ?? 0) / 4;
  /** In the operation's order, with no peepholes. */
  const inputs = (x: Tensor, c: Tensor, h: Tensor, kernel: Tensor, bias: Tensor): Tensor[] => {
    const none = tf.zeros([units]);
    return [x, c, h, kernel, none, none, none, bias];
  };
  const run = tf.customGrad((x: Tensor, c: Tensor, h: Tensor, kernel: Tensor, bias: Tensor, save: Save) => {
    const made = execute(tf, "BlockLSTMV2", [floats, noPeepholes, noClipping], inputs(x, c, h, kernel, bias), 7);
    const [hs, cs] = [made[6] as Tensor, made[1] as Tensor];
    save([x, c, h, kernel, bias, ...made]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [x0, c0, h0, w, b, ...outputs] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor, ...Tensor[]];
      const [dh, dc] = wantsCells ? (tf.split(dy, 2, 0) as [Tensor, Tensor]) : [dy, tf.zerosLike(dy)];
      const all = [...inputs(x0, c0, h0, w, b), ...outputs, dc, dh];
      const [dx, dc0, dh0, dw, , , , db] = execute(tf, "BlockLSTMGradV2", [floats, noPeepholes], all, 8);
      return [dx, dc0, dh0, dw, db] as Tensor[];
    };
    // A function with a gradient of its own gives one tensor: the outputs and the cells lie one behind the other.
    return { value: wantsCells ? tf.concat([hs, cs], 0) : hs, gradFunc };
  });
  const made = run(given.x, given.c, given.h, given.kernel, given.bias);
  if (!wantsCells) return { outputs: made, cells: undefined };
  const [outputs, cells] = tf.split(made, 2, 0) as [Tensor, Tensor];
  return { outputs, cells };
}
