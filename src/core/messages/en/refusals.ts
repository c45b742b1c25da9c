/** English, why a network cannot be trained here, or weights cannot be its own. */
export const refusals = {
  "weights-other-model": "The run was trained with {was}; the file has {found}. Train again, or take the change back.",
  "weights-other-model.added": "When the run was trained, {found} was not there. Train again, or take the change back.",
  "weights-other-model.removed":
    "The run was trained with {was}, which the file does not have. Train again, or take the change back.",
  "not-utf8":
    "The file is not UTF-8 but probably {encoding}: line {line} has the first letter that cannot be read. Save it as UTF-8 (in VS Code: Reopen with Encoding, then Save with Encoding).",
  "not-utf8.letter":
    "This letter was lost when the file was read: it is most probably not UTF-8 but Windows-1252 (Latin-1). Open it again with its own encoding (Reopen with Encoding), and save it as UTF-8.",
  "engine-not-built": "{argument} of {layer} is not part of this engine yet.",
  "engine-input-shape": "The data for {layer} is {found}, but it takes {expected}.",
  "engine-free-features": "{layer} needs to know how many features it gets: write a number in place of null.",
  "engine-needs-time": "{layer} reads a sequence (time, features), and gets {found}.",
  "engine-differing-shapes": "{layer} cannot join {found} with {expected}.",
  "engine-masked-channels":
    "{layer} cannot take a mean with data_format: channels_first over a masked sequence: the mask says which steps count, and here the first dimension holds channels.",
  "engine-norm-of-axes":
    "{argument} of {layer} is not part of this engine where the layer works along several axes. Take non_neg, or leave it out.",
  "engine-reshape": "{layer} cannot give {found} the shape {target}: both need equally many numbers.",
  "engine-stateful-batch":
    "{layer} keeps its states from batch to batch, so every batch must have as many samples: {samples} cannot be divided into batches of {batchSize}. Set batch_size to {cure}.",
  "engine-target-shape": "The targets of {output} are {found}, but it gives {expected}.",
  "engine-label": "{label} is not a class of {output}: it has the classes 0 to {classes} − 1.",
  "engine-id": "{label} is not an id for {layer}: it has rows for the whole numbers 0 to {last}.",
  "engine-cannot-train": "This network cannot be trained without a loss and targets.",
  "engine-quantiles":
    "{units} {units|number|numbers} cannot be shared out among {quantiles} {quantiles|quantile|quantiles}.",
  "engine-axis": "{layer} has no axis {axis}.",
  "engine-not-reproducible":
    "The engine tfjs-node cannot promise the same bits on every machine. Take the engine wasm, or leave reproducible out.",
  "engine-no-samples": "The data has no samples.",
  "engine-memory":
    "The network needs {needed} with batches of {batch}, and {limit} can be had: the steps of {layer} take most of it. Take shorter sequences or fewer units.",
  "engine-memory.weights":
    "The network needs {needed} with batches of {batch}, and {limit} can be had: the weights of {layer} take most of it. Make that layer smaller.",
  "engine-memory.batch":
    "The network needs {needed} with batches of {batch}, and {limit} can be had. Write batch_size: {most}, or take fewer units or shorter sequences.",
  "engine-memory.samples":
    "The network and its {samples} {samples|sample|samples} need {needed}, and {limit} can be had. Take at most {most} samples, or shorter sequences.",
  "engine-memory.refused":
    "The machine did not give the {megabytes} MB that the network needs. Take a smaller batch_size, fewer units or shorter sequences.",
  "model-broken": "The model file has errors.",
} as const;
