/**
 * What Keras objects and schedules compute, in signs that are the same in every language, and Keras's pages about them.
 *
 * θ: weights, g: their gradient, η: learning rate, t: step, y: target, ŷ: answer. Sources: the pages, and core/training and the engine's
 * kernels, which compute them. test/language/hover.test.ts holds that none is forgotten, kerasPages.test.ts that the addresses are there.
 */
import type { LossName, MetricName, OptimizerName } from "../core/model/objectTables";
import { families, type FamilyName } from "../core/model/readObject";
import type { ScheduleName } from "../core/model/scheduleTable";

const adam = ["m ← β₁·m + (1 − β₁)·g", "v ← β₂·v + (1 − β₂)·g²"];
const optimizers: Readonly<Record<OptimizerName, readonly string[]>> = {
  sgd: ["v ← momentum·v − η·g", "θ ← θ + v"],
  rmsprop: ["v ← ρ·v + (1 − ρ)·g²", "θ ← θ − η·g / √(v + ε)"],
  adam: [...adam, "θ ← θ − η · √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)"],
  adamw: ["θ ← θ − η·weight_decay·θ", ...adam, "θ ← θ − η · √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)"],
  nadam: [
    "μₜ = β₁·(1 − ½·0.96ᵗ)",
    ...adam,
    "m̂ = μₜ₊₁·m / (1 − μ₁…μₜ₊₁) + (1 − μₜ)·g / (1 − μ₁…μₜ)",
    "θ ← θ − η·m̂ / (√(v / (1 − β₂ᵗ)) + ε)",
  ],
  adamax: ["m ← β₁·m + (1 − β₁)·g", "u ← max(β₂·u, |g|)", "θ ← θ − η/(1 − β₁ᵗ) · m / (u + ε)"],
  adagrad: ["a ← a + g²", "θ ← θ − η·g / √(a + ε)"],
  adadelta: ["a ← ρ·a + (1 − ρ)·g²", "Δ = −g · √(d + ε) / √(a + ε)", "d ← ρ·d + (1 − ρ)·Δ²", "θ ← θ + η·Δ"],
};

const losses: Readonly<Record<LossName, readonly string[]>> = {
  mean_squared_error: ["1/n · Σ (y − ŷ)²"],
  mean_absolute_error: ["1/n · Σ |y − ŷ|"],
  binary_crossentropy: ["1/n · Σ −y·ln ŷ − (1 − y)·ln(1 − ŷ)"],
  categorical_crossentropy: ["−Σ y·ln ŷ"],
  sparse_categorical_crossentropy: ["−ln ŷ[y]"],
  huber: ["|y − ŷ| ≤ δ:  ½·(y − ŷ)²", "|y − ŷ| > δ:  δ·|y − ŷ| − ½·δ²"],
  log_cosh: ["1/n · Σ ln cosh(ŷ − y)"],
  cosine_similarity: ["−Σ y·ŷ / (|y|·|ŷ|)"],
  poisson: ["1/n · Σ ŷ − y·ln ŷ"],
  kl_divergence: ["Σ y·ln(y / ŷ)"],
  quantile: ["1/n · Σ max(q·(y − ŷ), (q − 1)·(y − ŷ))"],
};

const metrics: Readonly<Record<MetricName, readonly string[]>> = {
  accuracy: ["1/n · Σ [ŷ = y]"],
  binary_accuracy: ["1/n · Σ [[ŷ > threshold] = y]"],
  categorical_accuracy: ["1/n · Σ [argmax ŷ = argmax y]"],
  sparse_categorical_accuracy: ["1/n · Σ [argmax ŷ = y]"],
  mse: ["1/n · Σ (y − ŷ)²"],
  mae: ["1/n · Σ |y − ŷ|"],
  root_mean_squared_error: ["√(1/n · Σ (y − ŷ)²)"],
  cosine_similarity: ["Σ y·ŷ / (|y|·|ŷ|)"],
  top_k_categorical_accuracy: ["1/n · Σ [rank ŷ[y] ≤ k]"],
  sparse_top_k_categorical_accuracy: ["1/n · Σ [rank ŷ[y] ≤ k]"],
  precision: ["TP / (TP + FP)"],
  recall: ["TP / (TP + FN)"],
  auc: ["ROC:  ∫ TP/(TP + FN) d FP/(FP + TN)", "PR:   ∫ TP/(TP + FP) d TP/(TP + FN)"],
};

