/**
 * How the core comes to a data file without touching the disk: whoever may read hands in a function.
 */
import type { NumberArray } from "../arrays/readNpy";
import type { Table, TableRequest } from "./table";

export interface ReadTable {
  readonly table: Table;
  /** The file became another one while it was read. */
  readonly hasChanged: boolean;
}

/** `file`: as the model file writes it. Throws `TableRefused`. */
export interface TableSource {
  (file: string, request: TableRequest): ReadTable;
  /** A `.npy` file; `isExact`: as float64. Absent where nobody asks for one. */
  readonly array?: (file: string, isExact: boolean) => NumberArray;
}
