/** English, what is wrong with the data of a model file, and the cure. */
export const data = {
  "no-such-file": "There is no file {path}. Paths are relative to the model file.",
  "no-such-column": "{file} has no column {column}. It has {known}.",
  "ambiguous-column":
    "{file} has more than one column of the name {column}. Say which one by its number, counted from 0: {places}.",
  "data-empty": "This list is empty. The data needs at least one sample, and each sample at least one number.",
  "data-ragged":
    "Sample {row} has {found} {found|item|items}, sample {other} {expected}. All samples must have the same shape: make this list {expected} long, or let a mask leave out what is missing: Masking: 0 behind the Input, or mask_zero: true of an Embedding.",
  "data-ragged.inner":
    "In sample {row} this list has {found} {found|item|items}, where the first sample has {expected}. All samples must have the same shape: make this list {expected} long.",
  "data-ragged.number": "Here stands one value where the first sample has a list of {expected}.",
  "data-ragged.list": "Here stands a list where the first sample has one value.",
  "data-padded":
    "Samples of {least} to {most} steps: behind the shorter ones stands {filler} up to step {steps}, which a mask leaves out (padding: post; pre fills in front).",
  "data-padded.pre":
    "Samples of {least} to {most} steps: in front of the shorter ones stands {filler} up to {steps} in all, which a mask leaves out (padding: pre).",
  "data-padded.unmasked":
    "Samples of {least} to {most} steps are filled up with {filler} to {steps}, and no mask leaves that out: it counts as data. Put Masking: {filler} behind Input {name}, or write mask_zero: true for an Embedding.",
  "data-padded.word":
    "Shorter samples are filled up with {filler}, which is the number of {word}: the mask would leave that out too. Put a word in front of the list that never occurs, such as one_hot: [none, {word}, …].",
  "data-not-number": "{text} is not a number. For labels, add one_hot with the list of labels.",
  "data-not-number.boolean": "{text} is not a number: write {number}.",
  "data-not-number.missing": "A value is missing here. Write a number, or leave the sample out.",
  "data-not-number.commas": "{text} is one word: numbers in a list have commas between them.",
  "data-not-number.map": "Here stands a mapping where the data has a number or a list.",
  "data-not-finite": "{text} cannot be learnt from: the data must be finite numbers within ±3.4e38.",
  "data-unknown-label": "{label} is not among the labels of one_hot: {labels}.",
  "data-unknown-label.suggest": "{label} is not among the labels of one_hot. Did you mean {near}?",
  "data-duplicate-label": "The label {label} stands twice in one_hot.",
  "data-label-count":
    "one_hot has {labels} {labels|label|labels}, so the targets are {found}, but the output {name} gives {expected}: give its last layer {labels} {labels|unit|units} instead of {units}.",
  "data-scale-labels": "scale is for numbers, and one_hot makes labels: leave one of the two out.",
  "data-scale-labels.classes": "Class numbers cannot be scaled: leave scale out.",
  "data-scale-labels.ids": "Ids cannot be scaled: leave scale out.",
  "data-shape":
    "The data is {found}, with the samples in front, but Input {name} takes {expected}. Write Input: {wanted}, or bring the data into that shape.",
  "data-shape.single":
    "The data is {found}, one number a sample, but Input {name} takes {expected}. Write each sample as a list of its own, such as [[1, 2, 3]] for one sample of three steps.",
  "data-shape.unlike":
    "The data is {found}, with the samples in front, but Input {name} takes {expected}. Bring the data into that shape.",
  "data-shape.units":
    "The targets are {found}, {wanted} {wanted|number|numbers} for each answer, but the output {name} gives {expected}, {given} {given|number|numbers}: give its last layer {wanted} {wanted|unit|units}, or write {given} {given|number|numbers} for each answer.",
  "data-shape.features":
    "The data is {found}, but Input {name} takes {expected}: each value must become {features} {features|number|numbers}. Add one_hot: {labels}, or write Input for one value a step.",
  "data-shape.target":
    "The targets are {found}, but the output {name} gives {expected}. Targets need the shape of the output.",
  "data-shape.every-step":
    "The targets are {found}, an answer at every step, but the output {name} gives {expected}. Set return_sequences: true on the last recurrent layer.",
  "data-shape.last-step":
    "The targets are {found}, but the output {name} gives {expected}, an answer at every step. Leave return_sequences out of the last recurrent layer, or give a target for each step.",
  "data-shape.classes":
    "The targets are {found}, but sparse_categorical_crossentropy with the output {name} {expected} takes class numbers of shape {wanted}, each below {classes}.",
  "data-shape.hot":
    "The targets are {found}, a row of 0 and one 1 for each class, but sparse_categorical_crossentropy takes class numbers. Use categorical_crossentropy, or write the numbers of the classes.",
  "data-needs-one-hot":
    "The targets are {found}, but categorical_crossentropy compares with {expected}. Add one_hot: {labels}, or use sparse_categorical_crossentropy with class numbers from 0.",
  "data-sparse-one-hot":
    "sparse_categorical_crossentropy takes class numbers. Leave one_hot out, or use categorical_crossentropy.",
  "data-class-range": "{found} is not a class: with {classes} classes they are the whole numbers 0 to {last}.",
  "data-class-range.one":
    "sparse_categorical_crossentropy compares classes, one unit for each, but {name} has one unit. For yes or no use binary_crossentropy with sigmoid.",
  "data-id-range": "{found} is not an id: the Embedding {layer} has rows for the whole numbers 0 to {last}.",
  "data-id-range.whole": "{found} is not a whole number, which Input {name} with dtype int32 takes.",
  "data-binary-range": "{found} is outside 0 to 1, which binary_crossentropy needs.",
  "data-samples": "{name} has {found} {found|sample|samples}, but {first} has {expected}. Both need the same number.",
  "sample-weight-shape":
    "The weights are {found}, but {name} takes one for each sample, or one for each step of a sample where every step has a target: {expected}.",
  "class-weight-outputs":
    "class_weight is for a network with one output, as in Keras. Give the samples of each output their weights with `sample_weight` in data, a map from outputs to weights.",
  "class-weight-twice":
    "Samples have weights by sample_weight already, and Keras takes one of the two. Leave class_weight out, or sample_weight.",
  "class-weight-unknown": "{label} is not a class of the targets, which are {known}.",
  "class-weight-numbers":
    "class_weight wants targets that are classes: whole numbers, one-hot rows or labels. These are numbers; weigh samples with `sample_weight` in data.",
  "source-plain.validation":
    "{key} is said once, in data.x or data.y: samples that validate are encoded in the same way. Leave it out.",
  "source-plain.weights": "Weights are plain numbers: leave {key} out.",
  "validation-missing": "Samples that validate need {key} as well: `validation: {example}`.",
  "validation-twice": "data.validation has the samples that validate: leave `validation_split` out, or `validation`.",
  "validation-shape":
    "The samples of {name} that validate are {found}, those that train {expected}. Both need the same shape.",
  "data-needs-map":
    "The network has several ends here: write data.{section} as a map with a source for each of {names}.",
  "data-missing": "data.{section} has no source for {name}.",
  "data-unknown-name.x": "The network has no Input {name}. Its Inputs: {known}.",
  "data-unknown-name.y": "The network has no output {name}. Its outputs: {known}.",
  "data-unknown-name.suggest": "data.{section} names {name}, which the network does not have. Did you mean {near}?",
  "data-fix-input": "Change the Input's shape to {wanted}",
  "data-window":
    "A window is {window} {window|step|steps} long, but Input {name} takes {steps}. Write `Input: {wanted}`, or another window.",
  "data-window.columns":
    "{columns} {columns|column feeds|columns feed} Input {name}, which takes {expected}. Write `Input: {wanted}`, or other columns.",
  "data-horizon":
    "The answer is {horizon} {horizon|value|values} ahead, but the output {name} gives {units}: give its last layer {wanted} {wanted|unit|units}, or change horizon.",
  "data-json": "Not valid JSON: {problem}",
  "data-json.lists": "The file must hold the values of data.x as nested lists, or a map from Input to lists.",
  "data-json.shape": "The values are {found}, but Input {name} takes {expected}: bring them into that shape.",
  "data-json.map": "The network has several Inputs: give a map with a list of values for each of {names}.",
  "data-json.series":
    "Windows that are differences, logarithms or have a calendar beside them follow from more than their own numbers. Give the rows in a file, with --data.",
  "data-json.source": "The model file has no usable data.x, so it does not say how this input is encoded.",
} as const;
