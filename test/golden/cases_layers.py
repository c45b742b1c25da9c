"""More cases: layers that regroup, pool, normalize and join."""
import runpy, os
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R I two'.split()})
SEQ = lambda units, **kw: dict(units=units, return_sequences=True, **kw)

cases = {
 'repeat-vector': two(R(31, 8, 5, 3), R(32, 8, 4, 2))([{'Input': [5, 3]}, {'LSTM': 6}, {'RepeatVector': 4}, {'GRU': SEQ(5)}, {'TimeDistributed': {'Dense': 2}}]),
 'flatten': two(R(33, 8, 4, 3), R(34, 8, 2))([{'Input': [4, 3]}, {'LSTM': SEQ(5)}, 'Flatten', {'Dense': 2}]),
 'reshape': two(R(35, 8, 6, 2), R(36, 8, 2, 3))([{'Input': [6, 2]}, {'Reshape': [3, -1]}, {'LSTM': 5}, {'Dense': 6}, {'Reshape': [2, 3]}]),
 'global-average-pooling': two(R(37, 8, 7, 3), R(38, 8, 2))([{'Input': [7, 3]}, {'GRU': SEQ(6)}, 'GlobalAveragePooling1D', {'Dense': 2}]),
 'global-max-pooling': two(R(39, 8, 7, 3), R(40, 8, 2))([{'Input': [7, 3]}, {'SimpleRNN': SEQ(6)}, 'GlobalMaxPooling1D', {'Dense': 2}]),
 'layer-normalization': two(R(41, 8, 5, 3), R(42, 8, 2))([{'Input': [5, 3]}, {'LSTM': SEQ(6)}, 'LayerNormalization', {'GRU': 5}, {'LayerNormalization': dict(center=False, epsilon=0.01)}, {'Dense': 2}]),
 'concatenate': two(dict(a=R(43, 8, 5, 2), b=R(44, 8, 3)), R(45, 8, 2))([{'Input': dict(shape=[5, 2], name='a')}, {'Input': dict(shape=[3], name='b')}, {'LSTM': {'units': 4, 'from': 'a'}}, {'Dense': {'units': 5, 'from': 'b'}}, {'Concatenate': {'from': ['lstm', 'dense', 'b']}}, {'Dense': 2}]),
 'merges': two(R(46, 8, 4, 3), R(47, 8, 2))([{'Input': dict(shape=[4, 3], name='in')}, {'Dense': {'units': 5, 'activation': 'tanh', 'name': 'p', 'from': 'in'}}, {'Dense': {'units': 5, 'name': 'q', 'from': 'in'}}, {'SimpleRNN': SEQ(5, **{'name': 'r', 'from': 'in'})},
   {'Add': {'from': ['p', 'q', 'r']}}, {'Multiply': {'from': ['p', 'q', 'r']}}, {'Average': {'from': ['p', 'q', 'r']}}, {'Subtract': {'from': ['p', 'r']}}, {'Concatenate': {'from': ['add', 'multiply', 'average', 'subtract']}}, {'LSTM': 4}, {'Dense': 2}]),
 'go-backwards': two(R(48, 8, 5, 3), R(49, 8, 2))([{'Input': [5, 3]}, {'LSTM': SEQ(6, go_backwards=True)}, {'GRU': SEQ(4, go_backwards=True)}, {'SimpleRNN': dict(units=5, go_backwards=True)}, {'Dense': 2}]),
}
