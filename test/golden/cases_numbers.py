"""More cases: numbers that are saturated or tiny, ways in which an output ends, and axes of constraints."""
import runpy, os
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R I two'.split()})
SEQ = lambda units, **kw: dict(units=units, return_sequences=True, **kw)
scaled = lambda by, x: [[[by * v for v in step] for step in row] for row in x]
one = lambda loss, rate, x, y, model, first: dict(data=dict(x=x, y=y), model=model, compile=dict(optimizer={'sgd': dict(learning_rate=rate)}, loss=loss), fit=dict(epochs=2, batch_size=1, shuffle=False), first=first)
SURE = scaled(9, R(301, 6, 4, 2))
SOFT = [[[round(abs(v), 3) for v in step] for step in row] for row in R(302, 6, 4, 3)]
HOLES = [[step if (i + t) % 3 else [0.0, 0.0] for t, step in enumerate(row)] for i, row in enumerate(R(320, 6, 4, 2))]
inside = lambda activation, units=3: {'TimeDistributed': {'Dense': dict(units=units, activation=activation)}}
steps = dict(optimizer={'sgd': dict(learning_rate=0.1)})
body = [{'Input': [4, 2]}, {'SimpleRNN': SEQ(5)}]

cases = {
 'time-distributed-softmax': two(SURE, SOFT, loss='categorical_crossentropy', **steps)(body + [inside('softmax')]),
 'time-distributed-softmax-sure': two(SURE, I(303, 3, 6, 4), loss='sparse_categorical_crossentropy', **steps)([{'Input': [4, 2]}, {'Dense': 3}, {'TimeDistributed': {'Activation': 'softmax'}}]),
 'time-distributed-sigmoid': two(R(308, 6, 4, 2), I(304, 2, 6, 4, 2), loss='binary_crossentropy', **steps)([{'Input': [4, 2]}, inside('sigmoid', 2)]),
 'softmax-cell': two(SURE, I(305, 3, 6), loss='sparse_categorical_crossentropy', **steps)([{'Input': [4, 2]}, {'SimpleRNN': dict(units=3, activation='softmax')}]),
 'softmax-then-linear': two(SURE, SOFT, loss='categorical_crossentropy', **steps)([{'Input': [4, 2]}, {'Dense': dict(units=3, activation='softmax')}, {'Dropout': 0.0}, {'Activation': 'linear'}]),
 'softmax-then-reshape': two(SURE, SOFT, loss='categorical_crossentropy', **steps)([{'Input': [4, 2]}, {'Dense': dict(units=3, activation='softmax')}, {'Reshape': [4, 3]}]),
 'softmax-twice-an-output': two(SURE, dict(a=SOFT, b=SOFT), loss='categorical_crossentropy', optimizer={'sgd': dict(learning_rate=0.02)})([{'Input': [4, 2]}, {'Dense': dict(units=3, activation='softmax', name='a')}, {'Activation': dict(activation='linear', name='b')}], outputs=['a', 'b']),
 'gru-bias-axis': two(R(306, 8, 4, 2), R(307, 8, 3), optimizer={'sgd': dict(learning_rate=0.2)})([{'Input': [4, 2]}, {'Bidirectional': {'GRU': SEQ(4, bias_constraint={'unit_norm': dict(axis=-1)})}}, {'GRU': dict(units=3, bias_constraint={'max_norm': dict(max_value=0.1, axis=1)})}]),
 'log-sigmoid-tiny': one('mse', 0.01, [[16.5]], [[3.0]], [{'Input': [1]}, {'Activation': 'log_sigmoid'}, {'Dense': 1}], {'dense/kernel': [1.0], 'dense/bias': [-0.68256]}),
 'softplus-tiny': one('poisson', 1e-5, [[-16.5]], [[3.0]], [{'Input': [1]}, {'Dense': dict(units=1, activation='softplus')}], {'dense/kernel': [1.0], 'dense/bias': [0.0]}),
 'mish-tiny': one('poisson', 1e-4, [[16.5]], [[3.0]], [{'Input': [1]}, {'Activation': 'mish'}, {'Dense': dict(units=1, activation='softplus')}], {'dense/kernel': [-1.0], 'dense/bias': [0.0]}),
 'tanh-tiny': one('poisson', 1e-15, [[[2e-7]]], [[3.0]], [{'Input': [1, 1]}, {'LSTM': 1}, {'Dense': dict(units=1, activation='exponential')}], {'lstm/kernel': [0, 0, 1, 0], 'lstm/bias': [9, 1, 0, 9], 'dense/kernel': [2e6], 'dense/bias': [-17.0]}),
 'from-logits': two(R(309, 6, 4, 2), dict(a=[[0, 1, 0]] * 3 + [[1, 0, 0]] * 3, b=I(310, 3, 6), c=I(311, 2, 6, 2)), loss=dict(a={'categorical_crossentropy': dict(from_logits=True)}, b={'sparse_categorical_crossentropy': dict(from_logits=True)}, c={'binary_crossentropy': dict(from_logits=True)}), **steps)(
     [{'Input': [4, 2]}, {'SimpleRNN': {'units': 5, 'name': 'trunk'}}, {'Dense': {'units': 3, 'name': 'a', 'from': 'trunk'}}, {'Dense': {'units': 3, 'name': 'b', 'from': 'trunk'}}, {'Dense': {'units': 2, 'name': 'c', 'from': 'trunk'}}], outputs=['a', 'b', 'c']),
 'metrics-accuracies': two(R(312, 6, 4, 2), I(313, 2, 6, 3), loss='binary_crossentropy', metrics=['acc', 'binary_accuracy', {'binary_accuracy': dict(threshold=0.55)}, 'categorical_accuracy', 'mean_squared_error', 'mse', 'mean_absolute_error'], optimizer={'adam': dict(learning_rate=0.05)})([{'Input': [4, 2]}, {'LSTM': 4}, {'Dense': dict(units=3, activation='sigmoid')}]),
 'metrics-accuracies-sparse': two(R(314, 6, 4, 2), I(315, 3, 6), loss='sparse_categorical_crossentropy', metrics=['sparse_categorical_accuracy', 'accuracy'], optimizer={'adam': dict(learning_rate=0.05)})([{'Input': [4, 2]}, {'LSTM': 4}, {'Dense': dict(units=3, activation='softmax')}]),
 'state-from-output': two(R(316, 6, 4, 2), R(317, 6, 3), **steps)([{'Input': {'shape': [4, 2], 'name': 'x'}}, {'LSTM': {'units': 5, 'name': 'first'}}, {'GRU': {'units': 5, 'from': 'x', 'initial_state': 'first'}}, {'Dense': 3}]),
 'cosine-similarity': two(R(318, 6, 4, 2), R(319, 6, 4, 3), loss='cosine_similarity', metrics=['cosine_similarity', 'mse'], optimizer={'adam': dict(learning_rate=0.05)})([{'Input': [4, 2]}, {'LSTM': SEQ(4)}, {'Dense': 3}]),
 'cosine-similarity-masked': two(HOLES, R(321, 6, 4, 3), loss='cosine_similarity', metrics=['cosine_similarity'], optimizer={'sgd': dict(learning_rate=0.3)})([{'Input': [4, 2]}, {'Masking': 0.0}, {'LSTM': SEQ(3, activation='softsign')}]),
 'metrics-thresholds': two(R(322, 6, 4, 2), I(323, 2, 6, 3), loss='binary_crossentropy', metrics=[{'precision': dict(thresholds=[0.4, 0.5, 0.55])}, {'recall': dict(thresholds=[0.45, 0.6], top_k=2)}, {'precision': dict(thresholds=[0.5], class_id=1)}], optimizer={'adam': dict(learning_rate=0.05)})([{'Input': [4, 2]}, {'LSTM': 4}, {'Dense': dict(units=3, activation='sigmoid')}]),
 'embedding-behind-flatten': two(I(324, 6, 6, 2, 3), R(325, 6, 2), **steps)([{'Input': dict(shape=[2, 3], dtype='int32')}, 'Flatten', {'Embedding': dict(input_dim=6, output_dim=3, mask_zero=True)}, {'LSTM': 4}, {'Dense': 2}]),
 'embedding-behind-concatenate': two(dict(a=I(326, 5, 6, 3), b=I(327, 4, 6, 2)), R(328, 6, 2), **steps)([{'Input': dict(shape=[3], dtype='int32', name='a')}, {'Input': dict(shape=[2], dtype='int32', name='b')}, {'Concatenate': {'from': ['a', 'b']}}, {'Embedding': [5, 3]}, {'GRU': 3}, {'Dense': 2}]),
 'embedding-behind-dense': two([[0.0, 1.0], [0.5, 0.5], [1.5, 2.0], [1.0, -3.0], [0.0, 0.5], [2.0, 1.0]], R(329, 6, 2), **steps)([{'Input': [2]}, {'Dense': dict(units=3, activation='relu')}, {'Embedding': [5, 4]}, {'SimpleRNN': 3}, {'Dense': 2}], first={'dense/kernel': [1.0, 0.5, 0.5, 1.0, 0.0, 1.0], 'dense/bias': [0.3, 0.2, 0.4]}),
 'input-scalar-ids': two(I(330, 5, 6), R(331, 6, 2), **steps)([{'Input': dict(shape=[], dtype='int32')}, {'Embedding': dict(input_dim=5, output_dim=3)}, {'RepeatVector': 3}, {'GRU': 3}, {'Dense': 2}]),
 'input-scalar': two(dict(a=R(332, 6), b=R(333, 6)), dict(c=R(334, 6), d=R(335, 6, 2)), **steps)([{'Input': dict(shape=[], name='a')}, {'Input': dict(shape=[], name='b')}, {'Add': {'from': ['a', 'b']}}, {'Activation': dict(activation='tanh', name='c')}, {'Reshape': [1, 1]}, {'LSTM': 3}, {'Dense': dict(units=2, name='d')}], outputs=['c', 'd']),
}
