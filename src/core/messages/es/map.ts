/** Spanish, the map of the network. */
export const map = {
  "map.title": "Unroll: red",
  "map.tab": "{file}: red",
  "map.opening": "Abriendo el archivo del modelo…",
  "map.empty": "El modelo aún no tiene capas.",
  "map.of": "La red {name}",
  "map.view": "Cómo se dibuja la red",
  "map.folded": "Plegada",
  "map.unrolled": "En el tiempo",
  "map.save": "Guardar como SVG…",
  "map.saved": "El mapa se guardó en {file}.",
  "map.notSaved": "No se pudo guardar el mapa: {problem}",
  "map.summary": "{inputs} → {outputs} · parámetros: {params} · capas: {layers}",
  "map.errors": "El archivo tiene errores ({count}): lo que afectan se dibuja hasta donde se conoce.",
  "map.explainFolded":
    "Cada caja es una capa y cada línea, un tensor con su forma. Un bucle es lo que una capa recurrente guarda de un paso al siguiente.",
  "map.explainUnrolled":
    "Cada columna es un paso de tiempo. Las líneas de una columna a la siguiente son lo que guarda una capa recurrente; las líneas a trazos dan su estado inicial a otra capa.",
  "map.takes": "recibe {inputs}",
  "map.begins": "empieza con {states}",
  "map.gives": "da {shape}",
  "map.params": "{params} parámetros",
  "map.halves": "una {cell} lee hacia delante y otra hacia atrás",
  "map.isOutput": "es una salida de la red",
} as const;
