"""PyTorch's side of bench/engines.mjs: one timed run for each line on stdin. Its recurrent layers have two biases a gate."""

import json
import sys
import time

import torch
from torch import nn

spec = json.loads(sys.argv[1])
size = spec["size"]
torch.set_num_threads(spec["threads"])
torch.manual_seed(1)
kinds = {"LSTM": nn.LSTM, "GRU": nn.GRU, "SimpleRNN": nn.RNN}


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.recurrent = kinds[size["kind"]](size["F"], size["H"], batch_first=True)
        self.dense = nn.Linear(size["H"], size["out"])

    def forward(self, sequences):
        states, _ = self.recurrent(sequences)
        return self.dense(states if size["sequences"] else states[:, -1])


network = Network()
if size["optimizer"] == "adam":
    optimizer = torch.optim.Adam(network.parameters(), lr=0.001, eps=1e-7)
else:
    optimizer = torch.optim.RMSprop(network.parameters(), lr=0.001, alpha=0.9, eps=1e-7)
losses = {"mse": nn.MSELoss, "binary_crossentropy": nn.BCEWithLogitsLoss, "categorical_crossentropy": nn.CrossEntropyLoss}
loss_of = losses[size["loss"]]()
x = torch.rand(size["N"], size["T"], size["F"])
y = torch.rand(size["N"], size["T"], size["out"]) if size["sequences"] else torch.rand(size["N"], size["out"])
if size["loss"] == "binary_crossentropy":
    y = y.round()
elif size["loss"] == "categorical_crossentropy":
    y = y.argmax(dim=1)


def run():
    for _ in range(spec["epochs"]):
        for first in range(0, size["N"], size["B"]):
            optimizer.zero_grad(set_to_none=True)
            loss_of(network(x[first : first + size["B"]]), y[first : first + size["B"]]).backward()
            optimizer.step()


for _ in range(3):
    run()
print(json.dumps({"ready": torch.__version__}), flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    run()
    print((time.perf_counter() - start) * 1000, flush=True)
