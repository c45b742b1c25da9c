/** English, the titles of quick fixes. */
export const cures = {
  "fix-all": "Fix everything that needs no choice",
  "fix-remove": "Remove {what}",
  "fix-add": "Add {what}",
  "fix-example": "Write {example}",
  "fix-move": "Give {key} to {kind}",
  "fix-braces": "Put the arguments of {kind} into braces",
  "fix-name": "Call it {name}",
  "fix-output": "Add {name} to outputs",
  "fix-insert-input": "Insert - Input: {shape}",
  "fix-last-step": "Leave return_sequences out of {name}",
  "fix-unwrap": "Use {kind} without {wrapper}",
  "fix-units": "Give {name} {units} units",
  "fix-loss": "Use the loss {loss}",
  "fix-spaces": "Indent with spaces",
  "fix-line-up": "Line it up with the item above",
  "fix-close": "Insert {signs}",
} as const;
