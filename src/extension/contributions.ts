/**
 * The ids of everything the manifest contributes, once and typed.
 *
 * test/house/contributions.test.ts compares this with package.json, both ways.
 */

export const commands = {
  train: "unroll.train",
  toggleLive: "unroll.toggleLive",
  stop: "unroll.stop",
  pause: "unroll.pause",
  proceed: "unroll.continue",
  oneStep: "unroll.oneStep",
  setLearningRate: "unroll.setLearningRate",
  resume: "unroll.resume",
  deleteRun: "unroll.deleteRun",
  predict: "unroll.predict",
  inspect: "unroll.inspect",
  compareCells: "unroll.compareCells",
  compareRuns: "unroll.compareRuns",
  showPanel: "unroll.showPanel",
  pinPanel: "unroll.pinPanel",
  unpinPanel: "unroll.unpinPanel",
  showSummary: "unroll.showSummary",
  saveView: "unroll.saveView",
  showNetwork: "unroll.showNetwork",
  newModel: "unroll.newModel",
  showEngines: "unroll.showEngines",
  setUpTensorFlow: "unroll.setUpTensorFlow",
  removeTensorFlow: "unroll.removeTensorFlow",
} as const;

export const settings = {
  hintsEnabled: "unroll.hints.enabled",
  hintsDimensions: "unroll.hints.dimensions",
  live: "unroll.live.enabled",
  engine: "unroll.engine",
  trainingWide: "unroll.training.wide",
  trainingThreads: "unroll.training.threads",
  epochMegabytes: "unroll.runs.epochMegabytes",
  resumeAfterReload: "unroll.runs.resumeAfterReload",
  keepMegabytes: "unroll.runs.keepMegabytes",
} as const;

export const views = {} as const;

/** Ids that the manifest does not list but VS Code or a test knows. */
export const languageId = "rnn-model";
export const panelType = "unroll.panel";
export const inspectionScheme = "unroll-inspection";
/** Where the workspace's memory keeps the files that a panel is pinned to. */
export const pinnedKey = "unroll.pinned";
/** Where the editor's memory keeps that the oldest runs may go without asking again. */
export const agreedKey = "unroll.deletionAgreed";
export const mapType = "unroll.network";
/** As VS Code names it: publisher.name#walkthrough. */
export const walkthroughId = "unroll.unroll-rnn#unroll.start";
/** Context keys for `when` and `enablement`. */
export const contextKeys = {
  training: "unroll.training",
  /** The training of this file waits between two steps. */
  paused: "unroll.paused",
  /** Some model file is being trained. */
  anyTraining: "unroll.anyTraining",
  hasModel: "unroll.hasModel",
  /** The panel in front is pinned to its file. */
  panelPinned: "unroll.panelPinned",
} as const;
