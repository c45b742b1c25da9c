"""More cases: masks, constraints, metrics with arguments, weights of losses, attention and merges of unlike shapes."""
import runpy, os
import numpy as np
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R I two training'.split()})
SEQ = lambda units, **kw: dict(units=units, return_sequences=True, **kw)

def padded(x, filling=0.0):
    """Sample s keeps 1 + 2 s steps, counted round; one step in the middle goes as well."""
    x = np.array(x); steps = x.shape[1]
    for s in range(len(x)):
        x[s, 1 + (2 * s) % steps:] = filling
        if s % 3 == 2: x[s, 1] = filling
    return x.tolist()

X = padded(R(61, 8, 6, 3)); Y = R(62, 8, 2); YS = R(63, 8, 6, 2)
IDS = padded(I(64, 9, 8, 6), 0); BITS = I(65, 2, 8, 6, 1); KINDS = I(66, 4, 8)
FILLED = padded((np.array(I(80, 8, 8, 6)) + 1).tolist(), 0)
ids = {'Input': dict(shape=[6], dtype='int32')}
embedding = {'Embedding': dict(input_dim=9, output_dim=5, mask_zero=True)}
adam = {'adam': dict(learning_rate=0.02)}
net = lambda *layers: [{'Input': [6, 3]}, *layers]
named = lambda kind, src, **kw: {kind: {**kw, 'from': src}}

