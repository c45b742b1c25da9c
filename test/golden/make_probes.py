"""Write probes.json: what real Keras's cells hold for one sample of some golden cases, step by step, in float64.

usage: make_probes.py FOLDER     needs what make.py needs. States and gates come from the cells themselves, whose activations are made to
keep what they give; d(loss)/dh from a tape over all steps; connectivity from Jacobians. Rows are in the time order of the layer's input.
"""
import os, sys, json
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import numpy as np, keras, tensorflow as tf, yaml
from safetensors.numpy import load_file

keras.config.set_floatx('float64')
FOLDER, SAMPLE = sys.argv[1], 1
CASES = ['many-to-many', 'simple-rnn', 'gru-reset-after', 'gru-reset-before', 'go-backwards', 'bidirectional-sum-sequences', 'stacked']
CELLS = {n: getattr(keras.layers, n + 'Cell') for n in ['SimpleRNN', 'LSTM', 'GRU']}
GATES = {'SimpleRNN': [], 'LSTM': ['i', 'f', 'c', 'o'], 'GRU': ['z', 'r', 'h']}

def entry(item):
    (kind, a), = item.items()
    return kind, dict(a) if isinstance(a, dict) else {'shape' if kind == 'Input' else 'units': a}

def walk(kind, a, x, weights, path, backward, probes):
    """One direction: all outputs in the time order of x."""
    x = [tf.identity(one) for one in x]     # of its own: what else the layer below does with it is not this layer's
    kept = {'gate': [], 'state': []}
    def keep(name, what):
        f = keras.activations.get(name)
        def call(v):
            y = f(v); kept[what].append(y); return y
        return call
    own = {k: v for k, v in a.items() if k not in ('return_sequences', 'go_backwards', 'name')}
    own['activation'] = keep(a.get('activation', 'tanh'), 'state')
    if kind != 'SimpleRNN': own['recurrent_activation'] = keep(a.get('recurrent_activation', 'sigmoid'), 'gate')
    cell = CELLS[kind](**own)
    cell.build((1, x[0].shape[-1]))
    for w in cell.weights: w.assign(weights[f'{path}/{w.name}'])
    order = range(len(x))[::-1] if backward != a.get('go_backwards', False) else range(len(x))
    states = [tf.zeros((1, a['units']), 'float64') for _ in range(2 if kind == 'LSTM' else 1)]
    steps = [None] * len(x)
    for t in order:
        for all in kept.values(): all.clear()
        h, states = cell(x[t], states)
        gate, state = kept['gate'], kept['state']
        gates = {'LSTM': lambda: [gate[0], gate[1], state[0], gate[2]], 'GRU': lambda: [*gate, state[0]], 'SimpleRNN': list}[kind]()
        steps[t] = dict(h=h, c=states[-1], gates=dict(zip(GATES[kind], gates)))
    probes.append(dict(name=path, kind=kind, x=x, steps=steps, all=bool(a.get('return_sequences')), last=list(order)[-1]))
    outputs = [steps[t]['h'] for t in range(len(x))]
    if not a.get('return_sequences'): return outputs[list(order)[-1]]
    return outputs[::-1] if a.get('go_backwards') else outputs

def forward(spec, x, weights, probes):
    value, counts = None, {}
    for kind, a in map(entry, spec['model']):
        base = {'SimpleRNN': 'simple_rnn', 'TimeDistributed': 'time_distributed'}.get(kind, kind.lower())
        n = counts[kind] = counts.get(kind, -1) + 1
        path = a.get('name', base + (f'_{n}' if n else ''))
        if kind == 'Input': value = x
        elif kind in CELLS: value = walk(kind, a, value, weights, path, False, probes)
        elif kind == 'Bidirectional':
            mode = a.pop('merge_mode', 'concat')
            (ik, ia), = [entry({k: v}) for k, v in a.items() if k in CELLS]
            halves = [walk(ik, ia, value, weights, f'{path}/{half}', half == 'backward', probes) for half in ('forward', 'backward')]
            join = (lambda p, q: p + q) if mode == 'sum' else (lambda p, q: tf.concat([p, q], -1))
            value = [join(p, q) for p, q in zip(*halves)] if isinstance(halves[0], list) else join(*halves)
        elif kind in ('Dense', 'TimeDistributed'):
            if kind == 'TimeDistributed': (_, a), = [entry({k: v}) for k, v in a.items() if k == 'Dense']
            f = keras.activations.get(a.get('activation'))
            dense = lambda v: f(v @ weights[f'{path}/kernel'] + weights[f'{path}/bias'])
            value = [dense(v) for v in value] if isinstance(value, list) else dense(value)
        elif kind == 'Activation':
            f = keras.activations.get(a['units'])
            value = [f(v) for v in value] if isinstance(value, list) else f(value)
        else: raise ValueError(kind)
    return tf.stack(value, 1) if isinstance(value, list) else value

def numbers(tensor): return [float(f'{v:.9g}') for v in np.asarray(tensor).ravel()]

def case(name):
    spec = yaml.safe_load(open(f'{FOLDER}/{name}/model.rnn.yaml'))
    weights = {k: tf.constant(v.astype('float64')) for k, v in load_file(f'{FOLDER}/{name}/weights.safetensors').items()}
    def data(source):
        values = source['values'] if isinstance(source, dict) else source
        v = np.array(values)
        if isinstance(source, dict) and 'one_hot' in source:
            labels = source['one_hot']; labels = list(range(labels)) if isinstance(labels, int) else labels
            v = np.eye(len(labels))[np.vectorize(labels.index)(v)]
        return v.astype('float32').astype('float64')
    X, Y = data(spec['data']['x']), data(spec['data']['y'])
    shape = entry(spec['model'][0])[1]['shape']
    X = X.reshape(len(X), *shape)
    x = [tf.constant(X[SAMPLE:SAMPLE + 1, t]) for t in range(shape[0])]
    probes = []
    with tf.GradientTape(persistent=True) as tape:
        for one in x: tape.watch(one)
        y = forward(spec, x, weights, probes)
        loss = tf.reduce_mean(keras.losses.get(spec['compile']['loss'])(Y[SAMPLE:SAMPLE + 1].reshape(y.shape), y))
    layers = []
    for p in probes:
        rows = range(len(x)) if p['all'] else [p['last']]
        norm = lambda t, s: np.sqrt((tape.jacobian(p['steps'][t]['h'], p['x'][s], unconnected_gradients='zero', experimental_use_pfor=False).numpy() ** 2).sum())
        layers.append(dict(name=p['name'], kind=p['kind'],
            states={k: numbers(tf.concat([s[k] for s in p['steps']], 0)) for k in (['h', 'c'] if p['kind'] == 'LSTM' else ['h'])},
            gates={g: numbers(tf.concat([s['gates'][g] for s in p['steps']], 0)) for g in GATES[p['kind']]},
            gradient=numbers(tf.concat([tape.gradient(loss, s['h'], unconnected_gradients='zero') for s in p['steps']], 0)),
            connectivity=numbers([[norm(t, s) for s in range(len(x))] for t in rows])))
    return dict(sample=SAMPLE, loss=float(loss), layers=layers)

made = dict(versions=dict(tensorflow=tf.__version__, keras=keras.__version__), cases={name: case(name) for name in CASES})
with open(f'{FOLDER}/probes.json', 'w') as f: json.dump(made, f, separators=(',', ':')); f.write('\n')
