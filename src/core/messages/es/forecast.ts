/** Spanish, forecasts: baselines by name, and the verdict. */
import type { forecast as english } from "../en/forecast";

export const forecast: Readonly<Record<keyof typeof english, string>> = {
  "baseline.last_value": "el último valor",
  "baseline.seasonal": "el valor de una temporada antes",
  "baseline.drift": "la deriva (el último valor y la pendiente de las filas de entrenamiento)",
  "baseline.linear": "el modelo lineal",
  "baseline.mean": "la media de la ventana",
  "forecast-group":
    "Un pronóstico es de una sola serie, y este archivo tiene varias (`group`). Pide todas a `predict` o pronostica un archivo con una.",
  "forecast-verdict.better":
    "Mejor que {baseline}, la mejor referencia: un error absoluto medio de {model,number} en la parte de prueba frente a {other,number}, un {percent,number} % menos, que es más que ruido (prueba de Diebold y Mariano, p {p}).",
  "forecast-verdict.not_better":
    "No mejor que {baseline}: un error absoluto medio de {model,number} en la parte de prueba frente a {other,number}, una diferencia que puede ser ruido (prueba de Diebold y Mariano, p {p}, nivel del {level} %).",
  "forecast-verdict.worse":
    "No mejor que {baseline}, sino peor: un error absoluto medio de {model,number} en la parte de prueba frente a {other,number}, un {percent,number} % más, que es más que ruido (prueba de Diebold y Mariano, p {p}).",
  "forecast-row.model": "modelo",
  "forecast-row.last_value": "último valor",
  "forecast-row.seasonal": "temporada",
  "forecast-row.drift": "deriva",
  "forecast-row.linear": "lineal",
  "forecast-row.mean": "media de ventana",
  "forecast-note.no_validation":
    "Sin intervalo: no hay parte de validación de la que aprender cuánto yerran los pronósticos. Da a `split`, en data, una parte para validation, por ejemplo 0.15, y entrena de nuevo.",
  "forecast-note.few_residuals":
    "Sin intervalo en algunos niveles o pasos: la parte de validación tiene demasiado pocas ventanas (un intervalo del 80 % necesita 4 por paso, uno del 90 %, 9).",
  "forecast-note.chosen_on_validation":
    "Los intervalos pueden ser demasiado estrechos: la época se eligió con la parte de validación de la que salen.",
  "forecast-note.free_running":
    "Más allá del horizonte la red lee sus propios pronósticos. Allí los intervalos salen de pronósticos de la parte de validación igual de libres.",
  "forecast-no-series":
    "forecast es para series temporales de un archivo: `{example}`. Para otros datos usa `unroll predict`.",
  "forecast-no-test":
    "No hay parte de prueba, y un pronóstico vale lo que acierta en filas que nunca ha visto. Da a `split`, en data, una parte para test, por ejemplo 0.15, y entrena de nuevo.",
  "forecast-no-test.short":
    "La parte de prueba tiene {found} de {rows} filas, y la respuesta de una ventana está {horizon} filas más adelante: no cabe ninguna. Da más parte a test, o un horizonte más corto.",
  "forecast-classes":
    "forecast mide números, y {loss} hace clases de las respuestas. Usa una pérdida para números, como mse, o `unroll predict`.",
  "forecast-unknown-ahead":
    "{steps} {steps|paso es|pasos son} más que el horizonte de {horizon}, y más allá nadie conoce las columnas {columns}, que la red lee. Usa --steps {horizon}, un horizonte más largo, o escribe esas columnas también en target.",
  "cli-forecast-title":
    "Pronóstico de {target}: {samples,number} ventanas de la parte de prueba, {horizon} {horizon|paso|pasos} por delante",
  "cli-forecast-definitions":
    "MAE y RMSE en las unidades de los datos, sobre todas las ventanas y pasos. MASE, RMSSE: divididos por el error del valor {season} {season|fila|filas} antes en las filas de entrenamiento. sMAPE: media de 200 |y − ŷ| / (|y| + |ŷ|).",
  "cli-forecast-by-step": "MAE por paso",
  "cli-forecast-coverage":
    "Intervalos del {level} %: el {covered,number} % de la parte de prueba está dentro, puntuación de Winkler {winkler,number}",
  "cli-forecast-pinball": "Pérdida pinball (media de los cuantiles): {loss,number}",
  "cli-forecast-time": "Tiempo",
  "cli-forecast-value": "Pronóstico",
  "cli-forecast-saved": "Los pronósticos están en {file}.",
  "leak-future":
    "{column} dice lo que {target} será {lead} {lead|fila|filas} más tarde (una correlación de {correlation} con lo que el pasado no dice): puede ser el objetivo desplazado, suavizado o promediado con lo que viene después. Quítala, o hazla solo con filas hasta la suya.",
  "leak-later":
    "Las últimas celdas de {column} están vacías ({count} {count|fila|filas}), donde el objetivo sí está: se conoce más tarde que él, y una red que la lea no podría usarse. Quítala, o desplázala a la fila en que se conoce.",
  "leak-linear":
    "`missing: linear` ha rellenado {count} {count|celda|celdas} de {column} con los valores de ambos lados, también el de después: una ventana que acaba ahí ha visto más allá de su final. Escribe `missing: previous`.",
  "leak-doubled":
    "{count} {count|fila está|filas están} dos veces, con el mismo tiempo y los mismos números ({percent,number} % de todas). Quítalas.",
  "leak-copied":
    "{count} {count|fila|filas} desde la fila {to} son otra vez las que empiezan en la fila {from}, que están en otra parte: se prueba con lo que se entrenó. Quita la segunda serie, o da a cada una su archivo.",
  "leak-scaled":
    "{column} tiene media 0 y desviación 1 en las {rows,number} filas: se escaló con cifras de filas que nadie conocía aún. Da los valores como se midieron y escribe `scale: standard`.",
  "cli-data-leaks": "Fugas: {count} {count|hallazgo|hallazgos}",
  "cli-data-no-leaks": "Fugas: nada encontrado.",
  "cli-data-proved":
    "Probado en {windows} ventanas de las partes {parts}: cambiadas todas las filas tras la última entrada de una ventana, sus entradas conservan sus bits; cambiadas todas las filas tras la parte de entrenamiento, todas las cifras ajustadas conservan sus bits (los tiempos no se cambian).",
  "cli-data-not-proved":
    "No probado: cambiadas las filas que la siguen, la ventana que empieza en la fila {row} ({part}) tiene otras entradas.",
  "cli-data-not-proved.fitted":
    "No probado: cambiadas las filas tras la parte de entrenamiento, las cifras ajustadas son otras.",
};
