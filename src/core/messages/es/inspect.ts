/** Spanish, looking inside a network. */
import type { inspect as english } from "../en/inspect";

export const inspect: Readonly<Record<keyof typeof english, string>> = {
  "inspect-none-recurrent":
    "El modelo no tiene ninguna capa recurrente que inspeccionar: ni SimpleRNN, ni LSTM, ni GRU, ni Jordan.",
  "inspect-not-recurrent": "{layer} no es una capa recurrente, así que no tiene estados. Elige una de {layers}.",
  "inspect-unknown-layer": "No existe la capa {layer}. Elige una de {layers}.",
  "inspect-unknown-layer.suggest": "No existe la capa {layer}. ¿Querías decir {near}?",
  "inspect-sample": "No existe la muestra {sample}: los datos tienen {samples}, contadas de 0 a {last}.",
  "inspect-no-data": "No hay nada que mirar: el archivo no tiene data.x. Añádelo.",
  "inspect-no-gradient": "No hay gradientes: el archivo no tiene data.y o no tiene compile, así que no hay pérdida.",
  "inspect-tab": "Inspección de {file}, secuencia {number}",
  "inspect-shown": "Secuencia {number} (--sample {sample}):",
  "inspect-sequence": "Secuencia {number}:",
  "inspect-input": "entrada x",
  "inspect-input.feature": "entrada x{feature}",
  "inspect-title": "{name} · {kind} · pasos: {steps} · unidades: {units} · radio espectral {radius}",
  "inspect-radii": "(por puerta: {radii})",
  "inspect-quantity": "Magnitud",
  "inspect-over-time": "En el tiempo",
  "inspect-first": "Primero",
  "inspect-last": "Último",
  "inspect-low": "< 0.1",
  "inspect-high": "> 0.9",
  "inspect-length": "‖{name}‖",
  "inspect-mean": "media de {name}",
  "inspect-gradient": "‖dPérdida/dh‖ · log",
  "inspect-attention":
    "Atención {name}: qué toma cada uno de {steps} {steps|paso|pasos} de la consulta de {keys} {keys|paso|pasos} del valor, una fila por paso de la consulta, hasta {most}:",
  "cli-predictions-right": "(correcto: {right})",
  "inspect-connectivity": "Conectividad ‖∂salida/∂entrada‖, una fila por paso de salida, hasta {most}:",
  "compare-tab": "{file}: celdas",
  "compare-cell": "Celda",
  "compare-params": "Parámetros",
  "compare-loss": "Pérdida",
  "compare-epochs": "Épocas",
  "compare-seconds": "Segundos",
  "compare-gradient":
    "Gradiente |dLoss/dh| por paso, del primero al último, en una sola escala logarítmica de {low} a {high}:",
  "compare-ends": "{first} … {last}",
};