export const scheduleFormulas: Readonly<Record<ScheduleName, readonly string[]>> = {
  exponential_decay: ["η = η₀ · decay_rate^(t / decay_steps)"],
  piecewise_constant_decay: ["boundaries[i − 1] < t ≤ boundaries[i]:  η = values[i]"],
  polynomial_decay: ["p = min(t, decay_steps) / decay_steps", "η = (η₀ − end) · (1 − p)^power + end"],
  inverse_time_decay: ["η = η₀ / (1 + decay_rate · t / decay_steps)"],
  cosine_decay: ["p = min(t, decay_steps) / decay_steps", "η = η₀ · ((1 − alpha) · ½·(1 + cos(π·p)) + alpha)"],
  cosine_decay_restarts: [
    "p = t / (first_decay_steps · t_mulⁿ)",
    "η = η₀·m_mulⁿ · ((1 − alpha) · ½·(1 + cos(π·p)) + alpha)",
  ],
};

const formulas: Partial<Record<FamilyName, Readonly<Record<string, readonly string[]>>>> = {
  ...{ optimizer: optimizers, loss: losses, metric: metrics },
};

/** Of activations and the other families the sentence says it. */
export function objectFormula(family: FamilyName, name: string): readonly string[] {
  const known = formulas[family];
  const own = nameIn(family, name);
  return known && Object.hasOwn(known, own) ? (known[own] ?? []) : [];
}

/** The name that an alias stands for. */
export function nameIn(family: FamilyName, name: string): string {
  const aliases: Readonly<Record<string, string>> = families[family].aliases;
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}

const classPage = (page: string, name: string): string => `${page}/#${name.replaceAll("_", "")}-class`;

const probabilistic: readonly string[] = [
  ...["binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"],
  ...["poisson", "kl_divergence"],
];
const metricPages: Readonly<Record<MetricName, string>> = {
  accuracy: "accuracy_metrics/#accuracy-class",
  binary_accuracy: "accuracy_metrics/#binaryaccuracy-class",
  categorical_accuracy: "accuracy_metrics/#categoricalaccuracy-class",
  sparse_categorical_accuracy: "accuracy_metrics/#sparsecategoricalaccuracy-class",
  mse: "regression_metrics/#meansquarederror-class",
  mae: "regression_metrics/#meanabsoluteerror-class",
  root_mean_squared_error: "regression_metrics/#rootmeansquarederror-class",
  top_k_categorical_accuracy: "accuracy_metrics/#topkcategoricalaccuracy-class",
  sparse_top_k_categorical_accuracy: "accuracy_metrics/#sparsetopkcategoricalaccuracy-class",
  precision: "classification_metrics/#precision-class",
  recall: "classification_metrics/#recall-class",
  auc: "classification_metrics/#auc-class",
  cosine_similarity: "regression_metrics/#cosinesimilarity-class",
};

/** What Keras does not have, or has without a place in its documentation. */
const withoutPage: Partial<Record<FamilyName, string>> = { loss: "quantile", activation: "sparse_sigmoid" };

/** Where Keras's documentation tells of an object, with the anchor where a page tells of several. */
export function objectPage(family: FamilyName, written: string): string | undefined {
  const name = nameIn(family, written);
  const api = "https://keras.io/api";
  if (withoutPage[family] === name) return undefined;
  switch (family) {
    case "optimizer":
      return `${api}/optimizers/${name === "nadam" ? "Nadam" : name}/`;
    case "loss": {
      const group = probabilistic.includes(name) ? "probabilistic_losses" : "regression_losses";
      return `${api}/losses/${classPage(group, name)}`;
    }
    case "metric":
      return `${api}/metrics/${metricPages[name as MetricName]}`;
    case "activation":
      return `${api}/layers/activations/#${name.replaceAll("_", "")}-function`;
    case "initializer":
      return `${api}/layers/${classPage("initializers", name)}`;
    case "regularizer":
      return `${api}/layers/${classPage("regularizers", name)}`;
    case "constraint":
      return `${api}/layers/${classPage("constraints", name)}`;
  }
}

export const schedulePage = (name: ScheduleName): string =>
  `https://keras.io/api/optimizers/learning_rate_schedules/${name}/`;

export const callbackPage = (name: string): string => `https://keras.io/api/callbacks/${name}/`;
