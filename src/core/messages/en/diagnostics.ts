/** English, what is wrong in a model file, and the cure. */
export const diagnostics = {
  "fix-replace": "Change to {text}",

  "too-deep": "This is nested more than {limit} levels deep. A model file needs about ten: check the brackets.",
  "too-long":
    "The file has more than {limit} words and signs besides its lists of numbers: it is not read further. Put its data into a file of their own.",
  "more-findings": "{count} {count|finding is|findings are} left out: mend these first.",
  "too-many-aliases": "The aliases of this file expand more than {limit} times. Write the values out instead.",
  "unknown-anchor": "There is no anchor &{name} that could stand here.",
  "unknown-anchor.suggest": "There is no anchor &{name} that could stand here. Did you mean *{suggestion}?",
  "forbidden-key": "The key {key} is not allowed in a model file. Remove it.",
  "forbidden-key.merge": "A model file does not merge maps: write the keys out that {key} would bring.",
  "duplicate-key": "{key} stands here a second time. Keep one of the two.",
  "key-not-text": "A key must be a plain word. Perhaps brackets or braces are in the wrong place.",
  "yaml-tab": "A tab cannot indent YAML. Use spaces.",
  "yaml-indent": "This line is not indented like its neighbours. Line it up with the entry it belongs to.",
  "yaml-indent.below": "What belongs to {key} stands further right than {key} itself: indent these lines.",
  "yaml-alias": "This alias or anchor is not written correctly: &name marks a value, *name repeats it.",
  "yaml-documents": "A model file holds one model. Remove everything from --- on, or put it into a file of its own.",
  "yaml-unclosed": "A bracket, brace, quote or comma is missing here.",
  "yaml-unclosed.quote": "This quote is not closed: {quote} is missing.",
  "yaml-escape": "This is no escape that YAML knows. Use single quotes, or write \\\\ for a backslash.",
  "yaml-tag": "The tag {tag} has no meaning in a model file. Remove it.",
  "yaml-key": "This does not read as a key: write `key: value` on one line, lists of blocks outside of brackets.",
  "yaml-key.second": "A key behind a key needs braces around it: write `{text}`.",
  "yaml-conflict":
    "Git could not join two versions here: keep the part above `=======` or the one below it, and take the markers out.",
  "yaml-dash": "An item of a list begins with a dash and a blank: write `- {kind}`.",
  "yaml-dash.blank": "A blank stands between a dash and its item.",
  "yaml-dash.none": "{section} holds keys and no list: leave the dash out.",
  "yaml-dash.section": "{section} is a section beside model and no layer: it begins at the margin, without a dash.",
  "yaml-dash.empty": "Nothing stands behind this dash: write a layer, or remove the dash.",
  "yaml-layers": "The layers stand in model itself, as a list: leave `layers:` out.",
  "yaml-colon": "A colon and a blank stand between a key and its value: write `{text}`.",
  "yaml-colon.missing": "{text} needs a colon, a blank and its value behind it.",
  "yaml-closing": "This {sign} closes nothing. Remove it.",
  "yaml-closing.other": "What is open here closes with {expected}, not with {sign}.",
  "yaml-braces": "{section} holds keys and no list: write `{text}`.",
  "yaml-tuple": "A list stands in brackets: write `{text}`.",
  "yaml-decimal": "A number has a point in front of its decimals: write `{text}`.",
  "yaml-sign": "{sign} belongs to another notation: a line of YAML ends without it, and a comment begins with #.",
  "yaml-comma": "Nothing stands between these two commas. Remove one.",
  "yaml-unexpected":
    "This is not valid YAML here. Check the indentation, the colons and the brackets on this line and the one above.",

  "wrong-root": "A model file is a map of sections such as model:, data:, compile:. Begin with `model:`.",
  "wrong-root.python":
    "This is Python. A model file says the same as YAML: `model:`, and below it a line for each layer, such as `- LSTM: 32`.",
  "wrong-root.list": "These layers need their section: write `model:` above them.",
  "missing-model": "This file has no model. Add `model:` with a list of layers, for example `- Input: [3, 5]`.",
  "empty-model": "The model has no layers. Begin with an Input, for example `- Input: [3, 5]`.",
  "wrong-section.map": "{key} must be a map of keys and values, such as `{example}`.",
  "wrong-section.list": "{key} must be a list, one entry a line, each with a leading `- `.",
  "unknown-key": "{section} has no key {key}. Known keys: {known}.",
  "unknown-key.suggest": "{section} has no key {key}. Did you mean {suggestion}?",
  "unknown-key.top": "A model file has no key {key}. Known keys: {known}.",
  "unknown-key.topSuggest": "A model file has no key {key}. Did you mean {suggestion}?",
  "unknown-layer": "There is no layer {kind}. Known layers: {known}.",
  "unknown-layer.suggest": "There is no layer {kind}. Did you mean {suggestion}?",
  "unknown-layer.key":
    "The kind of a layer is its key, with the arguments behind it: write `{kind}: …` in place of `{key}: {kind}`.",
  "unknown-layer.bidirectional":
    "There is no layer {kind}. What reads in both directions is a layer around another one: write `{text}`.",
  "unknown-layer.activation":
    "{kind} is an activation. As a layer of its own it is written `Activation: {activation}`.",
  "unknown-layer.keras":
    "{kind} is a layer of Keras that Unroll, which is for recurrent networks, does not have. It has: {known}.",
  "unknown-argument": "{kind} has no argument {key}. Known arguments: {known}.",
  "unknown-argument.suggest": "{kind} has no argument {key}. Did you mean {suggestion}?",
  "joined-key": "A colon and a blank stand between a key and its value: write `{text}`.",
  "misplaced-key": "{key} belongs to {home}. Move it there.",
  "missing-key": "{text} stands here without its key: write `{key}: {text}`.",
  "misplaced-key.top": "{key} stands at the top of the file, beside model. Move it there.",
  "misplaced-key.inner": "{key} is an argument of the {kind} inside. Move it there.",
  "keras-argument.needless":
    "{key} tells Keras how to compute. Unroll decides that by itself, and the result is the same: leave it out.",
  "keras-argument.precision":
    "{key} chooses the precision of Keras. Unroll computes in float32, and needs no scaling for it: leave it out.",
  "keras-argument.silent": "{key} changes nothing in what is learnt and has no effect here: leave it out.",
  "keras-argument.absent": "Unroll does not have {key} of Keras: leave it out, and the network is trained without it.",
  "keras-argument.input":
    "The shape of the data stands in the Input alone, and layers take it from there: leave {key} out.",
  "keras-argument.stack":
    "One line is one layer: write this layer as many times as {key} says, each but the last with `return_sequences: true`, and leave {key} out.",
  "keras-argument.bidirectional":
    "Both directions are a layer around this one: `Bidirectional:` with the layer behind it. Leave {key} out.",
  "keras-argument.decay":
    "A learning rate that falls is a schedule here: learning_rate takes exponential_decay, cosine_decay and others. Leave {key} out.",
  "keras-argument.seed": "All that is random follows from the one seed of the file, `seed: 7`: leave this {key} out.",
  "keras-argument.callbacks":
    "Callbacks are keys of fit here: early_stopping and reduce_lr_on_plateau. Checkpoints and logs are always kept.",
  "keras-argument.validation":
    "Samples that validate stand in data here, in `validation`, with x and y of their own; `validation_split: 0.2` in fit keeps a share of the others.",
  "unknown-name.activation": "There is no activation {name}. Known: {known}.",
  "unknown-name.activationSuggest": "There is no activation {name}. Did you mean {suggestion}?",
  "unknown-name.initializer": "There is no initializer {name}. Known: {known}.",
  "unknown-name.initializerSuggest": "There is no initializer {name}. Did you mean {suggestion}?",
  "unknown-name.regularizer": "There is no regularizer {name}. Known: {known}.",
  "unknown-name.regularizerSuggest": "There is no regularizer {name}. Did you mean {suggestion}?",
  "unknown-name.constraint": "There is no constraint {name}. Known: {known}.",
  "unknown-name.constraintSuggest": "There is no constraint {name}. Did you mean {suggestion}?",
  "unknown-name.optimizer": "There is no optimizer {name}. Known: {known}.",
  "unknown-name.optimizerSuggest": "There is no optimizer {name}. Did you mean {suggestion}?",
  "unknown-name.loss": "There is no loss {name}. Known: {known}.",
  "unknown-name.lossSuggest": "There is no loss {name}. Did you mean {suggestion}?",
  "unknown-name.metric": "There is no metric {name}. Known: {known}.",
  "unknown-name.metricSuggest": "There is no metric {name}. Did you mean {suggestion}?",
  "unknown-name.schedule": "There is no learning-rate schedule {name}. Known: {known}.",
  "unknown-name.scheduleSuggest": "There is no learning-rate schedule {name}. Did you mean {suggestion}?",
  "not-built.key": "{key} belongs to the language but is not built in this version yet.",
  "not-built.form":
    "Data of this form (`{form}`) belongs to the language; its keys are checked, but this version cannot train on it yet.",
  "not-built.vocabulary":
    "As many units as the text has different signs: this version cannot count them yet. Write their number.",
  "data-form": "It is not clear what the file holds. Write one of: {examples}",
  "form-key": "{key} belongs to data from a file. Write `file` as well, or leave {key} out.",
  "form-key.split":
    "split divides data from a file. Of values that stand here, fit keeps a share for validation: `validation_split: 0.2`.",
  "split-sum": "The shares add up to more than 1.",
  "path-outside":
    "{key} must be a path beside this file, such as `data/file.csv`: files are read from the model's own workspace folder alone.",
  "path-outside.above":
    "This path leads out of the file's folder. It is read only where it stays inside the workspace folder.",
  "wrong-type.path": "{key} must be the path of a file, beside this one, not {found}.",
  "values-and-file": "The values stand in this file, so {key} would be left unread. Leave one of the two out.",
  "wrong-type.column": "{key} must be a column of the file, by its name or its number from 0 on, but is {found}.",
  "wrong-type.columns": "{key} must be a column of the file or a list of columns, by names or by numbers from 0 on.",

  "matrix-initializer": "{name} makes matrices, and {key} fills a row of numbers. Use zeros, ones or a distribution.",
  "two-clippings":
    "Only one of clipnorm, clipvalue and global_clipnorm can be set, not both {first} and {second}. Remove one.",
  "metric-of-labels":
    "{name} compares numbers, but sparse_categorical_crossentropy's targets are class numbers. Use accuracy, or categorical_crossentropy.",
  "schedule-values":
    "There must be one value more than boundaries: {boundaries} {boundaries|boundary|boundaries} and {values} {values|value|values}. The first value holds up to the first boundary.",
  "schedule-boundaries": "The boundaries are numbers of steps and must grow from one to the next.",
  "schedule-warmup": "warmup_steps and warmup_target belong together: give both, or neither.",
  "plateau-with-schedule":
    "reduce_lr_on_plateau cannot change a learning rate that follows a schedule. Give learning_rate a number, or remove reduce_lr_on_plateau.",
  "monitor-unvalidated":
    "{section} watches {name}, but no samples are kept for validation. Add `validation_split: 0.2` to fit, or write `monitor: {plain}`.",
  "monitor-unknown": "The run has no figure {name}. It has: {known}.",
  "monitor-unknown.suggest": "The run has no figure {name}. Did you mean {suggestion}?",
  "split-empty":
    "validation_split: {share} leaves none of {samples} {samples|sample|samples} for training. Make it smaller.",
  "split-empty.validation":
    "validation_split: {share} takes none of {samples} {samples|sample|samples} for validation. Make it larger, or remove it.",
  "metric-of-labels.none":
    "{name} compares with class numbers, which only sparse_categorical_crossentropy has as targets. Use top_k_categorical_accuracy.",
  "metric-of-quantiles":
    "{name} compares one answer with one target, but the loss quantile has an answer for each quantile. Leave it out.",
  "wrong-type.losses":
    "A list does not say which output each loss is for: write one loss, or a map from the names of the outputs such as `{example}`, not {found}.",
  "wrong-type.metrics": "metrics must be a list of names, such as [accuracy], not {found}.",
  "wrong-type.weights": "loss_weights must be a number, or one number for each output, not {found}.",
  "wrong-type.classWeights": "class_weight must be a map from classes to numbers, such as {example}, not {found}.",
  "wrong-type.numbers": "{key} must be a list of numbers, such as [1, 2], not {found}.",
  "wrong-type.axes": "{key} must be an axis such as -1, or a list of axes such as [1, 2].",
  "wrong-type.different": "{key} must be a list of different numbers, such as [0.1, 0.5, 0.9], not {found}.",
  "wrong-type.words": "{key} must be a word or a number, or a list of them, not {found}.",
  "wrong-type.integer": "{key} must be a whole number, not {found}.",
  "wrong-type.number": "{key} must be a number, not {found}.",
  "wrong-type.boolean": "{key} must be true or false, not {found}.",
  "wrong-type.choices": "{key} is one of {known}, or a list of different ones, not {found}.",
  "wrong-type.choice": "{key} must be one of {known}, not {found}.",
  "wrong-type.text": "{key} must be a text, not {found}.",
  "wrong-type.name": "{key} must be a name such as {example}, not {found}.",
  "wrong-type.shape":
    "{key} must be a list of whole numbers such as [3, 5] (time steps, features), without the batch; null is a free length.",
  "wrong-type.targetShape":
    "{key} must be a list of whole numbers such as [4, -1], without the batch; one -1 stands for what is left.",
  "wrong-type.names": "{key} must be the name of a layer, or a list of names.",
  "wrong-type.values": "{key} must hold its values as nested lists, such as [[1, 2, 3], [2, 3, 4]].",
  "wrong-type.labels": "one_hot must be a number of classes, or a list of labels such as [a, b, c].",
  "out-of-range": "{key} must lie between {min} and {max}; {found} does not.",
  "out-of-range.min": "{key} must be at least {min}; {found} is not.",
  "out-of-range.below": "{key} must be at least {min} and below {max}; {found} is not.",
  "missing-value": "{key} has no value yet.",
  "missing-argument": "{kind} needs {key}, for example `{example}`.",

  "no-main-argument": "{kind} takes no value of its own: write `{example}`.",
  "main-arguments": "{kind} takes {names} as a list: `{example}`.",
  "one-layer-an-item": "One list item is one layer: put the arguments of {kind} in braces behind its colon.",
  "not-a-layer": "A layer is written as its kind, a colon and its argument, for example `LSTM: 32`.",
  "not-a-layer.joined": "A layer is written as its kind, a colon, a blank and its argument: write `{text}`.",
  "wrapper-empty": "{kind} needs a layer inside, for example `{example}`.",
  "wrapper-second": "{kind} takes one layer; {second} is a second one.",
  "wrapper-inner": "{kind} cannot wrap {inner}. It takes one of: {known}.",
  "wrapper-inner.argument": "{key} of {kind} cannot be {inner}. It takes one of: {known}.",
  "inner-key": "A layer inside {kind} has no {key} of its own. Give it to {kind}.",
  "inner-backwards": "Bidirectional reads both directions by itself: leave go_backwards out.",
  "backward-direction": "backward_layer reads time backwards: give it `go_backwards: true`, as in Keras.",
  "backward-direction.both":
    "Both layers read time backwards, so one of them must not: leave go_backwards out of the first one.",
  "backward-differs":
    "{key} is {forward} in the forward layer and {backward} in backward_layer: a Bidirectional needs the same in both.",
  "inner-activity":
    "Inside TimeDistributed Keras leaves activity_regularizer out. Write the layer without TimeDistributed: Dense works on every step by itself.",
  "constraint-axis": "{key} has no axis {axis}: its axes are {known}.",
  "duplicate-name": "Another layer is already called {name}. Names must differ.",
  "bad-name.empty": "No name stands here. Write one, or leave `name` out: the layer is then called {fallback}.",
  "bad-name":
    "A layer's name is made of letters, digits, `_`, `-` and `.`, and begins with a letter or `_`; {name} does not fit.",
  "bad-name.reserved": "No layer can be called {name}: the word is not allowed as a key, and names become keys.",
  "missing-input":
    "The first layer must be an Input, which gives the shape of one sample: insert `- Input: [time steps, features]` above.",
  "missing-input.below":
    "The first layer must be an Input, which gives the shape of one sample, but {name} stands further down. Move it to the top.",
  "input-batch": "The shape of an Input is that of one sample, without the batch: write `{shape}`.",
  "input-shape-argument":
    "The shape of the data is a line of its own: `- Input: {shape}` above this layer, and no input_shape here.",
  "input-shape-argument.input": "The shape of an Input is its value, without the batch: write `Input: {shape}`.",
  "input-from": "An Input takes nothing from other layers: remove `from`.",
  "one-input": "{kind} takes one input, not {count}.",
  "several-inputs":
    "{kind} joins several layers and does not take the one above by itself: name them, for example `{example}`.",
  "several-inputs.few": "{kind} joins at least two inputs, not {count}.",
  "several-inputs.between": "{kind} takes {least} or {most} inputs, not {count}.",
  "several-inputs.two": "{kind} takes exactly two inputs, not {count}.",
  "unknown-reference": "There is no layer {name} above. Known: {known}.",
  "unknown-reference.suggest": "There is no layer {name} above. Did you mean {suggestion}?",
  "unknown-reference.output": "There is no layer {name}. Known: {known}.",
  "unknown-reference.outputSuggest": "There is no layer {name}. Did you mean {suggestion}?",
  "unknown-reference.later":
    "{name} stands further down. A layer takes its input from layers above it: move {name} up.",
  "unknown-reference.circle":
    "This is a circle, {circle}: none of its layers could be computed first. Take the output of a layer above.",
  "unknown-reference.itself": "A layer cannot take its own output: name a layer above.",
  "ambiguous-reference":
    "{name} gives two halves (merge_mode: none). Say which: from: {name}/forward or from: {name}/backward.",
  "state-not-returned": "{name} keeps its states to itself. Set return_state: true on it.",
  "initial-state-count":
    "{kind} starts from {wanted} {wanted|state|states} ({names}), but initial_state gives {count}. Name a layer with return_state: true and the same states, or list each tensor.",
  "initial-state-shape": "The initial {state} of {kind} must be {expected}, but {name} is {found}.",
  "weights-unknown-layer": "weights names {name}, and no layer with weights has that name. Those are: {known}.",
  "weights-unknown-layer.suggest":
    "weights names {name}, and no layer with weights has that name. Did you mean {near}?",
  "unused-layer": "Nothing uses {name}: no layer takes it and `outputs` does not name it. It is not trained.",
  "duplicate-output": "{name} is already an output.",

  "shape-rank.recurrent":
    "{kind} needs (batch, time, features) but gets {shape}. Give it sequences, for example `- Input: [time steps, features]`.",
  "shape-rank.sequences":
    "{kind} needs (batch, time, features) but gets {shape} from {above}, which keeps its last step only. Set return_sequences: true on {above}.",
  "shape-rank.timeDistributed":
    "TimeDistributed needs (batch, time, …) but gets {shape}. Without a time axis, use the layer inside by itself.",
  "shape-rank.state":
    "{kind} needs (batch, time, features), but {state} is a state, one row a sample: {shape}. Take the sequence of {above}, or repeat the state with RepeatVector.",
  "shape-rank.flat":
    "{kind} needs (batch, time, features), but {above} leaves the time axis out and gives {shape}. Take {above} out, or put it behind {kind}.",
  "shape-rank.deep":
    "{kind} needs (batch, time, features), but each step of {shape} has more than one axis. Make it one row with `- Reshape: {reshape}` above.",
  "shape-rank.batch":
    "{kind} needs (batch, time, features) but gets {shape}. If {samples} is the number of samples, leave it out: `Input: {wanted}`. If each step has more than one axis, make it one row with `- Reshape: {reshape}` above.",
  "shape-rank.dense": "Dense needs at least (batch, features) but gets {shape}.",
  "shape-rank.vector": "{kind} needs (batch, features) but gets {shape}.",
  "shape-rank.sequence": "{kind} needs (batch, time, features) but gets {shape}.",
  "shape-size":
    "Reshape keeps every number: the sizes of target_shape must multiply to {count}, as many as {shape} has without the batch. One of them may be -1.",
  "target-shape-rest": "Only one size of target_shape can be -1, which stands for what the others leave.",
  "embedding-input":
    "Embedding reads ids: what {name} computes is cut to whole numbers, and nothing before it learns. Ids come from an Input, for example `{example}`.",
  "shape-differs":
    "{kind} joins shapes whose sizes are equal or 1, counted from the last dimension, but gets {shape} from {first} and {other} from {second}.",
  "shape-differs.concatenate":
    "Concatenate joins along one axis, so all other dimensions must be equal, but it gets {shape} from {first} and {other} from {second}.",
  "shape-differs.halves":
    "merge_mode {mode} joins the halves number by number, but forward has {forward} units and backward_layer {backward}. Give both as many, or put them side by side with concat.",
  "shape-differs.attention":
    "Attention compares a query with a key, so both need as many features, but it gets {shape} and {other}.",
  "shape-differs.attentionSteps":
    "Attention needs a key for each value, but the values are {shape} and the keys {other}.",
  "shape-free":
    "{kind} must know the number of features, but the last dimension of {shape} is free. Write the number into the Input.",
  "shape-free.axis":
    "{kind} has weights for the sizes along its axes, but one of them is free in {shape}. Write the number into the Input.",
  "shape-axis.batch":
    "{kind} cannot work along axis 0 of {shape}: that is the batch. Axes count from 1, or back from -1, the last one.",
  "shape-axis.missing": "{kind} has no such axis: those of {shape} are 1 to {last}, or -1 to -{last} from the end.",
  "shape-axis.repeated": "{kind} names one axis of {shape} twice. Leave one of them out.",
  "fix-return-sequences": "Set return_sequences: true on {name}",

  "missing-loss": "There is no loss for the output {name}.",
  "loss-for-unknown": "There is no output {name}. Outputs: {known}.",
  "loss-for-unknown.count":
    "There {found|is|are} {found} {found|number|numbers} for {outputs} {outputs|output|outputs}: {known}.",
  "quantile-units":
    "{name} gives {units} {units|number|numbers}, which cannot be shared out among {quantiles} {quantiles|quantile|quantiles}: it needs one for each target and quantile.",
  "training-missing": "To train, this file still needs {parts}.",
} as const;
