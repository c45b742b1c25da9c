/** The columns of an answer without time: class and probabilities, decision, or value and difference. */
import { type Language, say } from "../../src/core/messages/message";
import { element } from "../element";
import { formatProbability } from "../../src/pictures/numbers";
import type { Answer, OutputScore } from "../../src/pictures/answers/scoreModel";
import {
  bitCell,
  decisionCell,
  probabilityCell,
  targetCell,
  textOf,
  valueCells,
  type Cell,
} from "../../src/pictures/answers/voices";
import { renderCell } from "./cellView";

export interface AnswerColumn {
  readonly title: string;
  /** One text a column: a label, a feature, or nothing. */
  readonly below: readonly string[];
  readonly cells: (step: readonly Answer[]) => readonly HTMLElement[];
}

/** Labels that get a column each; of more, the largest are named. */
const mostLabelColumns = 12;
const mostNamed = 3;

export function answerColumns(score: OutputScore, language: Language): readonly AnswerColumn[] {
  const hasTargets = score.tally.judged > 0 || score.sequences[0]?.[0]?.[0]?.target !== undefined;
  if (score.kind === "classes") {
    return [
      column(score, say(language, "panel.class"), decisionCell, language, "cell answer"),
      ...(hasTargets ? [column(score, say(language, "panel.targetClass"), targetCell, language)] : []),
      score.labels.length <= mostLabelColumns ? probabilityColumns(score, language) : largestColumn(score, language),
    ];
  }
  if (score.kind === "binary") {
    return [
      column(score, say(language, "panel.prediction"), probabilityCell, language),
      column(
        score,
        `${say(language, "panel.decision")} ${say(language, "panel.overHalf")}`,
        decisionCell,
        language,
        "cell answer",
      ),
      ...(hasTargets ? [column(score, say(language, "panel.target"), bitCell, language)] : []),
    ];
  }
  const values = valueCells(score.decimals);
  return [
    column(score, say(language, "panel.prediction"), values.prediction, language, "cell answer"),
    ...(hasTargets
      ? [
          column(score, say(language, "panel.target"), values.target, language),
          column(score, say(language, "panel.difference"), values.difference, language),
        ]
      : []),
  ];
}

/** One column for each feature. */
function column(
  score: OutputScore,
  title: string,
  cell: (answer: Answer) => Cell,
  language: Language,
  look = "cell",
): AnswerColumn {
  const features = Array.from({ length: Math.max(1, score.features) }, (_none, index) => index);
  return {
    title,
    below: features.map((index) => (features.length > 1 ? String(index + 1) : "")),
    cells: (step) =>
      features.map((index) => {
        const answer = step[index];
        return answer ? renderCell(cell(answer), language, look) : element("td", { class: "rest" });
      }),
  };
}

/** A bar for every label with its number; the label that was chosen stands out by its weight. */
function probabilityColumns({ labels }: OutputScore, language: Language): AnswerColumn {
  return {
    title: say(language, "panel.probabilities"),
    below: labels.map(textOf),
    cells: ([answer]) =>
      labels.map((label, index) => {
        const probability = answer?.probabilities?.[index] ?? NaN;
        const chosen = answer !== undefined && String(answer.decided) === String(label);
        const fill = element("span", { class: "fill" });
        fill.style.width = `${Number.isFinite(probability) ? Math.min(100, Math.max(0, probability * 100)) : 0}%`;
        return element(
          "td",
          { class: chosen ? "probability chosen" : "probability" },
          formatProbability(probability),
          element("span", { class: "bar", "aria-hidden": "true" }, fill),
        );
      }),
  };
}

function largestColumn({ labels }: OutputScore, language: Language): AnswerColumn {
  return {
    title: say(language, "panel.largest"),
    below: [""],
    cells: ([answer]) => {
      const named = (answer?.probabilities ?? [])
        .map((probability, index) => ({ probability, label: textOf(labels[index] ?? index) }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, mostNamed)
        .map(({ probability, label }) => `${label} ${formatProbability(probability)}`);
      return [element("td", { class: "long" }, named.join(" · "))];
    },
  };
}
