"""More cases: what no other case gives another value than the default: arguments of optimizers, regularizers and constraints of every weight."""
import runpy, os
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R I two'.split()})
SEQ = lambda units, **kw: dict(units=units, return_sequences=True, **kw)
X = R(151, 10, 4, 3); Y = R(152, 10, 2)
model = [{'Input': [4, 3]}, {'LSTM': SEQ(5)}, {'SimpleRNN': 4}, {'Dense': 2}]
with_arguments = lambda name, **given: two(X, Y, optimizer={name: given})(model)
betas = dict(beta_1=0.8, beta_2=0.95, epsilon=1e-3)
held = lambda **kw: dict(kernel_regularizer={'l1': 0.01}, recurrent_regularizer={'l2': 0.02}, bias_regularizer={'l1_l2': dict(l1=0.01, l2=0.03)}, **kw)

cases = {
 'sgd-arguments': with_arguments('sgd', learning_rate=0.1, momentum=0.7, nesterov=True, weight_decay=0.02, clipnorm=0.3),
 'sgd-clipvalue': with_arguments('sgd', learning_rate=0.5, clipvalue=0.02),
 'rmsprop-arguments': with_arguments('rmsprop', learning_rate=0.01, rho=0.8, momentum=0.6, epsilon=1e-4, centered=True, weight_decay=0.01, global_clipnorm=0.5),
 'rmsprop-momentum': with_arguments('rmsprop', learning_rate=0.01, momentum=0.8),
 'rmsprop-centered': with_arguments('rmsprop', learning_rate=0.01, centered=True, rho=0.7),
 'adam-arguments': with_arguments('adam', learning_rate=0.02, amsgrad=True, weight_decay=0.05, clipvalue=0.05, **betas),
 'adamw-arguments': with_arguments('adamw', learning_rate=0.02, amsgrad=True, weight_decay=0.1, clipnorm=0.2, **betas),
 'nadam-arguments': with_arguments('nadam', learning_rate=0.02, weight_decay=0.05, global_clipnorm=0.4, **betas),
 'adamax-arguments': with_arguments('adamax', learning_rate=0.02, weight_decay=0.05, clipvalue=0.1, **betas),
 'adagrad-arguments': with_arguments('adagrad', learning_rate=0.05, initial_accumulator_value=0.02, epsilon=1e-3, weight_decay=0.05, clipnorm=0.3),
 'adadelta-arguments': with_arguments('adadelta', learning_rate=0.5, rho=0.8, epsilon=1e-3, weight_decay=0.02, clipnorm=0.3),
 'regularizers-recurrent': two(X, Y, optimizer={'adam': dict(learning_rate=0.02)})([{'Input': [4, 3]}, {'LSTM': SEQ(5, **held())}, {'SimpleRNN': SEQ(4, **held(recurrent_constraint={'max_norm': 0.9}))}, {'GRU': SEQ(4, **held())},
     {'LayerNormalization': dict(beta_regularizer={'l2': 0.1}, gamma_regularizer={'l1': 0.05}, beta_constraint={'max_norm': 0.1})}, {'Bidirectional': {'GRU': dict(units=3, **held())}}, {'Dense': 2}]),
 'embedding-regularizer': two(I(153, 7, 10, 5), R(154, 10, 2), optimizer={'sgd': dict(learning_rate=0.2)})([{'Input': dict(shape=[5], dtype='int32')}, {'Embedding': dict(input_dim=7, output_dim=4, embeddings_regularizer={'l2': 0.05})}, {'LSTM': 4}, {'Dense': 2}]),
 'dropout-none': two(X, Y, optimizer={'adam': dict(learning_rate=0.02)})([{'Input': [4, 3]}, {'Dropout': 0.0}, {'LSTM': SEQ(5)}, {'SpatialDropout1D': 0.0}, {'TimeDistributed': {'Dropout': 0.0}}, {'GRU': 4}, {'Dense': 2}]),
}
