/** English, forecasts: baselines by name, and the verdict. */
export const forecast = {
  "baseline.last_value": "the last value",
  "baseline.seasonal": "the value one season before",
  "baseline.drift": "the drift (the last value and the slope of the training rows)",
  "baseline.linear": "the linear model",
  "baseline.mean": "the window's mean",
  "forecast-verdict.better":
    "Better than {baseline}, the best baseline: a mean absolute error of {model,number} on the test part against {other,number}, {percent,number} % less, which is more than noise (Diebold–Mariano test, p {p}).",
  "forecast-verdict.not_better":
    "Not better than {baseline}: a mean absolute error of {model,number} on the test part against {other,number}, a difference that may be noise (Diebold–Mariano test, p {p}, level {level} %).",
  "forecast-verdict.worse":
    "Not better than {baseline}, but worse: a mean absolute error of {model,number} on the test part against {other,number}, {percent,number} % more, which is more than noise (Diebold–Mariano test, p {p}).",
} as const;
