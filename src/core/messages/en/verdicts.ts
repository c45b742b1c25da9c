/** English, verdicts on a run and on what a layer holds: each with the number it rests on, and a next step. */
export const verdicts = {
  "verdict-no-better":
    "No better than the best constant answer: that gives a loss of {baseline,number}, the network {loss,number}.",
  "verdict-no-better.value":
    "No better than always answering {answer,number}: that gives a loss of {baseline,number}, the network {loss,number}.",
  "verdict-no-better.class":
    "No better than always giving the shares of the classes ({answer} is the commonest): that gives a loss of {baseline,number}, the network {loss,number}.",
  "verdict-no-better.next":
    "Train for more epochs or with a larger learning_rate; if the loss still stays, look whether the input is scaled and whether it decides the answer at all.",
  "verdict-better":
    "The loss is {loss,number}; the best constant answer gives {baseline,number}, {times,number} times as much.",
  "verdict-last-value":
    "Not better than repeating the last value: that gives a loss of {baseline,number}, the network {loss,number}.",
  "verdict-last-value.next":
    "A forecast worth having beats the last value: try more epochs, a longer window, or more inputs.",
  "verdict-beats-last-value": "Repeating the last value gives a loss of {baseline,number}, the network {loss,number}.",
  "verdict-overfitting":
    "Overfitting since epoch {epoch}: val_loss rose from {best,number} to {now,number} while the loss fell from {before,number} to {loss,number}.",
  "verdict-overfitting.next":
    "Write early_stopping under fit, with restore_best_weights: true, add Dropout, or take fewer units or more samples.",
  "verdict-jumping": "The loss jumps: it rose by more than 5 % in {rises} of the last {epochs} {epochs|epoch|epochs}.",
  "verdict-jumping.next": "Take a third of the learning_rate, or clipnorm: 1.",
  "verdict-falling": "The loss is still falling: by {percent,number} % in the last {epochs} {epochs|epoch|epochs}.",
  "verdict-falling.next": "Train for more epochs.",
  "verdict-vanishing":
    "{layer}: at t {far} arrives {percent,number} % of the gradient of t {near}, so the network learns next to nothing from its far end.",
  "verdict-vanishing.plain": "Try LSTM or GRU on the same data: their gates carry the gradient further.",
  "verdict-vanishing.gated": "Train longer, so that the gates learn to keep, or shorten the sequences.",
  "verdict-exploding": "{layer}: the gradient at t {far} is {times,number} times that at t {near}.",
  "verdict-exploding.next": "Add clipnorm: 1 to the optimizer.",
  "verdict-memory":
    "{layer}: the last output reaches back {reach} of {steps} {steps|step|steps}, to t {first}; what came before moves it by less than a tenth of the strongest step.",
  "verdict-saturated":
    "{layer}: gate {gate} hardly moves: {percent,number} % of its values are near an end ({low,number} % below 0.1, {high,number} % above 0.9).",
  "verdict-saturated.next": "If it still has to learn, take a smaller learning_rate, or a kernel_regularizer.",
  "verdict-dead": "{layer}: {dead} of {units} {units|unit|units} stay within ±{most} at every step of this sample.",
  "verdict-dead.next": "Fewer units may do as well.",
} as const;
