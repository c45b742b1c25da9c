"""More cases: validation, early stopping, plateaus and learning-rate schedules."""
import runpy, os
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.py')).items() if k in 'R I two training'.split()})

def fitted(fit, epochs=8, **kw):
    """A small network; `fit` is what that section says more."""
    spec = training(epochs=epochs, **kw)
    return dict(spec, fit=dict(spec['fit'], **fit))

def scheduled(name, optimizer='adam', **given):
    """Two steps an epoch."""
    return training(optimizer={optimizer: dict(learning_rate={name: given})}, epochs=12)

BITS = dict(y=I(25, 2, 6, 2), loss='binary_crossentropy', model=[{'Input': [4, 2]}, {'LSTM': dict(units=4, kernel_regularizer={'l2': 0.02})}, {'Dense': dict(units=2, activation='sigmoid')}])

cases = {
 'validation': fitted(dict(validation_split=0.34), metrics=['accuracy', 'precision', 'root_mean_squared_error'], optimizer={'adam': dict(learning_rate=0.05)}, **BITS),
 'validation-outputs': (lambda s: dict(s, fit=dict(s['fit'], validation_split=0.3)))(two(R(21, 8, 4, 2), dict(a=R(51, 8, 2), b=R(52, 8, 1)), metrics=['mae'], optimizer={'adam': dict(learning_rate=0.02)})([{'Input': [4, 2]}, {'GRU': {'units': 5, 'name': 'trunk'}}, {'Dense': {'units': 2, 'name': 'a', 'from': 'trunk'}}, {'Dense': {'units': 1, 'name': 'b', 'from': 'trunk'}}], outputs=['a', 'b'])),
 'early-stopping': fitted(dict(validation_split=0.34, early_stopping=dict(patience=3)), epochs=60, optimizer={'adam': dict(learning_rate=0.1)}),
 'early-stopping-restore': fitted(dict(validation_split=0.34, early_stopping=dict(patience=4, restore_best_weights=True, min_delta=0.001, start_from_epoch=2)), epochs=60, optimizer={'adam': dict(learning_rate=0.1)}),
 'early-stopping-accuracy': fitted(dict(early_stopping=dict(monitor='accuracy', patience=5, baseline=0.4, mode='auto')), epochs=40, metrics=['accuracy'], optimizer={'sgd': dict(learning_rate=0.2)}, **BITS),
 'plateau': fitted(dict(validation_split=0.34, reduce_lr_on_plateau=dict(factor=0.4, patience=2, cooldown=1, min_lr=0.001)), epochs=25, optimizer={'adam': dict(learning_rate=0.1)}),
 'plateau-and-stopping': fitted(dict(reduce_lr_on_plateau=dict(monitor='loss', factor=0.5, patience=1, min_delta=0.02), early_stopping=dict(monitor='loss', patience=4, min_delta=0.01)), epochs=60, optimizer={'rmsprop': dict(learning_rate=0.02)}),
 'exponential-decay': scheduled('exponential_decay', initial_learning_rate=0.05, decay_steps=5, decay_rate=0.6),
 'exponential-staircase': scheduled('exponential_decay', 'sgd', initial_learning_rate=0.3, decay_steps=6, decay_rate=0.5, staircase=True),
 'piecewise-constant-decay': scheduled('piecewise_constant_decay', 'sgd', boundaries=[3, 8, 15], values=[0.3, 0.1, 0.2, 0.05]),
 # A power of two: compiled, Keras multiplies by 1/7 in float32 and begins the second cycle a step early, unlike its own eager mode.
 'polynomial-decay': scheduled('polynomial_decay', initial_learning_rate=0.05, decay_steps=8, end_learning_rate=0.01, power=1.5, cycle=True),
 'inverse-time-decay': scheduled('inverse_time_decay', 'rmsprop', initial_learning_rate=0.02, decay_steps=4, decay_rate=0.8),
 'cosine-decay': scheduled('cosine_decay', initial_learning_rate=0.005, decay_steps=14, alpha=0.1, warmup_target=0.05, warmup_steps=6),
 'cosine-decay-restarts': scheduled('cosine_decay_restarts', 'nadam', initial_learning_rate=0.05, first_decay_steps=5, t_mul=1.5, m_mul=0.8, alpha=0.05),
}
