"""The course's first example in PyTorch: LSTM(32), Dense(5), 100 epochs of RMSprop with Keras's settings."""

import torch
from torch import nn

torch.manual_seed(7)
inputs = nn.functional.one_hot(torch.tensor([[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 1]]) - 1, 5).float()
targets = torch.tensor([4, 5, 1, 2]) - 1


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(5, 32, batch_first=True)
        self.dense = nn.Linear(32, 5)

    def forward(self, sequences):
        states, _ = self.lstm(sequences)
        return self.dense(states[:, -1])


network = Network()
optimizer = torch.optim.RMSprop(network.parameters(), lr=0.001, alpha=0.9, eps=1e-7)
loss_of = nn.CrossEntropyLoss()
for epoch in range(100):
    optimizer.zero_grad()
    loss = loss_of(network(inputs), targets)
    loss.backward()
    optimizer.step()
    print(f"epoch {epoch + 1}/100 loss {loss.item():.4f}")
print((network(inputs).argmax(dim=1) + 1).tolist())
