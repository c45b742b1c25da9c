/** English, TensorFlow: found or not, and its set-up. */
export const tensorFlow = {
  "tensorflow-absent":
    "TensorFlow is not set up here. The command Unroll: Set Up TensorFlow gets it, or `unroll engines --setup tensorflow`.",
  "log-needs-tensorflow":
    "TensorFlow writes the files for TensorBoard, whichever engine trains, and it is not set up here. `unroll engines --setup tensorflow` gets it.",
  "tfjs-needs-tensorflow":
    "TensorFlow.js on TensorFlow writes model.json, and it is not set up here. `unroll engines --setup tensorflow` gets it.",
  "tfjs-not-expressible":
    "{layer} cannot be saved for tf.loadLayersModel: {argument} has no place in a model of tf.layers. Leave --save-tfjs out, or change the layer.",
  "tfjs-differs":
    "This network cannot be saved for tf.loadLayersModel: tf.layers computes {output} otherwise, so its answers would differ. Leave --save-tfjs out.",
  "tensorflow-no-avx":
    "This processor has no AVX, and TensorFlow is built for processors that have it. The engine wasm runs without.",
  "tensorflow-broken":
    "TensorFlow in {folder} cannot be loaded: {problem}. The command Unroll: Set Up TensorFlow makes it anew, or `unroll engines --setup tensorflow`.",
  "tensorflow-crashed":
    "TensorFlow in {folder} ended its self-test with {how}. The command Unroll: Set Up TensorFlow makes it anew, or `unroll engines --setup tensorflow`.",
  "tensorflow-late":
    "TensorFlow in {folder} did not end its self-test within {seconds} {seconds|second|seconds}. Try again when the machine has less to do, or make it anew: the command Unroll: Set Up TensorFlow, or `unroll engines --setup tensorflow`.",
  "tensorflow-wrong":
    "TensorFlow in {folder} computes wrong numbers in its self-test: a loss of {found} instead of {expected}. The command Unroll: Set Up TensorFlow makes it anew, or `unroll engines --setup tensorflow`.",
  "tensorflow-no-self-test": "The self-test of TensorFlow ({file}) is missing beside the program. Install Unroll anew.",
  "tensorflow-step.waiting": "Waiting for another process that sets TensorFlow up…",
  "tensorflow-step.there": "TensorFlow is set up already: {folder}",
  "tensorflow-step.renew": "TensorFlow is here and does not work: it is made anew.",
  "tensorflow-step.plan":
    "What is fetched now goes into {folder}: from npm some 25 MB, then TensorFlow's library, some 270 MB from PyPI or, where that way is closed, some 100 MB from storage.googleapis.com. Together they take about 1.2 GB there.",
  "tensorflow-step.package":
    "Getting tfjs-node {version} and what it needs from npm: {packages} packages of fixed versions, each held against its SHA-512…",
  "tensorflow-step.download":
    "Downloading TensorFlow's library with the package's own installer from storage.googleapis.com: over HTTPS, but without a hash to hold it against…",
  "tensorflow-step.library": "Getting TensorFlow 2.21.0 from PyPI (about 270 MB), held against its SHA-256…",
  "tensorflow-step.library-so-far": "TensorFlow's library from PyPI: {megabytes} of about 270 MB…",
  "tensorflow-step.download-so-far": "TensorFlow's library: {megabytes} MB so far…",
  "tensorflow-step.compile": "Compiling the part between Node and TensorFlow…",
  "tensorflow-step.test": "Training one step to test it…",
  "tensorflow-ready": "TensorFlow is ready: {folder}",
  "tensorflow-removed": "TensorFlow is removed: {folder}",
  "tensorflow-nothing-to-remove": "There is nothing to remove: {folder} does not exist.",
  "tensorflow-needs-npm": "Setting TensorFlow up needs npm, which is not on the PATH. Install Node.js with npm.",
  "tensorflow-needs-python":
    "TensorFlow comes from PyPI, which needs Python with pip: install python3 and python3-pip. Its own download, the other way, cannot be reached.",
  "tensorflow-needs-compiler":
    "Setting TensorFlow up needs a C++ compiler, and there is neither c++ nor g++ nor clang++. Install one, on Debian the package g++.",
  "tensorflow-needs-download":
    "TensorFlow's download server cannot be reached, and on this system there is no other way. Try again where storage.googleapis.com can be reached.",
  "tensorflow-program-failed": "Setting TensorFlow up failed in {program}:\n{log}",
  "tensorflow-set-up-failed": "Setting TensorFlow up failed: {problem}",
  "tensorflow-set-up-interrupted": "The set-up of TensorFlow was interrupted; nothing is left of it.",
  "tensorflow-set-up-interrupted.renew":
    "The set-up of TensorFlow was interrupted; what was here before, which does not work, is as it was.",
  "tensorflow-wait-interrupted": "Interrupted before anything was changed.",
  "tensorflow-set-up-ended":
    "The set-up of TensorFlow was ended before it could put its files away; the next one removes them.",
} as const;
