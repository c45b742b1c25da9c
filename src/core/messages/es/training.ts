/** Spanish, a run: its files, what is taken up again, and failures. */
import type { training as english } from "../en/training";

export const training: Readonly<Record<keyof typeof english, string>> = {
  "safetensors-short": "El archivo de pesos está truncado: no es un archivo safetensors.",
  "safetensors-header-length": "El archivo de pesos no es safetensors: su cabecera es más larga que el archivo.",
  "safetensors-header": "El archivo de pesos no es safetensors: no se puede leer su cabecera.",
  "safetensors-duplicate": "El archivo de pesos tiene {name} dos veces.",
  "safetensors-entry": "El archivo de pesos describe mal {name}.",
  "safetensors-dtype":
    "{name} en el archivo de pesos tiene el tipo {dtype}; solo se puede leer F32. Guarda los pesos como float32.",
  "safetensors-bounds": "{name} queda fuera del archivo de pesos: el archivo está truncado o dañado.",
  "safetensors-size": "{name} en el archivo de pesos no tiene el tamaño de su forma.",
  "safetensors-overlap": "{name} en el archivo de pesos se solapa con otro peso o deja un hueco.",
  "safetensors-cover": "El archivo de pesos tiene bytes que no pertenecen a ningún peso.",
  "weights-missing": "No existe el archivo de pesos {file}.",
  "weights-unreadable": "No se puede leer el archivo de pesos {file} ({problem}).",
  "weights-damaged": "Los pesos de {file} están dañados: no son los que se guardaron.",
  "weights-of-checkpoint":
    "{file} falta o está dañado. Los pesos se toman del punto de control de la ejecución, después de la época {epoch}.",
  "weights-of-last":
    "No se puede leer el punto de control de {folder}. Los pesos son los de last.safetensors, después de la época {epoch}.",
  "weights-of-best":
    "No se pueden leer ni last.safetensors ni un punto de control de {folder}. Los pesos son los de la mejor época, la {epoch}.",
  "weights-used.finished": "Pesos de la ejecución {run}, terminada, después de la época {epoch}.",
  "weights-used.stopped": "Pesos de la ejecución {run}, detenida, después de la época {epoch}.",
  "weights-used.failed": "Pesos de la ejecución {run}, fallida, después de la época {epoch}.",
  "weights-used.interrupted": "Pesos de la ejecución {run}, interrumpida, después de la época {epoch}.",
  "weights-used.running": "Pesos de la ejecución {run}, que aún se entrena, después de la época {epoch}.",
  "weights-outside": "El archivo de pesos {file} está fuera de la carpeta del área de trabajo. Cópialo dentro de ella.",
  "weights-mismatch": "Los pesos no encajan en este modelo: {weight} debería ser {expected} y es {found}.",
  "weights-mismatch.missing": "Los pesos no encajan en este modelo: falta {weight} {expected}.",
  "weights-mismatch.extra": "Los pesos no encajan en este modelo: no tiene {weight} {found}.",
  "run-missing": "Aquí no hay ninguna ejecución: {file} no existe.",
  "run-corrupt": "{file} está dañado y no se puede leer la ejecución.",
  "run-unreadable": "No se puede leer {file} ({problem}).",
  "run-not-begun":
    "En {folder} no ha empezado ninguna ejecución: se cortó mientras se creaba la carpeta. Vuelve a entrenar; la carpeta se puede usar otra vez.",
  "run-newer": "{file} se escribió con una versión más reciente de Unroll. Actualiza Unroll para leerlo.",
  "run-unknown": "No hay ninguna ejecución {run}, ni como id ni como carpeta.",
  "run-none": "{file} aún no tiene ninguna ejecución con pesos. Entrénalo primero o indica unos pesos.",
  "run-without-weights":
    "La ejecución {run} aún no tiene pesos: no se guardó nada de ella. Continúala con --resume o entrena de nuevo.",
  "run-left": "El editor que la entrenaba se cerró.",
  "run-left.paused": "El editor que la entrenaba se cerró mientras estaba en pausa.",
  "run-folder-taken": "{folder} ya contiene {file}. Elige otra carpeta.",
  "run-locked": "El proceso {pid} está escribiendo en {folder}.",
  "run-locked.elsewhere": "El proceso {pid} de {host} está escribiendo en {folder}.",
  "run-lock-watched":
    "{folder} está bloqueado por el proceso {pid} de {host}, y desde aquí no se puede saber si sigue vivo. Se espera una señal de vida, {seconds} {seconds|segundo|segundos} como mucho.",
  "run-taken-over":
    "El proceso {pid} de {host} se ha hecho cargo de {folder}, porque este proceso estuvo parado demasiado tiempo. No se escribe nada más en él.",
  "run-still-training": "La ejecución {run} es más reciente, pero aún se está entrenando.",
  "figures-damaged":
    "{file} no contiene las cifras que se guardaron: de las épocas hasta la {epoch} se conservan las que se pueden leer.",
  "run-cannot-write": "No se puede escribir la ejecución en {folder} ({problem}).",
  "checkpoint-before":
    "El último punto de control, {file}, falta, está dañado o es de otra cosa. Se toma el anterior, después de la época {epoch}.",
  "checkpoint-damaged": "El punto de control {file} está dañado y no hay ninguno anterior intacto.",
  "checkpoint-newer":
    "El punto de control {file} se escribió con una versión más reciente de Unroll. Actualiza Unroll para continuar con él.",
  "checkpoint-foreign": "El punto de control {file} pertenece a otro modelo o a otros datos.",
  "epochs-damaged": "Los pesos por época de {file} están dañados o son de otra cosa, y no se usan.",
  "epochs-newer": "Una versión más nueva de Unroll escribió {file}. Actualiza Unroll para leerlo.",
  "epoch-not-kept": "La ejecución {run} no guardó los pesos de la época {epoch}. Junto a ella están guardados: {near}.",
  "epoch-not-kept.none": "La ejecución {run} no guardó los pesos de sus épocas.",
  "resume-other-model":
    "El modelo ha cambiado desde que empezó la ejecución {run}, así que no puede continuar. Su propio modelo es {frozen}: recupéralo o entrena de nuevo.",
  "resume-other-data":
    "Los datos han cambiado desde que empezó la ejecución {run}, así que no puede continuar. Recupéralos o entrena de nuevo.",
  "resume-other-setting":
    "{key} era {was} cuando empezó la ejecución {run}, y una ejecución conserva aquello con lo que empezó. Recupéralo o entrena de nuevo.",
  "resume-other-setting.none":
    "No había {key} cuando empezó la ejecución {run}, y una ejecución conserva aquello con lo que empezó. Quítalo o entrena de nuevo.",
  "resume-finished":
    "La ejecución {run} ya ha hecho sus {epochs} {epochs|época|épocas}. Para entrenarla más, da un número mayor a --epochs.",
  "resume-first-weights":
    "La ejecución {run} empezó con unos pesos dados y no queda ningún punto de control suyo, así que no puede continuar. Entrena de nuevo con esos pesos.",
  "resume-early":
    "La parada temprana terminó la ejecución {run} tras la época {epoch}. Para seguir entrenando, empieza otra con sus pesos: --weights {weights}.",
  "run-save-failed":
    "No se pudo guardar la ejecución en {folder} en este momento ({problem}). El entrenamiento continúa; el último punto de control está intacto.",
  "engine-why.auto": "auto: funciona en todas partes",
  "engine-why.option": "pedido por --engine",
  "engine-why.setting": "pedido por unroll.engine",
  "engine-why.resumed": "como empezó la ejecución",
  "engine-cannot-start": "El motor {engine} no puede arrancar: {problem}",
  "training-diverged":
    "La pérdida ya no es un número en el lote {batch} de la época {epoch}: el entrenamiento ha divergido. Prueba un learning_rate menor, scale: standard para los datos o valores más pequeños.",
  "training-diverged.padding":
    "En el lote {batch} de la época {epoch} lo que da la capa {layer} ya no es un número: la muestra {sample} es solo relleno, así que calcula una media sin ningún paso (como en Keras). Quita la muestra.",
  "training-diverged.ids":
    "En el lote {batch} de la época {epoch}, Embedding {layer} recibe un número que no es de ninguna de sus filas: los identificadores son enteros de 0 a {last}.",
  "training-diverged.output":
    "En el lote {batch} de la época {epoch} la salida de la capa {layer} ya no es un número: el entrenamiento ha divergido. Prueba un learning_rate menor, clipnorm: 1 en el optimizador o scale: standard para los datos.",
  "training-diverged.loss":
    "En el lote {batch} de la época {epoch} la pérdida de la salida {layer} ya no es un número: el entrenamiento ha divergido. Prueba un learning_rate menor, scale: standard para los datos u otra función de pérdida.",
  "training-diverged.gradient":
    "En el lote {batch} de la época {epoch} el gradiente de la capa {layer} ya no es un número: el entrenamiento ha divergido. Prueba clipnorm: 1 en el optimizador, un learning_rate menor o scale: standard para los datos.",
  "training-fault": "El entrenamiento falló: {problem}",
  "worker-crashed": "El proceso de entrenamiento terminó de forma inesperada ({how}). {log}",
  "worker-crashed.tensorflow":
    "TensorFlow terminó el proceso de entrenamiento ({how}). Inténtalo otra vez: entonces se prueba primero y se dice qué falla. El comando Unroll: Instalar TensorFlow lo instala de nuevo. {log}",
  "worker-hung": "El proceso de entrenamiento no respondió durante {seconds} {seconds|segundo|segundos} y se terminó.",
  "worker-cannot-start": "No se pudo iniciar el proceso de entrenamiento: {problem}",
  "worker-garbled": "El proceso de entrenamiento envió un mensaje incomprensible y se terminó.",
  "predict-no-data": "No hay nada que predecir: el archivo no tiene data.x. Añádelo o indica --input.",
  "file-missing": "No existe ese archivo.",
  "file-unreadable": "No se puede leer el archivo ({problem}).",
  "file-no-plain-file":
    "{file} no es un archivo normal, sino una carpeta, una tubería o un dispositivo. Escribe antes en un archivo lo que da.",
  "file-too-large": "{file} supera los {limit} que se leen como máximo.",
  "runs-elsewhere":
    "{folder} es un enlace que lleva fuera del espacio de trabajo, así que ahí no se guardan ni se leen ejecuciones. Quita el enlace o indica una carpeta: --out para entrenar, --run para predecir.",
  "file-outside": "{file} lleva fuera de la carpeta que se puede leer. Cópialo dentro de la carpeta.",
};
