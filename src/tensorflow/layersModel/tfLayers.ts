/**
 * The part of tf.layers that is called here, as types. test/tensorflow/layersModel.test.ts.
 */
import type { Tensor } from "../tfjs";

export interface TfLayer {
  apply(input: SymbolicTensor | SymbolicTensor[]): SymbolicTensor;
  getWeights(): Tensor[];
  setWeights(weights: Tensor[]): void;
}

export interface SymbolicTensor {
  readonly name: string;
}

export interface LayersModel {
  predict(inputs: Tensor[]): Tensor | Tensor[];
  save(address: string): Promise<unknown>;
  dispose(): void;
}

type Make = (settings: object) => TfLayer;

export interface TfLayers {
  readonly layers: Readonly<Record<string, Make>>;
  input(settings: { shape: (number | null)[]; dtype: string; name: string }): SymbolicTensor;
  model(settings: { inputs: SymbolicTensor[]; outputs: SymbolicTensor[]; name: string }): LayersModel;
  loadLayersModel(address: string): Promise<LayersModel>;
}
