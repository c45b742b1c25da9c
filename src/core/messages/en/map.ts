/** English, the map of the network. */
export const map = {
  "map.title": "Unroll: network",
  "map.tab": "{file}: network",
  "map.opening": "Opening the model file…",
  "map.empty": "The model has no layers yet.",
  "map.of": "The network {name}",
  "map.view": "How the network is drawn",
  "map.folded": "Folded",
  "map.unrolled": "Over time",
  "map.save": "Save as SVG…",
  "map.saved": "The map was saved to {file}.",
  "map.notSaved": "The map could not be saved: {problem}",
  "map.summary": "{inputs} → {outputs} · parameters: {params} · layers: {layers}",
  "map.errors": "The file has errors ({count}): what they touch is drawn as far as it is known.",
  "map.explainFolded":
    "Each box is a layer, each line a tensor with its shape. A loop is what a recurrent layer keeps from one step to the next.",
  "map.explainUnrolled":
    "Each column is a time step. Lines from one column to the next are what a recurrent layer keeps; dashed lines begin the states of another layer.",
  "map.takes": "takes {inputs}",
  "map.begins": "begins with {states}",
  "map.gives": "gives {shape}",
  "map.params": "{params} parameters",
  "map.halves": "one {cell} reads forward, one backward",
  "map.isOutput": "an output of the network",
} as const;
