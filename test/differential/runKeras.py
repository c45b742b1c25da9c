"""Train networks with real Keras: a network as JSON a line of stdin, what came of it a line of stdout.

usage: runKeras.py [float64]     needs what test/golden/make.py needs
A line has `spec` (a model file), `number` (the seed), `stretch`, and `weights` where they are given; the answer has `weights` (the first),
`before`, `history` and `after`, or `error`.
"""
import json, os, sys
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
floatx = sys.argv[1] if len(sys.argv) > 1 else 'float32'
folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'golden')
sys.path.insert(0, folder)
sys.argv = ['make.py', '', '']
import numpy as np, keras, logging, warnings
keras.config.set_floatx(floatx)
warnings.simplefilter('ignore'); logging.disable(logging.WARNING)
import make

def flat(value):
    """Nested lists; JSON has no words for what is not finite, so that is text."""
    if isinstance(value, list): return [flat(v) for v in value]
    a = np.asarray(value, 'float64')
    if a.ndim: return [flat(v) for v in a]
    return float(a) if np.isfinite(a) else 'NaN' if np.isnan(a) else 'Infinity' if a > 0 else '-Infinity'

def run(given):
    spec = given['spec']
    keras.backend.clear_session(); keras.utils.set_random_seed(given['number'])
    model, order = make.build(spec)
    W = make.weights(order)
    rng = np.random.default_rng(given['number'])
    for name, w in W.items():
        if 'weights' in given: w.assign(np.array(given['weights'][name], floatx).reshape(w.shape))
        else: w.assign(((w.numpy() + rng.normal(0, .1, w.shape)) * given['stretch']).astype('float32'))
    first = {name: flat(w.numpy().ravel()) for name, w in W.items()}
    c, f = spec['compile'], spec['fit']
    model.compile(loss=make.loss(c['loss']), optimizer=make.opt(c['optimizer']), run_eagerly=True,
        **({'metrics': [make.metric(m) for m in c['metrics']]} if 'metrics' in c else {}))
    x, y = make.data(spec['data']['x']), make.data(spec['data']['y'])
    if x.dtype.kind == 'f': x = x.astype(floatx)
    y = y.astype(floatx)
    predict = lambda: flat(model.predict_on_batch(x))
    before = predict()
    history = model.fit(x, y, epochs=f['epochs'], batch_size=f['batch_size'], shuffle=False, verbose=0).history
    return dict(weights=first, before=before, history={k: flat(v) for k, v in history.items()}, after=predict())

out = os.fdopen(os.dup(1), 'w'); os.dup2(2, 1)      # what libraries print goes elsewhere
for line in sys.stdin:
    given = json.loads(line)
    try: answer = run(given)
    except Exception as e: answer = dict(error=f'{type(e).__name__}: {e}'[:800])
    out.write(json.dumps(answer) + '\n'); out.flush()
