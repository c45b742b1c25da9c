/** Spanish, why a network cannot be trained here, or weights cannot be its own. */
import type { refusals as english } from "../en/refusals";

export const refusals: Readonly<Record<keyof typeof english, string>> = {
  "weights-other-model":
    "La ejecución se entrenó con {was}; el archivo tiene {found}. Entrena otra vez o deshaz el cambio.",
  "weights-other-model.added":
    "Cuando se entrenó la ejecución, {found} no estaba. Entrena otra vez o deshaz el cambio.",
  "weights-other-model.removed":
    "La ejecución se entrenó con {was}, que el archivo no tiene. Entrena otra vez o deshaz el cambio.",
  "not-utf8":
    "El archivo no está en UTF-8, sino probablemente en {encoding}: en la línea {line} está la primera letra que no se puede leer. Guárdalo como UTF-8 (en VS Code: Reabrir con codificación y luego Guardar con codificación).",
  "not-utf8.letter":
    "Esta letra se perdió al leer el archivo: lo más probable es que no esté en UTF-8 sino en Windows-1252 (Latin-1). Ábrelo de nuevo con su codificación (Reabrir con codificación) y guárdalo como UTF-8.",
  "engine-not-built": "{argument} de {layer} aún no forma parte de este motor.",
  "engine-input-shape": "Los datos para {layer} son {found}, pero {layer} recibe {expected}.",
  "engine-free-features": "{layer} necesita saber cuántas características recibe: escribe un número en lugar de null.",
  "engine-needs-time": "{layer} lee una secuencia (tiempo, características) y recibe {found}.",
  "engine-differing-shapes": "{layer} no puede unir {found} con {expected}.",
  "engine-masked-channels":
    "{layer} no puede promediar con data_format: channels_first una secuencia con máscara: la máscara dice qué pasos cuentan, y aquí la primera dimensión son canales.",
  "engine-norm-of-axes":
    "{argument} de {layer} no está en este motor si la capa trabaja a lo largo de varios ejes. Usa non_neg, o quítalo.",
  "engine-reshape": "{layer} no puede dar a {found} la forma {target}: ambas necesitan la misma cantidad de números.",
  "engine-stateful-batch":
    "{layer} conserva sus estados de un lote al siguiente, así que todos los lotes deben tener el mismo número de muestras: {samples} no se pueden repartir en lotes de {batchSize}. Pon batch_size: {cure}.",
  "engine-target-shape": "Los objetivos de {output} son {found}, pero {output} da {expected}.",
  "engine-label": "{label} no es una clase de {output}: tiene las clases de 0 a {classes} − 1.",
  "engine-id": "{label} no es un identificador para {layer}: tiene filas para los enteros de 0 a {last}.",
  "engine-cannot-train": "Esta red no se puede entrenar sin una pérdida y objetivos.",
  "engine-quantiles":
    "{units} {units|número|números} no se {units|puede|pueden} repartir entre {quantiles} {quantiles|cuantil|cuantiles}.",
  "engine-axis": "{layer} no tiene el eje {axis}.",
  "engine-not-reproducible":
    "El motor tfjs-node no puede garantizar los mismos bits en todos los equipos. Usa el motor wasm o quita reproducible.",
  "engine-no-samples": "Los datos no tienen muestras.",
  "engine-memory":
    "La red necesita {needed} con lotes de {batch}, pero solo hay {limit} disponibles: los pasos de {layer} ocupan la mayor parte. Usa secuencias más cortas o menos unidades.",
  "engine-memory.weights":
    "La red necesita {needed} con lotes de {batch}, pero solo hay {limit} disponibles: los pesos de {layer} ocupan la mayor parte. Haz más pequeña esa capa.",
  "engine-memory.batch":
    "La red necesita {needed} con lotes de {batch}, pero solo hay {limit} disponibles. Escribe batch_size: {most}, o usa menos unidades o secuencias más cortas.",
  "engine-memory.samples":
    "La red y sus {samples} {samples|muestra|muestras} necesitan {needed}, pero solo hay {limit} disponibles. Usa como máximo {most} {most|muestra|muestras}, o secuencias más cortas.",
  "engine-memory.refused":
    "El equipo no proporcionó los {megabytes} MB que necesita la red. Usa un batch_size menor, menos unidades o secuencias más cortas.",
  "model-broken": "El archivo del modelo tiene errores.",
};
