"""More cases: recurrent layers with states at both ends, masks, other activations, and states that stay from batch to batch."""
import runpy, os
import numpy as np
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R I two training'.split()})
SEQ = lambda units, **kw: dict(units=units, return_sequences=True, **kw)
named = lambda kind, src, **kw: {kind: {**kw, 'from': src}}

def padded(x):
    """Filling behind, before and between, in turn; sample 6 is nothing else."""
    x = np.array(x); steps = x.shape[1]
    for s in range(len(x)):
        if s % 3 == 0: x[s, 2 + s % steps:] = 0
        if s % 3 == 1: x[s, :1 + s % (steps - 1)] = 0
        if s % 3 == 2: x[s, [0, 3]] = 0
        if s == 6: x[s] = 0
    return x.tolist()

X = R(101, 8, 5, 3); M = padded(X); Y = R(102, 8, 2); YS = R(103, 8, 5, 2); V = R(104, 8, 4); T = R(105, 8, 4, 2); YT = R(106, 8, 4, 2)
MT = padded(T)
sgd = {'sgd': dict(learning_rate=0.1, momentum=0.5)}
adam = {'adam': dict(learning_rate=0.02)}
net = lambda *layers: [{'Input': [5, 3]}, *layers]
inputs = [{'Input': dict(shape=[5, 3], name='source')}, {'Input': dict(shape=[4, 2], name='target')}]
pair = dict(source=X, target=T)
IDS = np.array(I(107, 7, 8, 5)); IDS[:, 3:] *= np.array(I(108, 2, 8, 2)); IDS = IDS.tolist()

