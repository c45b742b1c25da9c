/** English, made tasks: what they are, and what is wrong with them. */
export const tasks = {
  "unknown-task": "There is no task {task}. Known tasks: {known}.",
  "unknown-task.suggest": "There is no task {task}. Did you mean {suggestion}?",
  "task-missing": "The task {task} also needs {keys}, for example `{example}`.",
  "task-missing.task": "{key} belongs to a made task. Add `task: {example}`, or leave it out.",
  "task-extra": "A task makes its own x and y: remove {key}, or remove the task.",
  "task-too-large":
    "The task {task} would make {numbers} {numbers|number|numbers}; {most} is the most that fits. Make samples or length smaller.",
  "task-ends.inputs":
    "The task {task} makes one x, but the network has several Inputs: {names}. Leave one Input, or give the data as values.",
  "task-ends.outputs":
    "The task {task} makes one y, but the network has several outputs: {names}. Leave one output, or give the data as values.",
  "task-values.ids":
    "The task {task} makes numbers from {low} to {high}, which are no ids for Input {name}. Leave the Embedding and dtype int32 out.",
  "task-values.loss":
    "The targets of the task {task} are numbers from {low} to {high}, which {loss} cannot take. Use {cure}.",
  "task-about-adding":
    "Every step shows a value from 0 to 1 and a marker. Two steps are marked, one in each half; the answer is the sum of their values.",
  "task-about-sine": "A sine wave of any phase, 10 to 40 steps long. The answer is the value behind the last step.",
  "task-about-copy":
    "Bits are shown in the first half. In the second half a flag asks for them, and the answer is the same bits in the same order.",
  "task-about-parity": "A bit at every step. The answer is 1 where the number of ones is odd.",
  "task-about-delay":
    "A value from 0 to 1 at every step. The answer at every step is the value a quarter of the length before, at first 0.",
  "task-about-flip_flop":
    "Three switches, each set to −1 or 1 by pulses of its own. The answer at every step is how the switches stand.",
  "task-about-brackets":
    "A row of brackets: 1 opens, −1 closes. The answer is 1 where it is balanced: every bracket is closed, and none before it is opened.",
  "task-about-equal_previous":
    "A bit at every step. The answer at every step is 1 where the bit equals the one before, at first 0.",
} as const;
