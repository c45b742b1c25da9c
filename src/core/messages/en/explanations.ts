/** English, hover texts: layers, arguments, shapes. */
export const explanations = {
  "layer-Input": "The shape of one sample, without the batch: [time steps, features].",
  "layer-SimpleRNN": "Elman's recurrent layer: hₜ = act(xₜ·W + hₜ₋₁·U + b). Its state h is its output.",
  "layer-LSTM":
    "Long short-term memory (1997): input, forget and output gates i, f, o decide what the memory cell c takes in, keeps and shows. cₜ = f·cₜ₋₁ + i·c̃, hₜ = o·tanh(cₜ).",
  "layer-GRU":
    "Gated recurrent unit: an update gate z and a reset gate r, without a separate memory cell. hₜ = z·hₜ₋₁ + (1 − z)·h̃.",
  "layer-Jordan":
    "Jordan's recurrent layer (1986): what returns to the next step is the layer's own output. hₜ = act(xₜ·W + yₜ₋₁·U + b), yₜ = out(hₜ·V + c).",
  "layer-Bidirectional":
    "Two copies of the layer inside, one reading time forwards and one backwards. merge_mode joins their outputs.",
  "layer-TimeDistributed": "Applies the layer inside to every time step by itself, with the same weights.",
  "layer-Dense": "y = act(x·W + b) over the last dimension; all others are kept.",
  "layer-Activation": "Applies an activation function to every value.",
  "layer-Dropout":
    "While training, sets a share of the values to zero and scales the others up; otherwise does nothing.",
  "layer-SpatialDropout1D":
    "While training, sets whole features to zero, at every time step alike, and scales the others up; otherwise does nothing.",
  "layer-Masking":
    "Leaves out the steps whose features all are mask_value: the layers behind it pass over them, and so do the loss and the mean over time.",
  "layer-RepeatVector": "Repeats its input n times: (batch, features) becomes (batch, n, features).",
  "layer-Flatten": "Puts all numbers of a sample into one row.",
  "layer-Reshape": "Gives the numbers of a sample another shape and keeps their order.",
  "layer-GlobalAveragePooling1D": "The mean over time of each feature.",
  "layer-GlobalMaxPooling1D": "The largest value over time of each feature.",
  "layer-Embedding":
    "A row of numbers for each id, learnt while training: (batch, time) becomes (batch, time, output_dim). Ids are whole numbers from 0 to input_dim − 1.",
  "layer-LayerNormalization":
    "Brings the features of every step to mean 0 and variance 1, then scales and shifts them with what it learns: γ · (x − mean) / √(variance + epsilon) + β.",
  "layer-Attention":
    "Every step of the query takes the values it goes with: softmax(query · key) · value. Inputs are [query, value], or [query, value, key]; steps that a mask leaves out are not looked at.",
  "layer-Concatenate": "Puts its inputs side by side: the features are added up.",
  "layer-Add": "Adds its inputs, value by value.",
  "layer-Multiply": "Multiplies its inputs, value by value.",
  "layer-Average": "The mean of its inputs, value by value.",
  "layer-Subtract": "The first input minus the second, value by value.",
  "hover-output": "Output",
  "hover-input": "Input",
  "hover-parameters": "Parameters",
  "hover-no-parameters": "No parameters.",
  "hover-not-trained": "Not trained (trainable: false).",
  "formula-gates": "gates",
  "formula-units": "units",
  "formula-outputs": "outputs",
  "formula-features": "features",
  "formula-steps": "steps",
  "formula-biases": "biases",
  "formula-copies": "directions",
  "formula-ids": "ids",
  "formula-scale": "scale",
  "formula-weight": "score weight",
  "formula-gamma": "gamma",
  "formula-beta": "beta",
  "object-default": "{value} (default)",
  "object-own": "{value} (default {fallback})",
  "object-required": "required",
  "legend-optimizer": "θ: weights, g: their gradient, η: learning_rate, t: step.",
  "legend-loss": "y: target, ŷ: answer.",
  "legend-metric": "y: target, ŷ: answer.",
  "legend-confusion": "TP, TN: yes and no that are right; FP, FN: yes and no that are wrong.",
  "legend-schedule": "η: learning rate, η₀: initial_learning_rate, t: step.",
  "callback-early_stopping":
    "Better is a figure below best − min_delta, or above best + min_delta where it should rise. After patience epochs in a row without, training stops.",
  "callback-reduce_lr_on_plateau":
    "Better is a figure below best − min_delta, or above best + min_delta where it should rise. After patience epochs in a row without: η ← max(η · factor, min_lr), then cooldown epochs of rest.",
  "picture-activation": "The curve of {name} for x from −4 to 4: it goes from {low,number} to {high,number}.",
  "hint-fit": "→ steps per epoch: {steps,number} · epochs: {epochs,number}, {time,number} · {memory,number}",
  "argument-default": "Default: {value}",
  "argument-required": "Required.",
  "argument-Dense.units": "How many units the layer has: the size of the last dimension of its output.",
  "argument-units": "How many units the layer has: the size of its output at each time step.",
  "argument-activation": "The function applied to the result.",
  "argument-recurrent_activation": "The function of the gates.",
  "argument-use_bias": "Adds a bias.",
  "argument-kernel_initializer": "First values of the input kernel.",
  "argument-recurrent_initializer": "First values of the recurrent kernel.",
  "argument-bias_initializer": "First values of the bias.",
  "argument-unit_forget_bias":
    "Begins with 1 as the bias of the forget gate, so that the cell keeps its memory at first.",
  "argument-return_sequences":
    "true: the output of every time step, (batch, time, units). false: of the last one only, (batch, units).",
  "argument-reset_after":
    "true: the reset gate acts after the recurrent product, with a second bias (Keras's default). false: before it.",
  "argument-merge_mode": "How the two directions are joined: concat, sum, mul, ave, or none to keep them apart.",
  "argument-backward_layer":
    "Another layer for the backward direction, which may have its own kind, units and activations. It needs `go_backwards: true`; without it, a copy of the layer inside reads backwards.",
  "argument-dropout":
    "While training, the share of input features that is set to zero, the same ones at every time step.",
  "argument-recurrent_dropout":
    "While training, the share of the state's numbers that is set to zero on the way to the next step, the same ones at every step; each gate has its own.",
  "argument-return_state": "true: the last states are outputs too, by the layer's name: name/h, name/c.",
  "argument-stateful": "true: a batch starts from the states in which the batch before it ended, row by row.",
  "argument-initial_state":
    "What the layer starts from in place of zeros: a layer with return_state: true, or a list of tensors, one for each state.",
  "argument-output_units": "How many numbers the layer gives at each step; without it as many as units.",
  "argument-output_activation": "The function applied to the output.",
  "argument-go_backwards": "true: reads the sequence from its last step to its first.",
  "argument-rate": "The share of values that is set to zero.",
  "argument-mask_value": "A step whose features all have this value does not count.",
  "argument-mask_zero": "true: the id 0 is filling, and the layers behind pass over it.",
  "argument-use_scale": "Multiplies the scores by a learnt number.",
  "argument-score_mode":
    "dot: the product of query and key. concat: the sum of tanh(query + key), times a learnt number.",
  "argument-use_causal_mask": "true: a step sees only the steps up to its own place.",
  "argument-n": "How many times the input is repeated.",
  "argument-target_shape": "The new shape of one sample without the batch; one -1 stands for what is left.",
  "argument-keepdims": "true: the time axis stays, with length 1.",
  "argument-input_dim": "How many ids there are.",
  "argument-output_dim": "How many numbers stand for one id.",
  "argument-embeddings_initializer": "First values of the rows.",
  "argument-epsilon": "Added to the variance, so that nothing is divided by zero.",
  "argument-center": "Adds a learnt β.",
  "argument-scale": "Multiplies by a learnt γ.",
  "argument-beta_initializer": "First values of β.",
  "argument-gamma_initializer": "First values of γ.",
  "argument-axis":
    "The dimension that the layer works along, with the batch as 0: -1 is the last. LayerNormalization takes a list as well.",
  "argument-shape": "The shape of one sample without the batch; null is a free length.",
  "argument-dtype": "The kind of numbers: float32, or int32 for ids.",
  "argument-name": "The layer's name, for `from`, `outputs` and the saved weights.",
  "argument-from":
    "Where the input comes from: the name of a layer above, or a list of names where layers are joined. Without it: the layer directly above.",
  "argument-trainable": "false: the weights stay as they are while training.",
  "argument-layer": "The layer inside.",
} as const;
