"""More cases: weights of samples, steps and classes, samples of their own that validate, and states that are set back."""
import runpy, os
import numpy as np
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R I two training'.split()})

def said(spec, data={}, fit={}):
    """`spec` with more in its sections."""
    return dict(spec, data=dict(spec['data'], **data), fit=dict(spec['fit'], **fit))

W = lambda s, *sh: np.round(np.random.default_rng(s).uniform(0, 3, sh), 2).tolist()
adam = {'adam': dict(learning_rate=0.05)}
seq = lambda **kw: [{'Input': [4, 2]}, {'GRU': dict(units=5, return_sequences=True)}, {'Dense': kw or 2}]
bit = [{'Input': [4, 2]}, {'LSTM': 3}, {'Dense': dict(units=1, activation='sigmoid')}]
kind = [{'Input': [4, 2]}, {'LSTM': 4}, {'Dense': dict(units=3, activation='softmax')}]
masked = lambda s: (lambda x: (x.__setitem__((0, slice(2, None)), 0), x.__setitem__((3, 0), 0), x)[-1].tolist())(np.array(R(s, 6, 4, 2)))
heads = [{'Input': [4, 2]}, {'GRU': dict(units=5, return_sequences=True, name='all')}, {'Dense': {'units': 2, 'name': 'steps', 'from': 'all'}}, {'LSTM': {'units': 3, 'name': 'last', 'from': 'all'}}, {'Dense': {'units': 1, 'name': 'end', 'from': 'last', 'activation': 'sigmoid'}}]
two_heads = lambda **kw: two(R(201, 6, 4, 2), dict(steps=R(202, 6, 4, 2), end=I(203, 2, 6, 1)), loss=dict(steps='mse', end='binary_crossentropy'), optimizer=adam, **kw)(heads, outputs=['steps', 'end'], loss=dict(steps='mse', end='binary_crossentropy'), optimizer=adam)
stateful = [{'Input': [5, 3]}, {'LSTM': dict(units=4, stateful=True, return_sequences=True)}, {'GRU': dict(units=4, stateful=True)}, {'Dense': 2}]

cases = {
 'class-weight': said(training(y=I(211, 2, 6, 1), loss='binary_crossentropy', optimizer=adam, metrics=['accuracy'], model=bit), fit=dict(class_weight={0: 1, 1: 5}, validation_split=0.34)),
 'class-weight-one-hot': said(training(y=np.eye(3)[I(212, 3, 6)].tolist(), loss='categorical_crossentropy', optimizer=adam, metrics=['accuracy'], model=kind), fit=dict(class_weight={0: 0.5, 2: 4})),
 'class-weight-sparse': said(training(y=I(213, 3, 6), loss='sparse_categorical_crossentropy', optimizer=adam, model=kind), fit=dict(class_weight={1: 3, 2: 0})),
 'reset-states': said(two(R(221, 8, 5, 3), R(222, 8, 2), optimizer=adam)(stateful), fit=dict(reset_states='epoch')),
 'sample-weight': said(training(optimizer=adam, metrics=['mae']), data=dict(sample_weight=W(214, 6))),
 'sample-weight-masked-steps': said(two(masked(205), R(206, 6, 4, 2), optimizer=adam, metrics=['mae'])([{'Input': [4, 2]}, {'Masking': 0}, *seq()[1:]], optimizer=adam), data=dict(sample_weight=W(216, 6, 4))),
 'sample-weight-outputs': said(two_heads(), data=dict(sample_weight=dict(steps=W(217, 6, 4), end=W(218, 6)))),
 'sample-weight-shared': said(two_heads(), data=dict(sample_weight=W(219, 6))),
 'sample-weight-sparse-steps': said(two(I(207, 7, 6, 4), I(208, 3, 6, 4), loss='sparse_categorical_crossentropy', optimizer=adam)([{'Input': dict(shape=[4], dtype='int32')}, {'Embedding': dict(input_dim=7, output_dim=3, mask_zero=True)}, {'LSTM': dict(units=4, return_sequences=True)}, {'Dense': dict(units=3, activation='softmax')}], loss='sparse_categorical_crossentropy', optimizer=adam), data=dict(sample_weight=W(220, 6, 4))),
 'sample-weight-steps': said(two(R(201, 6, 4, 2), R(202, 6, 4, 2), optimizer=adam)(seq(), optimizer=adam), data=dict(sample_weight=W(215, 6, 4))),
 'sample-weight-validation': said(training(optimizer=adam, metrics=['mae']), data=dict(sample_weight=W(214, 6)), fit=dict(validation_split=0.34)),
 'validation-data': said(training(y=I(211, 2, 6, 1), loss='binary_crossentropy', optimizer=adam, metrics=['accuracy'], model=bit), data=dict(validation=dict(x=R(231, 3, 4, 2), y=I(232, 2, 3, 1))), fit=dict(class_weight={0: 1, 1: 5})),
 'validation-data-weights': said(training(y=dict(values=I(233, 3, 6), one_hot=3), loss='categorical_crossentropy', optimizer=adam, metrics=['accuracy'], model=kind), data=dict(sample_weight=W(214, 6), validation=dict(x=R(231, 5, 4, 2), y=I(234, 3, 5), sample_weight=W(235, 5)))),
}
