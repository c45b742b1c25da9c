/**
 * The networks that engines are compared on. Every contestant trains the very same one: one recurrent layer and a Dense layer,
 * the same optimizer with Keras's settings, the same batches in the same order.
 *
 * N samples of T steps and F features, H units, batches of B; `sequences`: an answer at every step.
 */
const regression = { sequences: false, out: 1, activation: "linear", loss: "mse", optimizer: "adam", epochs: 1 };

export const sizes = {
  example1: { ...regression, title: "course example 1, 100 epochs", kind: "LSTM", N: 4, T: 3, F: 5, H: 32, B: 32, epochs: 100, out: 5, activation: "softmax", loss: "categorical_crossentropy", optimizer: "rmsprop" },
  example2: { ...regression, title: "course example 2, 500 epochs", kind: "LSTM", N: 5, T: 4, F: 1, H: 64, B: 32, epochs: 500, sequences: true, activation: "sigmoid", loss: "binary_crossentropy", optimizer: "rmsprop" },
  small: { ...regression, title: "small: LSTM, T 50, F 8, H 64, one epoch", kind: "LSTM", N: 256, T: 50, F: 8, H: 64, B: 32 },
  medium: { ...regression, title: "medium: LSTM, T 100, F 16, H 128, one epoch", kind: "LSTM", N: 256, T: 100, F: 16, H: 128, B: 32 },
  gru: { ...regression, title: "GRU, T 100, F 16, H 128, one epoch", kind: "GRU", N: 256, T: 100, F: 16, H: 128, B: 32 },
  simpleRnn: { ...regression, title: "SimpleRNN, T 100, F 16, H 128, one epoch", kind: "SimpleRNN", N: 256, T: 100, F: 16, H: 128, B: 32 },
}; // prettier-ignore

/** How the time of a step grows: one dimension at a time. */
export const growth = {
  T: [25, 50, 100, 200, 400],
  B: [16, 32, 64, 128, 256],
  H: [32, 64, 128, 256],
};

/** Where TensorFlow might overtake the kernels: wide layers and large batches, N 128, F 32, one epoch. */
export const crossing = [
  { H: 64, T: 50, B: 32 },
  { H: 256, T: 50, B: 32 },
  { H: 512, T: 50, B: 64 },
  { H: 1024, T: 25, B: 128 },
];

/** Slow contestants train fewer epochs of the small examples; their times are multiplied. */
export function shareOf(contestant, { epochs }) {
  return epochs >= 100 && contestant.slow ? 20 / epochs : 1;
}
