"""Write schedules.json: learning rates of real Keras (keras 3.15.1, tensorflow-cpu 2.21.0), float32, at some steps.

usage: make_schedules.py > schedules.json
"""
import json, os
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras, numpy as np

S = keras.optimizers.schedules
STEPS = [0, 1, 2, 3, 5, 7, 8, 9, 10, 13, 20, 21, 30, 31, 35, 69, 70, 71, 100, 150, 1000]
FIRST = dict(initial_learning_rate=0.1)
CASES = [
    ('exponential_decay', S.ExponentialDecay, dict(FIRST, decay_steps=10, decay_rate=0.7)),
    ('exponential_decay', S.ExponentialDecay, dict(FIRST, decay_steps=10, decay_rate=0.7, staircase=True)),
    ('piecewise_constant_decay', S.PiecewiseConstantDecay, dict(boundaries=[3, 9, 30], values=[1.0, 0.5, 0.1, 0.05])),
    ('polynomial_decay', S.PolynomialDecay, dict(FIRST, decay_steps=10)),
    ('polynomial_decay', S.PolynomialDecay, dict(FIRST, decay_steps=10, end_learning_rate=0.01, power=0.5, cycle=True)),
    ('inverse_time_decay', S.InverseTimeDecay, dict(FIRST, decay_steps=10, decay_rate=0.5)),
    ('inverse_time_decay', S.InverseTimeDecay, dict(FIRST, decay_steps=10, decay_rate=0.5, staircase=True)),
    ('cosine_decay', S.CosineDecay, dict(FIRST, decay_steps=20, alpha=0.1)),
    ('cosine_decay', S.CosineDecay, dict(initial_learning_rate=0.01, decay_steps=20, warmup_target=0.1, warmup_steps=8)),
    ('cosine_decay_restarts', S.CosineDecayRestarts, dict(FIRST, first_decay_steps=10)),
    ('cosine_decay_restarts', S.CosineDecayRestarts, dict(FIRST, first_decay_steps=10, t_mul=1.0, m_mul=0.8, alpha=0.05)),
    ('cosine_decay_restarts', S.CosineDecayRestarts, dict(FIRST, first_decay_steps=7, t_mul=1.5, m_mul=0.9)),
]
print(json.dumps(dict(made_with=f'keras {keras.__version__}', steps=STEPS, cases=[
    dict(name=name, arguments=given, rates=[float(kind(**given)(np.int64(step))) for step in STEPS]) for name, kind, given in CASES
]), indent=1))
