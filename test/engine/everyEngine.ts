/** Every engine that a test can run on: both builds of the kernels, and TensorFlow where it is set up. */
import type { NetworkSession, SessionRequest } from "../../src/core/training/networkSession";
import { hasTensorFlow, tensorFlowEngine } from "../tensorflow/tensorFlow";
import { builds, engine } from "./kernels";

export type EngineUnderTest = "fast" | "exact" | "tfjs-node";

export const everyEngine: readonly EngineUnderTest[] = hasTensorFlow ? [...builds, "tfjs-node"] : builds;

export function openOn(name: EngineUnderTest, request: Omit<SessionRequest, "reproducible">): NetworkSession {
  return name === "tfjs-node"
    ? tensorFlowEngine().open({ ...request, reproducible: false })
    : engine.open({ ...request, reproducible: name === "exact" });
}
