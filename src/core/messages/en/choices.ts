/** English, choices that work and most likely are not meant so. */
export const choices = {
  "loss-activation": "{loss} compares probabilities, but the last activation is {activation}. Use {wanted}.",
  "loss-activation.classes":
    "softmax chooses one of {units} {units|class|classes}, but binary_crossentropy asks a yes or no of each unit by itself. Use categorical_crossentropy; where several answers can be right at once, use sigmoid.",
  "classes-one-unit":
    "{loss} compares classes, but {name} gives one number. For yes or no use binary_crossentropy with sigmoid; for classes give the last layer one unit for each, with softmax.",
  "late-masking":
    "Masking leaves out steps whose numbers all have one value, but what {name} gives hardly ever does. Put it right behind the Input.",
  "target-reach":
    "The last activation, {activation}, gives values between {low} and {high}, so no answer can be {found}. End in a Dense layer without an activation, or scale the targets.",
  "target-reach.low":
    "The last activation, {activation}, gives no values below {low}, so no answer can be {found}. End in a Dense layer without an activation, or scale the targets.",
  "target-reach.counts":
    "poisson compares counts, which are 0 or more, but this target is {found}. For any numbers use mse.",
  "slow-loss":
    "{loss} behind {activation} learns slowly: where the answer is quite wrong, its gradient is nearly 0. {better} does not have that.",
  "swapped-states": "The states begin in the order {names}; here they are given in another one.",
  "softmax-one-unit":
    "softmax over one unit is always 1. For yes or no use sigmoid; for classes give the layer one unit for each.",
  "softmax-twice": "{name} already ends in softmax; a second one brings all classes close together. Leave one out.",
  "cell-activation":
    "{activation} has no upper bound, so the state of {kind} can grow from step to step until it overflows. tanh keeps it within ±1.",
  "cell-activation.gate":
    "The gates of {kind} are shares between 0 and 1, which {activation} does not give. Use sigmoid.",
  "large-dropout":
    "This drops {percent} % of the values. The rate is the share that is dropped, not the share that is kept.",
  "dropout-output":
    "Dropout on the output makes the loss noisy and helps nothing. Put it in front of the last Dense layer, or leave it out.",
  "linear-twice":
    "Without an activation this layer and {name} together are one linear layer. Give this one an activation such as relu.",
  "number-notation": "{found} is read as the decimal number {value}. Write it so, and nobody takes it for another one.",
  "large-values":
    "Values go up to {found}: gates saturate with numbers so large, and what is learnt is often the same answer for every sample. With `scale: standard` they are small, and predictions come back in the data's own units.",
  "large-values.targets":
    "Targets go up to {found}: the usual steps take very long to get there, and until then all answers are alike. With `scale: standard` they are small, and predictions come back in the data's own units.",
  "padded-sample":
    "Sample {sample} is padding alone: {mask} leaves out all of its steps, so the mean that {layer} takes over the rest is no number, and training ends with it (in Keras too). Leave the sample out.",
  "stateful-shuffle":
    "{name} goes on from the batch before, but fit shuffles the samples, so that they do not follow each other. Keep them in order with `shuffle: false`.",
  "no-shuffle":
    "Without shuffling every epoch shows the samples in the same order, so neighbours that are alike pull the weights one way. Only stateful layers need it.",
  "large-learning-rate":
    "A learning rate of {rate} is large for {name}: the loss may jump or diverge. The usual one is {usual}.",
  "accuracy-of-numbers":
    "With {loss} the answers are numbers, which are hardly ever exactly right: accuracy stays near 0. Use mae.",
} as const;
