"""Figures of utilsforecast, of a ridge as scikit-learn has it, and of SciPy, for the scores of forecasts: `python makeScores.py > scores.json`.

Needs utilsforecast 0.2.17, numpy, pandas and scipy. Seeds are fixed.
"""
import json

import numpy as np
import pandas as pd
from scipy import stats
from utilsforecast import losses


def case(seed, windows, horizon, season, rows):
    rng = np.random.default_rng(seed)
    train = 20 + np.cumsum(rng.normal(0, 1, rows)) + 3 * np.sin(np.arange(rows) * 2 * np.pi / max(season, 2))
    truth = train[-1] + rng.normal(0, 2, windows * horizon)
    truth[0] = 0.0
    model = truth + rng.normal(0, 1, windows * horizon)
    model[0] = 0.0
    other = truth + rng.normal(0.2, 1.2, windows * horizon)
    half = np.abs(rng.normal(1.5, 0.3, windows * horizon))
    unit = ["s"] * (windows * horizon)
    frame = pd.DataFrame(
        {"unique_id": unit, "y": truth, "m": model, "m-lo-80": model - half, "m-hi-80": model + half,
         "q1": model - 1, "q5": model, "q9": model + 1}
    )
    past = pd.DataFrame({"unique_id": ["s"] * rows, "y": train})
    one = lambda table: float(table["m"].iloc[0])
    steps = np.arange(windows * horizon) % horizon
    expected = {
        "mae": one(losses.mae(frame, ["m"])),
        "rmse": one(losses.rmse(frame, ["m"])),
        "mase": one(losses.mase(frame, ["m"], seasonality=season, train_df=past)),
        "rmsse": one(losses.rmsse(frame, ["m"], seasonality=season, train_df=past)),
        "smape": 200 * one(losses.smape(frame, ["m"])),
        "by_step": [one(losses.mae(frame[steps == h], ["m"])) for h in range(horizon)],
        "rmse_by_step": [one(losses.rmse(frame[steps == h], ["m"])) for h in range(horizon)],
        "coverage": one(losses.coverage(frame, ["m"], level=80)),
        "winkler": one(losses.winkler_score(frame, ["m"], level=80)),
        "pinball": one(losses.mqloss(frame, {"m": ["q1", "q5", "q9"]}, np.array([0.1, 0.5, 0.9]))),
    }
    errors = [np.abs(truth - f).reshape(windows, horizon).mean(axis=1) for f in (model, other)]
    return {
        "season": season, "horizon": horizon, "train": train.tolist(), "truth": truth.tolist(), "model": model.tolist(),
        "other": other.tolist(), "half": half.tolist(), "expected": expected,
        "diebold_mariano": [{"overlap": h, **diebold_mariano(*errors, h)} for h in (1, horizon)],
    }


def diebold_mariano(first, second, h):
    """As Harvey, Leybourne and Newbold (1997) write it; R's forecast::dm.test with alternative two.sided."""
    d = first - second
    n = len(d)
    gamma = [np.sum((d[k:] - d.mean()) * (d[: n - k] - d.mean())) / n for k in range(h)]
    variance = (gamma[0] + 2 * sum(gamma[1:])) / n
    statistic = d.mean() / np.sqrt(variance) * np.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
    return {"statistic": float(statistic), "p": float(2 * stats.t.sf(abs(statistic), n - 1))}


def linear(seed):
    """Ridge 1e-3 on standardised columns with a free intercept, as scikit-learn's Ridge has it."""
    rng = np.random.default_rng(seed)
    rows, window, horizon, end = 80, 4, 2, 60
    y = np.cumsum(rng.normal(0, 1, rows)) + 50
    x = rng.normal(10, 5, rows)
    scaled = [(c - c[:end].mean()) / c[:end].std() for c in (y, x)]
    starts = range(0, end - window - horizon + 1)
    row = lambda s: np.concatenate([c[s : s + window] for c in scaled])
    features = np.array([row(s) for s in starts])
    answers = np.array([y[s + window : s + window + horizon] for s in starts])
    mean = features.mean(axis=0)
    weights = np.linalg.solve((features - mean).T @ (features - mean) + 1e-3 * np.eye(2 * window),
                              (features - mean).T @ (answers - answers.mean(axis=0)))
    test = [60, 70]
    forecast = [((row(s) - mean) @ weights + answers.mean(axis=0)).tolist() for s in test]
    return {"y": y.tolist(), "x": x.tolist(), "window": window, "horizon": horizon, "end": end, "test": test, "forecast": forecast}


if __name__ == "__main__":
    tails = [{"t": t, "degrees": n, "p": float(2 * stats.t.sf(t, n))} for t in (0.0, 0.3, 1.0, 1.96, 4.0, 12.0) for n in (1, 4, 29, 500)]
    cases = [case(1, 12, 1, 1, 30), case(2, 25, 3, 4, 60), case(3, 8, 5, 7, 40)]
    print(json.dumps({"cases": cases, "linear": linear(5), "tails": tails}))