cases = {
 # where masks come from, and what they leave out of a loss
 'masking-dense': two(X, YS, optimizer=adam)(net({'Masking': 0.0}, {'Dense': dict(units=5, activation='tanh')}, {'Dense': 2})),
 'masking-value': two(padded(R(67, 8, 6, 3), -1.5), YS, optimizer=adam)(net({'Masking': -1.5}, {'TimeDistributed': {'Dense': dict(units=4, activation='relu')}}, {'LayerNormalization': {}}, {'Dense': 2})),
 'mask-zero-crossentropy': two(IDS, I(68, 3, 8, 6), loss='sparse_categorical_crossentropy', optimizer=adam, metrics=['accuracy'])([ids, embedding, {'Dense': dict(units=3, activation='softmax')}]),
 'mask-mean': two(X, Y, optimizer=adam)(net({'Masking': 0.0}, {'Dense': dict(units=5, activation='tanh')}, 'GlobalAveragePooling1D', {'Dense': 2})),
 'mask-max': two(X, Y, optimizer=adam)(net({'Masking': 0.0}, {'Dense': dict(units=5, activation='tanh')}, 'GlobalMaxPooling1D', {'Dense': 2})),
 'mask-flatten': two(X, Y, optimizer=adam)(net({'Masking': 0.0}, 'Flatten', {'Dense': 2})),
 'mask-metrics': two(X, BITS, loss='binary_crossentropy', optimizer=adam, metrics=['accuracy', 'mse', 'mae', 'root_mean_squared_error', 'precision', 'recall', 'auc'])(net({'Masking': 0.0}, {'Dense': dict(units=6, activation='tanh')}, {'Dense': dict(units=1, activation='sigmoid')})),
 'mask-merges': two(X, YS, optimizer=adam)([{'Input': dict(shape=[6, 3], name='in')}, {'Masking': {'mask_value': 0.0, 'from': 'in', 'name': 'm'}}, named('Dense', 'm', units=4, name='p'), named('Dense', 'in', units=4, name='free', activation='relu'), named('Masking', 'free', mask_value=0.0, name='q'),
   named('Add', ['p', 'q']), named('Multiply', ['p', 'q']), named('Average', ['p', 'q']), named('Subtract', ['p', 'free']), named('Multiply', ['p', 'free']), named('Concatenate', ['add', 'multiply', 'average']), named('Dense', 'concatenate', units=2, name='a'), named('Concatenate', ['subtract', 'multiply_1', 'add']), named('Dense', 'concatenate_1', units=2, name='b'), named('Add', ['a', 'b'])]),
 'mask-product': two(X, YS, optimizer=adam)([{'Input': dict(shape=[6, 3], name='in')}, {'Masking': {'mask_value': 0.0, 'from': 'in', 'name': 'm'}}, named('Dense', 'm', units=2, name='p'), named('Dense', 'm', units=2, name='q', activation='tanh'), named('Multiply', ['p', 'q'])]),
 # through recurrent layers
 'mask-many-to-one': two(X, Y, optimizer=adam)(net({'Masking': 0.0}, {'LSTM': 6}, {'Dense': 2})),
 'mask-sequences': two(X, YS, optimizer=adam)(net({'Masking': 0.0}, {'GRU': SEQ(6)}, {'SimpleRNN': SEQ(4)}, {'Dense': 2})),
 'mask-zero-lstm': two(IDS, KINDS, loss='sparse_categorical_crossentropy', optimizer=adam, metrics=['accuracy'])([ids, embedding, {'LSTM': SEQ(6)}, {'LSTM': 5}, {'Dense': dict(units=4, activation='softmax')}]),
 'mask-zero-bidirectional': two(IDS, BITS, loss='binary_crossentropy', optimizer=adam, metrics=['accuracy'])([ids, embedding, {'Bidirectional': {'LSTM': SEQ(4)}}, {'Bidirectional': {'GRU': SEQ(3), 'merge_mode': 'ave'}}, {'Dense': dict(units=1, activation='sigmoid')}]),
 'mask-zero-mean': two(FILLED, Y, optimizer=adam)([ids, embedding, {'Bidirectional': {'SimpleRNN': SEQ(4), 'merge_mode': 'mul'}}, 'GlobalAveragePooling1D', {'Dense': 2}]),
 'mask-backwards': two(X, Y, optimizer=adam)(net({'Masking': 0.0}, {'GRU': SEQ(5, go_backwards=True)}, {'LSTM': dict(units=4, go_backwards=True)}, {'Dense': 2})),
 # what weights and activities are held to
 'max-norm': training(optimizer={'sgd': dict(learning_rate=0.3)}, model=[{'Input': [4, 2]}, {'LSTM': dict(units=5, kernel_constraint={'max_norm': dict(max_value=0.5)}, recurrent_constraint={'max_norm': dict(max_value=0.8, axis=1)}, bias_constraint={'max_norm': dict(max_value=0.7)})}, {'Dense': dict(units=2, kernel_constraint='max_norm')}]),
 'unit-norm': training(optimizer=adam, model=[{'Input': [4, 2]}, {'GRU': dict(units=5, kernel_constraint='unit_norm', recurrent_constraint={'unit_norm': dict(axis=1)}, bias_constraint='unit_norm')}, {'LayerNormalization': dict(gamma_constraint='unit_norm')}, {'Dense': dict(units=2, kernel_constraint={'unit_norm': dict(axis=-1)})}]),
 'non-neg': two(I(69, 7, 8, 5), R(70, 8, 2), optimizer=adam)([{'Input': dict(shape=[5], dtype='int32')}, {'Embedding': dict(input_dim=7, output_dim=4, embeddings_constraint='non_neg')}, {'Bidirectional': {'SimpleRNN': dict(units=3, kernel_constraint='non_neg', bias_constraint='non_neg')}}, {'Dense': dict(units=2, bias_constraint='non_neg', kernel_constraint={'max_norm': 0.6})}]),
 'activity-regularizer': training(optimizer=adam, model=[{'Input': [4, 2]}, {'GRU': dict(units=5, return_sequences=True, activity_regularizer={'l2': 0.05})}, {'Bidirectional': {'LSTM': dict(units=3, activity_regularizer={'l1': 0.02})}}, {'Dense': dict(units=4, activation='tanh', activity_regularizer={'l1_l2': dict(l1=0.01, l2=0.03)})}, {'Dense': 2}]),
 'activity-softmax': training(y=np.eye(3)[I(79, 3, 6)].tolist(), loss='categorical_crossentropy', optimizer=adam, model=[{'Input': [4, 2]}, {'LSTM': 4}, {'Dense': dict(units=3, activation='softmax', kernel_regularizer='l2', activity_regularizer={'l2': 0.2})}]),
 # attention
 'attention': two(R(81, 8, 5, 3), R(82, 8, 2), optimizer=adam)([{'Input': [5, 3]}, {'LSTM': SEQ(4, name='h')}, named('Attention', ['h', 'h'], use_scale=True, name='a'), named('Concatenate', ['h', 'a']), 'GlobalAveragePooling1D', {'Dense': 2}]),
 'attention-concat': two(dict(x=R(83, 8, 4, 3), z=R(84, 8, 6, 2)), R(85, 8, 4, 2), optimizer=adam)([{'Input': dict(shape=[4, 3], name='x')}, {'Input': dict(shape=[6, 2], name='z')}, named('GRU', 'x', **SEQ(5), name='q'), named('GRU', 'z', **SEQ(5), name='v'), named('Dense', 'z', units=5, name='k'), named('Attention', ['q', 'v', 'k'], score_mode='concat', use_scale=True), {'Dense': 2}]),
 'attention-masked': two(dict(x=X, z=padded(R(86, 8, 6, 3))), YS, optimizer=adam)([{'Input': dict(shape=[6, 3], name='x')}, {'Input': dict(shape=[6, 3], name='z')}, named('Masking', 'x', mask_value=0.0, name='mx'), named('Masking', 'z', mask_value=0.0, name='mz'), named('Dense', 'mx', units=4, name='q'), named('LSTM', 'mz', **SEQ(4), name='v'), named('Attention', ['q', 'v']), {'Dense': 2}]),
 'attention-causal': two(X, YS, optimizer=adam)([{'Input': dict(shape=[6, 3], name='x')}, {'Dense': dict(units=4, activation='tanh', name='h')}, named('Attention', ['h', 'h'], use_causal_mask=True, score_mode='concat'), {'Dense': 2}]),
 # compile
 'loss-weights': two(R(71, 8, 4), dict(a=R(72, 8, 2), b=np.eye(3)[I(73, 3, 8)].tolist()), loss=dict(a='mse', b='categorical_crossentropy'), optimizer=adam, metrics=dict(b=['accuracy', {'top_k_categorical_accuracy': dict(k=2)}], a=['mae']), epochs=8)([{'Input': [4]}, {'Dense': dict(units=5, activation='tanh', name='trunk')}, named('Dense', 'trunk', units=2, name='a'), named('Dense', 'trunk', units=3, activation='softmax', name='b')], outputs=['a', 'b']),
 'auc': training(y=I(74, 2, 6, 3), loss='binary_crossentropy', optimizer=adam, metrics=[{'auc': dict(num_thresholds=200)}, {'precision': dict(thresholds=0.6)}, {'recall': dict(class_id=1)}], model=[{'Input': [4, 2]}, {'LSTM': 4}, {'Dense': dict(units=3, activation='sigmoid')}]),
 'auc-pr': training(y=I(75, 2, 6, 2), loss='mse', optimizer=adam, metrics=[{'auc': dict(curve='PR', num_thresholds=31)}], model=[{'Input': [4, 2]}, {'LSTM': 4}, {'Dense': dict(units=2, activation='sigmoid')}]),
 'auc-majoring': training(y=I(76, 2, 6, 2), loss='mse', optimizer=adam, metrics=[{'auc': dict(curve='PR', num_thresholds=50, summation_method='majoring')}], model=[{'Input': [4, 2]}, {'GRU': 4}, {'Dense': dict(units=2, activation='sigmoid')}]),
 'sparse-top-k': training(y=I(77, 5, 6), loss='sparse_categorical_crossentropy', optimizer=adam, metrics=['accuracy', {'sparse_top_k_categorical_accuracy': dict(k=3)}], model=[{'Input': [4, 2]}, {'GRU': 4}, {'Dense': dict(units=5, activation='softmax')}]),
 'precision-top-k': training(y=np.eye(5)[I(78, 5, 6)].tolist(), loss='categorical_crossentropy', optimizer=adam, metrics=[{'precision': dict(top_k=2)}, {'recall': dict(top_k=3, class_id=2)}], model=[{'Input': [4, 2]}, {'GRU': 4}, {'Dense': dict(units=5, activation='softmax')}]),
}
cases['loss-weights']['compile']['loss_weights'] = dict(a=0.3, b=2.0)
