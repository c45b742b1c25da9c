"""More cases: every activation by its name, and every argument of one, in layers and inside cells."""
import runpy, os
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R two'.split()})
SEQ = lambda units, **kw: dict(units=units, return_sequences=True, **kw)
X = R(131, 6, 4, 3); YS = R(132, 6, 4, 2); Y = R(133, 6, 2)
sgd = {'sgd': dict(learning_rate=0.1)}
net = lambda *layers: [{'Input': [4, 3]}, *layers]
dense = lambda *all: [{'Dense': dict(units=5, activation=a)} for a in all]
NAMES = ['linear', 'relu', 'sigmoid', 'tanh', 'softmax', 'hard_sigmoid', 'softplus', 'softsign', 'elu', 'selu', 'exponential', 'leaky_relu', 'relu6', 'hard_tanh', 'silu', 'gelu', 'mish', 'hard_silu', 'celu', 'log_sigmoid', 'log_softmax', 'tanh_shrink', 'soft_shrink', 'hard_shrink', 'squareplus', 'sparse_plus', 'sparse_sigmoid', 'sparsemax']
beside = lambda *all: [{'Dense': {'units': 4, 'activation': a, 'name': f'a{i}', 'from': 'input_layer'}} for i, a in enumerate(all)] + [{'Concatenate': {'from': [f'a{i}' for i in range(len(all))]}}, {'Dense': 2}]
threshold = {'threshold': dict(threshold=0.1, default_value=-0.3)}

cases = {
 'activations-all': two(X, YS, optimizer=sgd)(net(*beside(*NAMES, threshold))),
 'activation-arguments': two(X, YS, optimizer=sgd)(net(*beside({'relu': dict(negative_slope=0.3)}, {'relu': dict(max_value=0.5)}, {'relu': dict(threshold=0.2)}, {'relu': dict(threshold=-0.4)},
     {'relu': dict(max_value=0.6, threshold=-0.4)}, {'relu': dict(negative_slope=-0.2, max_value=0.7, threshold=0.1)}, {'leaky_relu': dict(negative_slope=0.05)}, {'leaky_relu': dict(negative_slope=-0.5)}, {'elu': dict(alpha=0.4)}, {'celu': dict(alpha=0.3)}, {'gelu': dict(approximate=True)}, {'squareplus': dict(b=0.5)},
     {'soft_shrink': dict(threshold=0.1)}, {'soft_shrink': dict(threshold=-0.2)}, {'hard_shrink': dict(threshold=0.3)}, {'elu': dict(alpha=-0.7)}))),
 'activation-arguments-layers': two(X, YS, optimizer=sgd)(net({'Dense': 6}, {'Activation': {'activation': {'leaky_relu': dict(negative_slope=0.1)}}}, {'TimeDistributed': {'Dense': dict(units=5, activation={'celu': dict(alpha=0.5)})}}, {'TimeDistributed': {'Activation': {'activation': {'soft_shrink': dict(threshold=0.05)}}}}, {'Dense': 2})),
 'cell-arguments': two(X, Y, optimizer=sgd)(net({'LSTM': SEQ(5, activation={'elu': dict(alpha=0.5)}, recurrent_activation={'relu': dict(negative_slope=0.1, max_value=1.0)})}, {'GRU': SEQ(5, activation={'gelu': dict(approximate=True)}, recurrent_activation={'squareplus': dict(b=0.5)})},
     {'GRU': SEQ(4, activation={'leaky_relu': dict(negative_slope=0.3)}, recurrent_activation={'hard_shrink': dict(threshold=0.1)}, reset_after=False)}, {'Bidirectional': {'SimpleRNN': SEQ(4, activation={'relu': dict(threshold=0.05, negative_slope=0.2)})}}, {'SimpleRNN': dict(units=4, activation=threshold)}, {'Dense': 2})),
}
