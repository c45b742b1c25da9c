/** English, a run: its files, what is taken up again, and failures. */
export const training = {
  "safetensors-short": "The weights file is cut short: it is no safetensors file.",
  "safetensors-header-length": "The weights file is no safetensors file: its header is longer than the file.",
  "safetensors-header": "The weights file is no safetensors file: its header cannot be read.",
  "safetensors-duplicate": "The weights file has {name} twice.",
  "safetensors-entry": "The weights file describes {name} wrongly.",
  "safetensors-dtype":
    "{name} in the weights file has the type {dtype}; only F32 can be read. Save the weights as float32.",
  "safetensors-bounds": "{name} lies outside the weights file: the file is cut short or damaged.",
  "safetensors-size": "{name} in the weights file does not have the size of its shape.",
  "safetensors-overlap": "{name} in the weights file overlaps another weight or leaves a gap.",
  "safetensors-cover": "The weights file has bytes that belong to no weight.",
  "weights-missing": "There is no weights file {file}.",
  "weights-unreadable": "The weights file {file} cannot be read ({problem}).",
  "weights-damaged": "The weights in {file} are damaged: they are not those that were saved.",
  "weights-of-checkpoint":
    "{file} is missing or damaged. The weights are taken from the run's checkpoint, after epoch {epoch}.",
  "weights-of-last":
    "The checkpoint in {folder} cannot be read. The weights are those of last.safetensors, after epoch {epoch}.",
  "weights-of-best":
    "Neither last.safetensors nor a checkpoint in {folder} can be read. The weights are those of the best epoch, {epoch}.",
  "weights-used.finished": "Weights of run {run}, finished, after epoch {epoch}.",
  "weights-used.stopped": "Weights of run {run}, stopped, after epoch {epoch}.",
  "weights-used.failed": "Weights of run {run}, failed, after epoch {epoch}.",
  "weights-used.interrupted": "Weights of run {run}, interrupted, after epoch {epoch}.",
  "weights-used.running": "Weights of run {run}, still training, after epoch {epoch}.",
  "weights-outside": "The weights file {file} is outside the workspace folder. Copy it into the folder.",
  "weights-mismatch": "The weights do not fit this model: {weight} should be {expected} and is {found}.",
  "weights-mismatch.missing": "The weights do not fit this model: {weight} {expected} is missing.",
  "weights-mismatch.extra": "The weights do not fit this model: it has no {weight} {found}.",
  "run-missing": "There is no run here: {file} does not exist.",
  "run-corrupt": "{file} is damaged, so the run cannot be read.",
  "run-unreadable": "{file} cannot be read ({problem}).",
  "run-not-begun":
    "No run has begun in {folder}: it was cut off while the folder was made. Train anew; the folder can be used again.",
  "run-newer": "{file} was written by a newer version of Unroll. Update Unroll to read it.",
  "run-unknown": "There is no run {run}, neither as an id nor as a folder.",
  "run-none": "{file} has no run with weights yet. Train it first, or give weights.",
  "run-without-weights":
    "The run {run} has no weights yet: nothing of it was saved. Go on with it with --resume, or train anew.",
  "run-left": "The editor that trained it went away.",
  "run-left.paused": "The editor that trained it went away while it was paused.",
  "run-folder-taken": "{folder} holds {file} already. Choose another folder.",
  "run-locked": "{folder} is being written by process {pid}.",
  "run-locked.elsewhere": "{folder} is being written by process {pid} on {host}.",
  "run-lock-watched":
    "{folder} is locked by process {pid} on {host}, and cannot be asked from here whether that is alive. Waiting for a sign of life, {seconds} {seconds|second|seconds} at most.",
  "run-taken-over":
    "{folder} was taken over by process {pid} on {host}, because this process stood still for too long. Nothing more is written to it.",
  "run-still-training": "The run {run} is newer, but is still training.",
  "figures-damaged":
    "{file} does not hold the figures that were saved: of the epochs up to {epoch}, those that can be read are kept.",
  "run-cannot-write": "The run cannot be written to {folder} ({problem}).",
  "checkpoint-before":
    "The newest checkpoint, {file}, is missing, damaged or of something else. The one before it is taken, after epoch {epoch}.",
  "checkpoint-damaged": "The checkpoint {file} is damaged, and there is no older one that is whole.",
  "checkpoint-newer": "The checkpoint {file} was written by a newer version of Unroll. Update Unroll to go on with it.",
  "checkpoint-foreign": "The checkpoint {file} belongs to another model or to other data.",
  "epochs-damaged": "The weights of epochs in {file} are damaged or belong elsewhere, and are not used.",
  "epochs-newer": "{file} was written by a newer version of Unroll. Update Unroll to read it.",
  "epoch-not-kept": "The run {run} has not kept the weights of epoch {epoch}. Next to it are kept: {near}.",
  "epoch-not-kept.none": "The run {run} has kept no weights of its epochs.",
  "resume-other-model":
    "The model has changed since the run {run} began, so it cannot go on. Its own model is {frozen}: put it back, or train anew.",
  "resume-other-data":
    "The data has changed since the run {run} began, so it cannot go on. Put it back, or train anew.",
  "resume-other-setting":
    "{key} was {was} when the run {run} began, and a run keeps what it began with. Put it back, or train anew.",
  "resume-other-setting.none":
    "There was no {key} when the run {run} began, and a run keeps what it began with. Remove it, or train anew.",
  "resume-finished":
    "The run {run} has done its {epochs} {epochs|epoch|epochs}. To train it longer, give --epochs a larger number.",
  "resume-first-weights":
    "The run {run} began with weights that were given, and no checkpoint of it is left, so it cannot go on. Train anew with those weights.",
  "resume-early":
    "The run {run} was ended by early stopping after epoch {epoch}. To train on, start a new run with its weights: --weights {weights}.",
  "run-save-failed":
    "The run could not be saved to {folder} just now ({problem}). Training goes on; the last checkpoint is intact.",
  "engine-why.auto": "auto: it runs everywhere",
  "engine-why.option": "asked for by --engine",
  "engine-why.setting": "asked for by unroll.engine",
  "engine-why.resumed": "as the run began",
  "engine-cannot-start": "The engine {engine} cannot start: {problem}",
  "training-diverged":
    "The loss is no longer a number in batch {batch} of epoch {epoch}: training has diverged. Try a smaller learning_rate, scale: standard for the data, or smaller values.",
  "training-diverged.padding":
    "In batch {batch} of epoch {epoch} what layer {layer} gives out is no longer a number: sample {sample} is padding alone, so that it takes a mean over no step (as in Keras). Leave the sample out.",
  "training-diverged.ids":
    "In batch {batch} of epoch {epoch} Embedding {layer} gets a number that none of its rows has: ids are whole numbers from 0 to {last}.",
  "training-diverged.output":
    "In batch {batch} of epoch {epoch} what layer {layer} gives out is no longer a number: training has diverged. Try a smaller learning_rate, clipnorm: 1 for the optimizer, or scale: standard for the data.",
  "training-diverged.loss":
    "In batch {batch} of epoch {epoch} the loss of output {layer} is no longer a number: training has diverged. Try a smaller learning_rate, scale: standard for the data, or another loss.",
  "training-diverged.gradient":
    "In batch {batch} of epoch {epoch} the gradient in layer {layer} is no longer a number: training has diverged. Try clipnorm: 1 for the optimizer, a smaller learning_rate, or scale: standard for the data.",
  "training-fault": "Training failed: {problem}",
  "worker-crashed": "The training process ended unexpectedly ({how}). {log}",
  "worker-crashed.tensorflow":
    "TensorFlow ended the training process ({how}). Try again: it is tested first then, and what is wrong is said. The command Unroll: Set Up TensorFlow makes it anew. {log}",
  "worker-hung": "The training process did not answer for {seconds} {seconds|second|seconds} and was ended.",
  "worker-cannot-start": "The training process could not be started: {problem}",
  "worker-garbled": "The training process sent a message that cannot be understood and was ended.",
  "predict-no-data": "There is nothing to predict: the file has no data.x. Add it, or give --input.",
  "file-missing": "There is no such file.",
  "file-unreadable": "The file cannot be read ({problem}).",
  "file-no-plain-file":
    "{file} is no plain file but a folder, a pipe or a device. Write what it gives into a file first.",
  "file-too-large": "{file} is larger than the {limit} that are read at most.",
  "runs-elsewhere":
    "{folder} is a link that leads out of the workspace, so no runs are kept there or read from there. Remove the link, or name a folder: --out to train, --run to predict.",
  "file-outside": "{file} leads outside of the folder that may be read. Copy it into the folder.",
} as const;
