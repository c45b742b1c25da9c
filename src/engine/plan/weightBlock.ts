/**
 * How one weight lies in the engine's memory, and the way to and from Keras's layout.
 *
 * A matrix lies in panels of 16 columns, each gate from a panel's first column on; a bias lies in rows of the same width. Rows of a
 * matrix are rounded up to 4. Pads hold zeros, always: kernels multiply with them. test/engine/session.test.ts.
 */
export const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

export interface WeightBlock {
  /** False: rows, for a bias. */
  readonly panels: boolean;
  readonly rows: number;
  readonly gates: number;
  /** Columns of one gate. */
  readonly units: number;
}

/** Columns with pads. */
export function blockWidth({ gates, units }: WeightBlock): number {
  return gates * roundUp(units, 16);
}

/** Rows with pads. */
export function blockRows({ panels, rows }: WeightBlock): number {
  return panels ? roundUp(rows, 4) : rows;
}

/** Floats of the block, pads included; a multiple of 16. */
export function blockFloats(block: WeightBlock): number {
  return blockWidth(block) * blockRows(block);
}

/** Calls back with (place in Keras's layout, place in the block) for every number that is not a pad. */
function forEachPlace(block: WeightBlock, visit: (keras: number, place: number) => void): void {
  const { rows, gates, units, panels } = block;
  const gateWidth = roundUp(units, 16);
  const panelFloats = blockRows(block) * 16;
  const width = blockWidth(block);
  let keras = 0;
  for (let row = 0; row < rows; row++) {
    for (let gate = 0; gate < gates; gate++) {
      for (let unit = 0; unit < units; unit++, keras++) {
        const column = gate * gateWidth + unit;
        visit(keras, panels ? (column >> 4) * panelFloats + row * 16 + (column & 15) : row * width + column);
      }
    }
  }
}

/** From Keras's layout into the block; pads are left alone. */
export function writeBlock(block: WeightBlock, keras: Float32Array, memory: Float32Array): void {
  forEachPlace(block, (from, to) => {
    memory[to] = keras[from] as number;
  });
}

/** From the block to Keras's layout. */
export function readBlock(block: WeightBlock, memory: Float32Array): Float32Array {
  const keras = new Float32Array(block.rows * block.gates * block.units);
  forEachPlace(block, (to, from) => {
    keras[to] = memory[from] as number;
  });
  return keras;
}
