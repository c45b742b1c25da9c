/**
 * What people who come from older Keras, from PyTorch or from the blackboard call the things of this language.
 *
 * A word is looked up only where it is unknown, and means the first of its names that is known there: `p` of a Dropout is its rate.
 * test/core/otherNames.test.ts.
 */
import { suggest } from "../text/suggestion";

export const otherNames: Readonly<Record<string, readonly string[]>> = {
  // Layers.
  ...{ RNN: ["SimpleRNN"], Elman: ["SimpleRNN"], SimpleRNNCell: ["SimpleRNN"], RNNCell: ["SimpleRNN"] },
  ...{ LSTMCell: ["LSTM"], CuDNNLSTM: ["LSTM"], GRUCell: ["GRU"], CuDNNGRU: ["GRU"] },
  ...{ Linear: ["Dense"], FullyConnected: ["Dense"], FC: ["Dense"], TimeDistributedDense: ["Dense"] },
  ...{ LayerNorm: ["LayerNormalization"], Repeat: ["RepeatVector"], Merge: ["Concatenate"], Concat: ["Concatenate"] },
  ...{ Sum: ["Add"], Mul: ["Multiply"], GlobalAvgPool1D: ["GlobalAveragePooling1D"], Embed: ["Embedding"] },
  ...{ GlobalMaxPool1D: ["GlobalMaxPooling1D"], SpatialDropout: ["SpatialDropout1D"], Mask: ["Masking"] },
  // Arguments of layers.
  ...{ input_shape: ["shape"], n_units: ["units"], num_units: ["units"], neurons: ["units"] },
  ...{ hidden_size: ["units"], hidden_dim: ["units"], hidden_units: ["units"], out_features: ["units"] },
  ...{ cells: ["units"], nodes: ["units"], output_dim: ["units"], nb_units: ["units"], classes: ["units"] },
  ...{ num_classes: ["units"], vocab_size: ["input_dim"], vocabulary_size: ["input_dim"], max_features: ["input_dim"] },
  ...{ num_embeddings: ["input_dim"], embedding_dim: ["output_dim"], embed_dim: ["output_dim"] },
  ...{ embedding_size: ["output_dim"], p: ["rate"], drop: ["rate"], dropout_rate: ["rate", "dropout"], prob: ["rate"] },
  ...{ dropout: ["rate"], dropout_W: ["dropout"], dropout_U: ["recurrent_dropout"], bias: ["use_bias"] },
  ...{ nonlinearity: ["activation"], activation_fn: ["activation"], act: ["activation"], function: ["activation"] },
  ...{ inner_activation: ["recurrent_activation"], gate_activation: ["recurrent_activation"] },
  ...{ inner_init: ["recurrent_initializer"], init: ["kernel_initializer"], initializer: ["kernel_initializer"] },
  ...{ regularizer: ["kernel_regularizer"], W_regularizer: ["kernel_regularizer"] },
  ...{ U_regularizer: ["recurrent_regularizer"], b_regularizer: ["bias_regularizer"], reverse: ["go_backwards"] },
  ...{ merge: ["merge_mode"], mode: ["merge_mode"], eps: ["epsilon"], times: ["n"] },
  ...{ alpha: ["negative_slope"], inputs: ["from", "x"], input: ["from", "x"], inbound: ["from"] },
  ...{ causal: ["use_causal_mask"], value: ["mask_value"], func: ["activation"], dims: ["target_shape"] },
  // What an argument of a few words may be.
  ...{ add: ["sum"], average: ["ave"], avg: ["ave"], mean: ["ave"], concatenate: ["concat"], cat: ["concat"] },
  ...{ multiply: ["mul"], product: ["mul"], normal: ["random_normal"], uniform: ["random_uniform"] },
  ...{ min_max: ["minmax"], normalize: ["minmax"], zscore: ["standard"], standardize: ["standard"] },
  // Names of functions.
  ...{ logistic: ["sigmoid"], identity: ["linear"], none: ["linear"], rectifier: ["relu"], lrelu: ["leaky_relu"] },
  ...{ hardtanh: ["hard_tanh"], xavier: ["glorot_uniform"], glorot: ["glorot_uniform"], he: ["he_normal"] },
  ...{ xavier_uniform: ["glorot_uniform"], xavier_normal: ["glorot_normal"], kaiming_uniform: ["he_uniform"] },
  ...{ kaiming_normal: ["he_normal"], zero: ["zeros"], one: ["ones"], eye: ["identity"], l1l2: ["l1_l2"] },
  ...{ maxnorm: ["max_norm"], nonneg: ["non_neg"], ridge: ["l2"], lasso: ["l1"], momentum: ["sgd"] },
  ...{ gradient_descent: ["sgd"], MSELoss: ["mean_squared_error"], L1Loss: ["mean_absolute_error"] },
  ...{ BCEWithLogitsLoss: ["binary_crossentropy"], MinMaxScaler: ["minmax"], StandardScaler: ["standard"] },
  ...{ Sequential: ["model"] },
  ...{ BCELoss: ["binary_crossentropy"], bce: ["binary_crossentropy"], log_loss: ["binary_crossentropy"] },
  ...{ CrossEntropyLoss: ["sparse_categorical_crossentropy"], NLLLoss: ["sparse_categorical_crossentropy"] },
  ...{ cross_entropy: ["categorical_crossentropy"], crossentropy: ["categorical_crossentropy"], l1: ["mae"] },
  ...{ HuberLoss: ["huber"], smooth_l1: ["huber"], kld: ["kl_divergence"], kullback_leibler: ["kl_divergence"] },
  ...{ pinball: ["quantile"], rmse: ["root_mean_squared_error"] },
  ...{ roc_auc: ["auc"] },
  // Keys of sections, optimizers and callbacks.
  ...{ x_train: ["x"], y_train: ["y"], features: ["x"], labels: ["y", "one_hot"] },
  ...{ output: ["outputs", "y"], target: ["y"], targets: ["y"], layers: ["model"], network: ["model"] },
  ...{ train: ["fit", "x"], training: ["fit"], random_seed: ["seed"], random_state: ["seed"], objective: ["loss"] },
  ...{ loss_function: ["loss"], criterion: ["loss"], opt: ["optimizer"] },
  ...{ nb_epoch: ["epochs"], n_epochs: ["epochs"], num_epochs: ["epochs"], iterations: ["epochs"] },
  ...{
    batch: ["batch_size"],
    minibatch: ["batch_size"],
    validation: ["validation_split"],
    val_split: ["validation_split"],
  },
  ...{ test_size: ["validation_split"], validation_size: ["validation_split"], scaler: ["scale"], task_name: ["task"] },
  ...{ one_hot_encode: ["one_hot"], num_samples: ["samples"], n_samples: ["samples"] },
  ...{ lr: ["learning_rate"], step_size: ["learning_rate"], eta: ["learning_rate"] },
  ...{ clip: ["clipnorm"], grad_clip: ["clipnorm"], rate: ["learning_rate", "dropout"] },
  ...{
    timesteps: ["length"],
    seq_length: ["length"],
    sequence_length: ["length"],
    size: ["units", "shape", "samples"],
  },
  ...{ addition: ["adding"], echo: ["delay"], memory: ["copy"], xor: ["parity"], dyck: ["brackets"] },
  ...{ stopping: ["early_stopping"] },
  // Spanish.
  ...{
    datos: ["data"],
    modelo: ["model"],
    capas: ["model"],
    nombre: ["name"],
    semilla: ["seed"],
    salidas: ["outputs"],
  },
  ...{ compilar: ["compile"], entrenar: ["fit"], entrada: ["Input"], densa: ["Dense"], unidades: ["units"] },
  ...{ activacion: ["activation"], epocas: ["epochs"], lote: ["batch_size"], optimizador: ["optimizer"] },
  ...{ perdida: ["loss"], metricas: ["metrics"], tasa: ["rate"], desde: ["from"], forma: ["shape"] },
  // Keys of data from a file.
  ...{ csv: ["file"], path: ["file"], filename: ["file"], filepath: ["file"], cols: ["columns"], fields: ["columns"] },
  ...{
    val: ["validation"],
    window_size: ["window"],
    window_length: ["window"],
    lookback: ["window"],
    lags: ["window"],
  },
  ...{ reduce_lr: ["reduce_lr_on_plateau"] },
};

/** What of a word counts where it is compared: neither capitals nor accents nor _. */
export const plainWord = (word: string): string =>
  word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_-]/g, "");

/** `nn.LSTM` and `keras.layers.LSTM` → `LSTM`. */
export const withoutModules = (word: string): string => word.replace(/^(\w+\.)+/, "");

const byPlainWord = new Map(Object.entries(otherNames).map(([word, names]) => [plainWord(word), names]));

/** What an unknown word most likely means among those that are known in its place: another name, or a misspelling. */
export const meantName = (word: string, known: readonly string[]): string | undefined =>
  otherName(word, known) ?? suggest(word, known);

/** Another name for something that is known; no misspelling. */
export function otherName(word: string, known: readonly string[]): string | undefined {
  const names = byPlainWord.get(plainWord(word.slice(0, 60))) ?? [];
  return names.find((name) => known.includes(name));
}
