/** English, forecasts: baselines by name, and the verdict. */
export const forecast = {
  "baseline.last_value": "the last value",
  "baseline.seasonal": "the value one season before",
  "baseline.drift": "the drift (the last value and the slope of the training rows)",
  "baseline.linear": "the linear model",
  "baseline.mean": "the window's mean",
  "forecast-group":
    "A forecast is of one series, and this file has several (`group`). Ask `predict` for all of them, or forecast a file that holds one.",
  "forecast-verdict.better":
    "Better than {baseline}, the best baseline: a mean absolute error of {model,number} on the test part against {other,number}, {percent,number} % less, which is more than noise (Diebold–Mariano test, p {p}).",
  "forecast-verdict.not_better":
    "Not better than {baseline}: a mean absolute error of {model,number} on the test part against {other,number}, a difference that may be noise (Diebold–Mariano test, p {p}, level {level} %).",
  "forecast-verdict.worse":
    "Not better than {baseline}, but worse: a mean absolute error of {model,number} on the test part against {other,number}, {percent,number} % more, which is more than noise (Diebold–Mariano test, p {p}).",
  "forecast-row.model": "model",
  "forecast-row.last_value": "last value",
  "forecast-row.seasonal": "seasonal",
  "forecast-row.drift": "drift",
  "forecast-row.linear": "linear",
  "forecast-row.mean": "window's mean",
  "forecast-note.no_validation":
    "No interval: there is no validation part to learn from how far forecasts err. Give `split` under data a share for validation, such as 0.15, and train again.",
  "forecast-note.few_residuals":
    "No interval for some levels or steps: the validation part has too few windows (an interval of 80 % needs 4 for each step, one of 90 % needs 9).",
  "forecast-note.chosen_on_validation":
    "The intervals may be too narrow: the epoch was chosen on the validation part that they are made from.",
  "forecast-note.free_running":
    "Behind the horizon the network reads its own forecasts. Intervals there are made from forecasts of the validation part that ran as free.",
  "forecast-no-series": "forecast is for time series from a file: `{example}`. For other data use `unroll predict`.",
  "forecast-no-test":
    "There is no test part, and a forecast is worth what it scores on rows that it has never seen. Give `split` under data a share for test, such as 0.15, and train again.",
  "forecast-no-test.short":
    "The test part has {found} of {rows} rows, and a window's answer is {horizon} rows ahead: no window fits. Give test a larger share, or take a shorter horizon.",
  "forecast-classes":
    "forecast scores numbers, and {loss} makes classes of the answers. Use a loss for numbers such as mse, or `unroll predict`.",
  "forecast-unknown-ahead":
    "{steps} {steps|step is|steps are} more than the horizon of {horizon}, and behind it nobody knows the columns {columns}, which the network reads. Take --steps {horizon}, a longer horizon, or write these columns as targets too.",
  "cli-forecast-title":
    "Forecast of {target}: {samples,number} windows of the test part, {horizon} {horizon|step|steps} ahead",
  "cli-forecast-definitions":
    "MAE and RMSE in the data's own units, over all windows and steps. MASE, RMSSE: divided by the error of the value {season} {season|row|rows} before on the training rows. sMAPE: mean of 200 |y − ŷ| / (|y| + |ŷ|).",
  "cli-forecast-by-step": "MAE by step",
  "cli-forecast-coverage":
    "Intervals of {level} %: {covered,number} % of the test part lies inside, Winkler score {winkler,number}",
  "cli-forecast-pinball": "Pinball loss (mean over the quantiles): {loss,number}",
  "cli-forecast-time": "Time",
  "cli-forecast-value": "Forecast",
  "cli-forecast-saved": "The forecasts are in {file}.",
  "leak-future":
    "{column} tells what {target} will be {lead} {lead|row|rows} later (a correlation of {correlation} with what the past does not tell): it may be the target shifted, smoothed or averaged with what comes after. Leave it out, or make it from rows up to its own alone.",
  "leak-later":
    "{column} is empty in the last {count} {count|row|rows}, where the target is there: it becomes known later than the target, and a network that reads it could not be used. Leave it out, or shift it to the row where it is known.",
  "leak-linear":
    "`missing: linear` has filled {count} {count|cell|cells} of {column} with the values on both sides, also the one that comes after: a window that ends there has seen beyond its end. Write `missing: previous`.",
  "leak-doubled":
    "{count} {count|row is|rows are} there twice, with the same time and the same numbers ({percent,number} % of all). Take them out.",
  "leak-copied":
    "{count} {count|row|rows} from row {to} on are those from row {from} on once more, which are in another part: what is tested was trained on. Take the second series out, or give each a file of its own.",
  "leak-scaled":
    "{column} has mean 0 and deviation 1 over all {rows,number} rows: it was scaled with figures of rows that nobody knew yet. Give the values as they were measured, and write `scale: standard`.",
  "cli-data-leaks": "Leakage: {count} {count|finding|findings}",
  "cli-data-no-leaks": "Leakage: nothing found.",
  "cli-data-proved":
    "Proved on {windows} windows of the parts {parts}: with every row behind a window's last input changed, its inputs keep their bits; with every row behind the training part changed, all fitted figures keep their bits (times are not changed).",
  "cli-data-not-proved":
    "Not proved: with the rows behind it changed, the window that begins at row {row} ({part}) has other inputs.",
  "cli-data-not-proved.fitted":
    "Not proved: with the rows behind the training part changed, the fitted figures are others.",
} as const;
