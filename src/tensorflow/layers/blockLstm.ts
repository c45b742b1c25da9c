/**
 * A whole LSTM layer in one operation of TensorFlow, `BlockLSTMV2`, and its gradient in another.
 *
 * Step by step, a sequence costs a dozen operations a step on the way there and twice as many on the way back, each some ten
 * microseconds whatever its size. TensorFlow's gates stand in Keras's order, i f c o. For the activations sigmoid and tanh only.
 * test/tensorflow/recurrent.test.ts.
 */
import { flag, float, ofFloats, runOperation } from "./rawOperation";
import type { Save, Tensor, Tf } from "../tfjs";

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
  const attributes = [ofFloats(tf), flag(tf, "use_peephole", false), float(tf, "cell_clip", 0)];
  const length = given.x.shape[0] ?? 0;
  const none = tf.zeros([(given.kernel.shape[1] ?? 0) / 4]);
  /** In the operation's order, with no peepholes. */
  const inputs = (x: Tensor, c: Tensor, h: Tensor, kernel: Tensor, bias: Tensor, peepholes: Tensor): Tensor[] => {
    return [x, c, h, kernel, peepholes, peepholes, peepholes, bias];
  };
  const run = tf.customGrad((x: Tensor, c: Tensor, h: Tensor, kernel: Tensor, bias: Tensor, save: Save) => {
    const all = inputs(x, c, h, kernel, bias, none);
    const made = runOperation(tf, "BlockLSTMV2", attributes, all, { outputs: 7, length });
    const [hs, cs] = [made[6] as Tensor, made[1] as Tensor];
    save([x, c, h, kernel, bias, none, ...made]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [x0, c0, h0, w, b, p, ...outputs] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, ...Tensor[]];
      const [dh, dc] = wantsCells ? (tf.split(dy, 2, 0) as [Tensor, Tensor]) : [dy, tf.zerosLike(dy)];
      const back = [...inputs(x0, c0, h0, w, b, p), ...outputs, dc, dh];
      const [dx, dc0, dh0, dw, , , , db] = runOperation(tf, "BlockLSTMGradV2", attributes, back, {
        outputs: 8,
        length,
      });
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
