"""Keras's side of bench/engines.mjs: one timed `fit` for each line on stdin."""

import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
from keras import Sequential, __version__, layers, utils

spec = json.loads(sys.argv[1])
size = spec["size"]
utils.set_random_seed(1)
random = np.random.default_rng(1)
x = random.random((size["N"], size["T"], size["F"]), np.float32)
y = random.random((size["N"], size["T"], size["out"]) if size["sequences"] else (size["N"], size["out"]), np.float32)
if size["loss"] == "binary_crossentropy":
    y = y.round()
elif size["loss"] == "categorical_crossentropy":
    y = np.eye(size["out"], dtype=np.float32)[y.argmax(axis=1)]
recurrent = getattr(layers, size["kind"])(size["H"], return_sequences=size["sequences"])
dense = layers.Dense(size["out"], activation=size["activation"])
model = Sequential([layers.Input((size["T"], size["F"])), recurrent, dense])
model.compile(optimizer=size["optimizer"], loss=size["loss"])


def run(epochs):
    model.fit(x, y, epochs=epochs, batch_size=size["B"], shuffle=False, verbose=0)


run(2)
print(json.dumps({"ready": __version__}), flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    run(spec["epochs"])
    print((time.perf_counter() - start) * 1000, flush=True)