cases = {
 # states
 'states-simple-rnn': two(X, dict([('rnn', R(109, 8, 5, 4)), ('rnn/h', R(110, 8, 4))]), optimizer=adam)(net({'SimpleRNN': SEQ(4, return_state=True, name='rnn')}), outputs=['rnn', 'rnn/h']),
 'states-lstm': two(X, Y, optimizer=adam)(net({'LSTM': dict(units=4, return_state=True, name='lstm')}, {'Concatenate': {'from': ['lstm/c', 'lstm', 'lstm/h']}}, {'Dense': 2})),
 'states-gru': two(X, Y, optimizer=adam)(net({'GRU': SEQ(4, return_state=True, go_backwards=True, name='gru')}, {'GRU': {'units': 4, 'from': 'gru', 'initial_state': ['gru/h']}}, {'Dense': 2})),
 'states-from-dense': two(dict(vector=V, target=T), YT, optimizer=adam)([{'Input': dict(shape=[4], name='vector')}, {'Input': dict(shape=[4, 2], name='target')}, named('Dense', 'vector', units=5, name='h0'), named('Dense', 'vector', units=5, activation='tanh', name='c0'), named('LSTM', 'target', units=5, return_sequences=True, initial_state=['h0', 'c0']), {'Dense': 2}]),
 'encoder-decoder-gru': two(pair, YT, optimizer=adam)([*inputs, named('GRU', 'source', units=5, return_sequences=True, return_state=True, name='first'), named('GRU', 'first', units=5, return_state=True, reset_after=False, name='second'), named('GRU', 'target', units=5, return_sequences=True, initial_state='first', name='third'), named('GRU', 'third', units=5, return_sequences=True, reset_after=False, initial_state='second'), {'TimeDistributed': {'Dense': 2}}]),
 'encoder-decoder-simple': two(pair, YT, optimizer=adam)([*inputs, named('SimpleRNN', 'source', units=5, return_state=True, name='encoder'), named('SimpleRNN', 'target', units=5, return_sequences=True, initial_state='encoder', activation='relu'), {'Dense': 2}]),
 'encoder-decoder-bidirectional': two(pair, YT, optimizer=adam)([*inputs, named('Bidirectional', 'source', LSTM=dict(units=4, return_state=True), name='encoder'), {'Concatenate': {'from': ['encoder/forward/h', 'encoder/backward/h'], 'name': 'h'}}, {'Concatenate': {'from': ['encoder/forward/c', 'encoder/backward/c'], 'name': 'c'}}, named('LSTM', 'target', units=8, return_sequences=True, initial_state=['h', 'c']), {'Dense': 2}]),
 'bidirectional-states-both-ends': two(pair, YT, optimizer=adam)([*inputs, named('Bidirectional', 'source', GRU=dict(units=4, return_state=True), merge_mode='none', name='encoder'), named('Bidirectional', 'target', GRU=SEQ(4), initial_state='encoder', merge_mode='sum'), {'Dense': 2}]),
 'autoencoder-states': two(X, R(111, 8, 5, 3), optimizer=adam)(net({'LSTM': dict(units=6, return_state=True, name='code')}, {'RepeatVector': 5}, {'LSTM': SEQ(6, initial_state='code')}, {'TimeDistributed': {'Dense': 3}})),
 # two directions
 'bidirectional-mul': two(X, Y, optimizer=adam)(net({'Bidirectional': {'LSTM': 5, 'merge_mode': 'mul'}}, {'Dense': 2})),
 'bidirectional-ave': two(X, YS, optimizer=adam)(net({'Bidirectional': {'SimpleRNN': SEQ(5), 'merge_mode': 'ave'}}, {'Dense': 2})),
 'bidirectional-none': two(X, dict([('both/forward', R(112, 8, 5, 4)), ('both/backward', R(113, 8, 5, 4))]), optimizer=adam)(net({'Bidirectional': {'GRU': SEQ(4), 'merge_mode': 'none', 'name': 'both'}}), outputs=['both/forward', 'both/backward']),
 # masks
 'mask-simple-rnn': two(M, Y, optimizer=adam)(net({'Masking': 0.0}, {'SimpleRNN': SEQ(5)}, {'SimpleRNN': 5}, {'Dense': 2})),
 'mask-lstm': two(M, Y, optimizer=adam)(net({'Masking': 0.0}, {'LSTM': SEQ(5)}, {'LSTM': 5}, {'Dense': 2})),
 'mask-lstm-sequences': two(M, YS, optimizer=adam)(net({'Masking': 0.0}, {'LSTM': SEQ(5)}, {'TimeDistributed': {'Dense': 2}})),
 'mask-gru': two(M, Y, optimizer=adam)(net({'Masking': 0.0}, {'GRU': SEQ(5)}, {'GRU': dict(units=5, reset_after=False)}, {'Dense': 2})),
 'mask-backwards-sequences': two(M, YS, optimizer=adam)(net({'Masking': 0.0}, {'GRU': SEQ(5, go_backwards=True)}, {'LSTM': SEQ(4)}, {'Dense': 2})),
 'mask-bidirectional': two(IDS, YS, optimizer=adam)([{'Input': dict(shape=[5], dtype='int32')}, {'Embedding': dict(input_dim=7, output_dim=4, mask_zero=True)}, {'Bidirectional': {'LSTM': SEQ(4)}}, {'Bidirectional': {'GRU': SEQ(3), 'merge_mode': 'sum'}}, {'Dense': 2}]),
 'mask-bidirectional-last': two(M, Y, optimizer=adam)(net({'Masking': 0.0}, {'Bidirectional': {'SimpleRNN': 4, 'merge_mode': 'ave'}}, {'Dense': 2})),
 'mask-states': two(dict(source=M, target=MT), YT, optimizer=adam)([*inputs, named('Masking', 'source', mask_value=0.0), {'LSTM': dict(units=4, return_state=True, name='encoder')}, named('Masking', 'target', mask_value=0.0), {'LSTM': SEQ(4, initial_state='encoder')}, {'Dense': 2}]),
 'mask-states-last': two(dict(source=M, target=MT), Y, optimizer=adam)([*inputs, named('Masking', 'source', mask_value=0.0), {'GRU': dict(units=4, return_state=True, name='encoder')}, named('Masking', 'target', mask_value=0.0), {'GRU': dict(units=4, initial_state='encoder')}, {'Dense': 2}]),
 # what a cell can be made of
 'cell-silu-gelu': two(X, Y, optimizer=sgd)(net({'LSTM': SEQ(5, activation='silu', recurrent_activation='gelu')}, {'GRU': SEQ(5, activation='mish', recurrent_activation='hard_silu')}, {'GRU': SEQ(4, activation='tanh_shrink', recurrent_activation='silu', reset_after=False)}, {'SimpleRNN': dict(units=4, activation='gelu')}, {'Dense': 2})),
 'cell-softmax': two(X, Y, optimizer=sgd)(net({'LSTM': SEQ(5, activation='softmax', recurrent_activation='sparsemax')}, {'GRU': SEQ(5, activation='sparsemax', recurrent_activation='softmax')}, {'GRU': SEQ(4, activation='log_softmax', recurrent_activation='softmax', reset_after=False)}, {'SimpleRNN': dict(units=4, activation='softmax')}, {'Dense': 2})),
 'cell-hard-sigmoid': two(X, Y, optimizer=adam)(net({'LSTM': SEQ(5, activation='relu', recurrent_activation='hard_sigmoid')}, {'GRU': dict(units=5, activation='softsign', recurrent_activation='hard_sigmoid')}, {'Dense': 2})),
 'no-forget-bias': two(X, Y, optimizer=adam)(net({'LSTM': SEQ(5, unit_forget_bias=False)}, {'LSTM': dict(units=4, use_bias=False)}, {'Dense': 2})),
 'no-bias': two(X, YS, optimizer=adam)(net({'SimpleRNN': SEQ(5, use_bias=False)}, {'GRU': SEQ(4, use_bias=False)}, {'GRU': SEQ(4, use_bias=False, reset_after=False)}, {'Bidirectional': {'LSTM': SEQ(3, use_bias=False)}}, {'TimeDistributed': {'Dense': dict(units=2, use_bias=False)}})),
 'many-to-many-time-distributed': two(X, I(114, 2, 8, 5, 1), loss='binary_crossentropy', optimizer=adam, metrics=['accuracy'])(net({'LSTM': SEQ(8)}, {'TimeDistributed': {'Dense': dict(units=4, activation='relu')}}, {'TimeDistributed': {'Dense': dict(units=1, activation='sigmoid')}})),
 # states that stay
 'stateful': two(X, Y, optimizer=adam)(net({'LSTM': SEQ(4, stateful=True)}, {'GRU': dict(units=4, stateful=True)}, {'Dense': 2})),
 'stateful-bidirectional': two(X, YS, optimizer=adam)(net({'SimpleRNN': SEQ(4, stateful=True)}, {'Bidirectional': {'LSTM': SEQ(3, stateful=True)}}, {'Dense': 2})),
 'stateful-mask': two(M, Y, optimizer=adam)(net({'Masking': 0.0}, {'GRU': SEQ(4, stateful=True)}, {'LSTM': dict(units=4, stateful=True)}, {'Dense': 2})),
 'stateful-validation': (lambda s: dict(s, fit=dict(s['fit'], validation_split=0.25)))(two(X, Y, batch=2, optimizer=adam, metrics=['mae'])(net({'LSTM': SEQ(4, stateful=True)}, {'GRU': dict(units=4, stateful=True)}, {'Dense': 2}))),
}
