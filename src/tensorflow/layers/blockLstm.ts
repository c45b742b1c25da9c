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

/** x (T, B, F), kernel (F + H, 4H) with the recurrent rows below, bias (4H): every output h, (T, B, H). The state begins with zeros. */
export function blockLstm(tf: Tf, x: Tensor, kernel: Tensor, bias: Tensor): Tensor {
  const { binding } = tf.backend() as NodeBackend;
  const floats: Attribute = { name: "T", type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
  const noPeepholes: Attribute = { name: "use_peephole", type: binding.TF_ATTR_BOOL, value: false };
  const noClipping: Attribute = { name: "cell_clip", type: binding.TF_ATTR_FLOAT, value: 0 };
  const batch = x.shape[1] ?? 0;
  const units = (kernel.shape[1] ?? 0) / 4;
  /** c and h before the first step, the weights, and no peepholes. */
  const inputs = (input: Tensor, weights: Tensor, shift: Tensor): Tensor[] => {
    const zeros = tf.zeros([batch, units]);
    const none = tf.zeros([units]);
    return [input, zeros, zeros, weights, none, none, none, shift];
  };
  const run = tf.customGrad((input: Tensor, weights: Tensor, shift: Tensor, save: Save) => {
    const made = execute(tf, "BlockLSTMV2", [floats, noPeepholes, noClipping], inputs(input, weights, shift), 7);
    save([input, weights, shift, ...made]);
    const gradFunc = (dh: Tensor, saved: Tensor[]): Tensor[] => {
      const [x0, w, b, ...outputs] = saved as [Tensor, Tensor, Tensor, ...Tensor[]];
      const given = [...inputs(x0, w, b), ...outputs, tf.zerosLike(dh), dh];
      const gradients = execute(tf, "BlockLSTMGradV2", [floats, noPeepholes], given, 8);
      return [gradients[0] as Tensor, gradients[3] as Tensor, gradients[7] as Tensor];
    };
    return { value: made[6] as Tensor, gradFunc };
  });
  return run(x, kernel, bias);
}
