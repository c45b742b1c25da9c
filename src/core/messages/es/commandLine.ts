/** Spanish, the command line. */
import type { commandLine as english } from "../en/commandLine";

export const commandLine: Readonly<Record<keyof typeof english, string>> = {
  "cli-unknown-option": "No existe la opción {option}. `--help` las enumera.",
  "cli-unknown-option.suggest": "No existe la opción {option}. ¿Querías decir {near}?",
  "cli-option-without-value": "{option} no admite ningún valor.",
  "cli-option-needs-value": "{option} necesita un valor.",
  "cli-option-number": "{option} es un número entero de {min} a {max}, no {found}.",
  "cli-unknown-engine": "No existe el motor {name}. Elige uno de {engines}.",
  "cli-unknown-engine.gpu":
    "No existe el motor {name}: donde ese paquete está instalado, lo usa el motor tfjs-node. Escribe --engine tfjs-node; `unroll engines` dice si usa la tarjeta gráfica.",
  "cli-unknown-language": "No existe el idioma {found}. Elige en o es.",
  "cli-unknown-command": "No existe el comando {command}. Elige uno de {commands}.",
  "cli-unknown-command.suggest": "No existe el comando {command}. ¿Querías decir {near}?",
  "cli-not-yet.command": "{command} aún no forma parte de esta versión.",
  "cli-needs-file": "{command} necesita un archivo de modelo, por ejemplo `unroll {command} modelo.rnn.yaml`.",
  "cli-one-file": "{command} admite un solo archivo; {extra} sobra.",
  "cli-no-file": "{extra} es un argumento de más para {command}.",
  "cli-resume-alone": "--resume continúa con los ajustes propios de la ejecución: quita {option}.",
  "cli-run-or-weights": "Indica --run o --weights, no ambos.",
  "cli-epoch-of-run": "--epoch es de una ejecución: quita --weights.",
  "cli-save-name":
    "Los pesos se guardan como safetensors y el nombre {file} no es de ese tipo: da a --save un nombre que termine en .safetensors.",
  "cli-output-lost": "No se puede escribir la salida ({problem}). Lo que había que leer ahí no está completo.",
  "cli-cannot-save": "No se puede escribir {file} ({problem}).",
  "cli-check-good": "{file}: sin errores",
  "cli-check-errors": "{file}: {errors} {errors|error|errores}",
  "cli-summary-title": "Modelo: {name}",
  "cli-summary-layer": "Capa",
  "cli-summary-kind": "Tipo",
  "cli-summary-shape": "Forma de salida",
  "cli-summary-params": "Parámetros",
  "cli-summary-total": "Parámetros en total: {count,number}",
  "cli-summary-trainable": "Parámetros entrenables: {count,number}",
  "cli-summary-fixed": "Parámetros no entrenables: {count,number}",
  "cli-summary-cost":
    "Una época de entrenamiento: unos {milliseconds,number} ms, {megaflops,number} millones de operaciones, {memory,number} de memoria",
  "cli-train-start": "Entrenando con {engine}, semilla {seed}, muestras: {samples}",
  "cli-progress": "época {epoch}/{epochs}  pérdida {loss,number}{more}  {seconds,number} s",
  "cli-predictions": "Predicciones{name}:",
  "cli-predictions-more": "… y {count} más",
  "cli-predictions-right": "(correcto: {right})",
  "cli-train-resumed": "Continuando {run} tras la época {epoch}.",
  "cli-train-early": "Parada temprana tras la época {epoch}: {monitor} ya no mejoraba.",
  "cli-train-restored": "Se han recuperado los pesos de la época {epoch}.",
  "cli-train-finished": "Terminado tras {seconds,number} s.",
  "cli-train-stopped": "Detenido tras {seconds,number} s; la ejecución se conserva.",
  "cli-train-failed": "Falló tras {seconds,number} s.",
  "cli-train-kept": "Ejecución: {folder}",
  "cli-engine": "{name} {version}: disponible ({features})",
  "cli-engine-missing": "{name}: no disponible. {reason}",
  "cli-setup-or-remove": "Indica --setup o --remove, no ambos.",
  "cli-unknown-set-up": "{option} admite tensorflow, no {found}.",
  "cli-new-template": "Plantilla",
  "cli-new-about": "Contenido",
  "cli-new-exists": "{file} ya existe y queda como está. Indica otro nombre de archivo.",
  "cli-new-written": "Se ha escrito {file}.",
  "cli-unknown-template": "No existe la plantilla {name}. Elige una de {templates}.",
  "cli-unknown-template.suggest": "No existe la plantilla {name}. ¿Querías decir {near}?",
  "cli-help-common": "Todos los comandos admiten además {options} (--lang en | es).",
  "cli-help":
    "unroll: redes recurrentes a partir de un pequeño archivo de texto\n\n  unroll check ARCHIVO…               qué está mal en los archivos\n  unroll summary ARCHIVO              capas, formas, parámetros\n  unroll train ARCHIVO                entrena; la ejecución se guarda en .unroll/runs\n  unroll predict ARCHIVO              qué responde la red entrenada\n  unroll inspect ARCHIVO              estados, puertas y gradientes, paso a paso\n  unroll engines                      qué motores hay disponibles aquí\n  unroll new [PLANTILLA] [ARCHIVO]    enumera las plantillas o escribe una\n\nTodos los comandos admiten --help, --json y --lang en | es. unroll --version muestra la versión.\nCódigos de salida: 0 éxito, 1 el modelo o los datos están mal, 2 uso incorrecto o motor no disponible, 3 el entrenamiento falló, 130 interrumpido.",
  "cli-help.check":
    "unroll check ARCHIVO…\nDice qué está mal en los archivos, con un `archivo:línea:columna código mensaje` por línea.",
  "cli-help.summary":
    "unroll summary ARCHIVO\nMuestra las capas con sus formas de salida y parámetros. El archivo solo necesita `model`.",
  "cli-help.train":
    "unroll train ARCHIVO [opciones]\nEntrena la red y guarda la ejecución en .unroll/runs. Ctrl-C la termina tras el paso actual; la ejecución se conserva y --resume la continúa.\n\n  --epochs N          en lugar de fit.epochs\n  --seed N            en lugar de la semilla del archivo\n  --engine NOMBRE     auto, wasm, tfjs-node\n  --threads N         como máximo N hilos\n  --reproducible      los mismos bits en todos los equipos\n  --no-wide           sin aritmética de 256 bits\n  --weights ARCHIVO   empezar con estos pesos (safetensors)\n  --save ARCHIVO      escribir además allí los últimos pesos\n  --save-tfjs CARPETA escribir además allí model.json, para tf.loadLayersModel (necesita TensorFlow)\n  --log-dir CARPETA   archivos de eventos para TensorBoard (necesita TensorFlow)\n  --out CARPETA       guardar la ejecución en esta carpeta\n  --keep-epochs MB    guardar los pesos por época, para --epoch y el panel, en tantos megabytes (8; 0: ninguno)\n  --resume EJECUCIÓN  continuar una ejecución (id o carpeta) como si nunca se hubiera detenido",
  "cli-help.predict":
    "unroll predict ARCHIVO [opciones]\nMuestra qué responde la ejecución más reciente del archivo que tiene pesos para data.x.\n\n  --run EJECUCIÓN     el id o la carpeta de una ejecución\n  --epoch N           con los pesos que la ejecución guardó de la época N (0: antes del primer paso)\n  --weights ARCHIVO   pesos de un archivo safetensors\n  --input ARCHIVO     un archivo JSON con otros valores para data.x\n  --engine NOMBRE     auto, wasm, tfjs-node",
  "cli-help.inspect":
    "unroll inspect ARCHIVO [opciones]\nMuestra qué guardan las capas recurrentes de la ejecución más reciente que tiene pesos para una muestra, paso a paso: estados, puertas y el gradiente de la pérdida.\n\n  --sample N          qué muestra de los datos, desde 0\n  --layer NOMBRE      solo esta capa\n  --connectivity      cuánto depende cada salida de cada paso de entrada\n  --run EJECUCIÓN     el id o la carpeta de una ejecución\n  --epoch N           con los pesos que la ejecución guardó de la época N (0: antes del primer paso)\n  --weights ARCHIVO   pesos de un archivo safetensors\n  --engine NOMBRE     auto, wasm, tfjs-node",
  "cli-help.engines":
    "unroll engines [opciones]\nDice qué motores hay disponibles aquí y por qué faltan los demás.\n\n  --setup tensorflow    instalar TensorFlow para el motor tfjs-node (bastan npm, PyPI y un compilador de C++)\n  --remove tensorflow   deshacer esa instalación",
  "cli-help.new":
    "unroll new [PLANTILLA] [ARCHIVO]\nEnumera las plantillas o escribe una. Un archivo que ya existe nunca se reemplaza.",
};
