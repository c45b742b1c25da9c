"""More cases: Bidirectional with a layer of its own for each direction."""
import runpy, os
globals().update({k: v for k, v in runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases_recurrent.py')).items() if k in 'R SEQ named X M Y YS T YT adam net inputs pair two'.split()})
BACK = dict(go_backwards=True)
own = lambda forward, backward, **more: {'Bidirectional': {**forward, 'backward_layer': backward, **more}}

cases = {
 'backward-layer-concat': two(X, YS, optimizer=adam)(net(own({'LSTM': SEQ(5)}, {'GRU': SEQ(3, activation='softsign', recurrent_activation='hard_sigmoid', **BACK)}), {'Dense': 2})),
 'backward-layer-sum': two(X, Y, optimizer=adam)(net(own({'SimpleRNN': 4}, {'LSTM': dict(units=4, unit_forget_bias=False, kernel_regularizer={'l2': 0.01}, **BACK)}, merge_mode='sum'), {'Dense': 2})),
 'backward-layer-mul': two(X, YS, optimizer=adam)(net(own({'GRU': SEQ(4, reset_after=False)}, {'GRU': SEQ(4, use_bias=False, activation='relu', **BACK)}, merge_mode='mul'), {'Dense': 2})),
 'backward-layer-ave': two(X, Y, optimizer=adam)(net(own({'LSTM': 4}, {'LSTM': dict(units=4, kernel_constraint={'max_norm': 0.8}, activity_regularizer={'l2': 0.05}, **BACK)}, merge_mode='ave'), {'Dense': 2})),
 'backward-layer-none': two(X, dict([('both/forward', R(401, 8, 5, 4)), ('both/backward', R(402, 8, 5, 3))]), optimizer=adam)(net(own({'GRU': SEQ(4)}, {'SimpleRNN': SEQ(3, **BACK)}, merge_mode='none', name='both')), outputs=['both/forward', 'both/backward']),
 'backward-layer-turned': two(M, YS, optimizer=adam)(net({'Masking': 0.0}, own({'LSTM': SEQ(4, **BACK)}, {'SimpleRNN': SEQ(3)}), {'GRU': SEQ(4)}, {'Dense': 2})),
 'backward-layer-mask': two(M, Y, optimizer=adam)(net({'Masking': 0.0}, own({'GRU': SEQ(4)}, {'LSTM': SEQ(3, activation='softplus', **BACK)}), own({'SimpleRNN': 3}, {'GRU': dict(units=4, reset_after=False, **BACK)}), {'Dense': 2})),
 'backward-layer-states': two(pair, YT, optimizer=adam)([*inputs, named('Bidirectional', 'source', LSTM=dict(units=4, return_state=True), backward_layer={'GRU': dict(units=2, return_state=True, **BACK)}, name='encoder'), {'Concatenate': {'from': ['encoder/forward/h', 'encoder/backward/h'], 'name': 'h'}}, named('SimpleRNN', 'target', units=6, return_sequences=True, initial_state='h'), {'Dense': 2}]),
 'backward-layer-start': two(pair, YT, optimizer=adam)([*inputs, named('Bidirectional', 'source', GRU=dict(units=4, return_state=True), backward_layer={'SimpleRNN': dict(units=3, return_state=True, **BACK)}, merge_mode='none', name='encoder'), named('Bidirectional', 'target', SimpleRNN=SEQ(4), backward_layer={'GRU': SEQ(3, **BACK)}, initial_state='encoder'), {'Dense': 2}]),
 'backward-layer-stateful': two(X, YS, optimizer=adam)(net(own({'GRU': SEQ(3, stateful=True)}, {'LSTM': SEQ(4, stateful=True, **BACK)}), {'Dense': 2})),
}
