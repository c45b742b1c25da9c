/** What goes to the analysis thread and what comes back: host and thread are two halves of one program, so nothing is checked. */
import type { Question } from "./answers";

export type ToAnalysis =
  | {
      readonly type: "ask";
      readonly id: number;
      /** Which file; its text is kept under this name until it is forgotten. */
      readonly key: string;
      /** The text to answer about, where it is another than the last one under this key. */
      readonly text?: string;
      /** Base name of the file. */
      readonly fileName: string;
      readonly question: Question;
      readonly details: readonly unknown[];
    }
  | { readonly type: "forget"; readonly key: string };

export type FromAnalysis =
  | { readonly id: number; readonly answer: unknown }
  /** The question could not be answered; the thread lives on. */
  | { readonly id: number; readonly problem: string };
