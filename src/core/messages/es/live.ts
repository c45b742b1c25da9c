/** Spanish, live mode in the panel. */
import type { live as english } from "../en/live";

export const live: Readonly<Record<keyof typeof english, string>> = {
  "live.switch": "En vivo",
  "live.hint": "Modo en vivo: entrena de nuevo mientras editas, si una ejecución tarda menos de un segundo",
  "live.title": "Modo en vivo",
  "live.ready": "Lo que dice el archivo está entrenado.",
  "live.training": "Entrenando lo que dice el archivo…",
  "live.failed": "Lo que dice el archivo no se pudo entrenar hasta el final.",
  "live.errors": "Espera a que el archivo no tenga errores.",
  "live.incomplete": "Espera a que el archivo tenga todo lo que hace falta para entrenar.",
  "live.long":
    "Espera: según el plan, una ejecución tarda unos {time}, y mientras editas solo se entrenan las de menos de un segundo. Entrenar la inicia a mano.",
  "live.unknown":
    "Espera: cuánto dura una ejecución solo se sabe cuando se han leído sus datos. Entrénala una vez a mano; después se entrena mientras editas, si tarda menos de un segundo.",
  "live.busy": "Espera a que termine la ejecución iniciada a mano.",
  "live.untrusted": "Espera a que el área de trabajo sea de confianza.",
  "live.unsaved": "Espera a que el archivo esté guardado en el disco.",
  "live.first": "Edita el modelo: aquí se ve lo que cambia.",
  "live.what": "Lo que cambió con la edición",
  "live.added": "Añadido",
  "live.removed": "Quitado",
  "live.layers": "Capas",
  "live.alsoChanged": "Editado también",
  "live.epochs": "Épocas",
  "live.loss": "Pérdida final",
  "live.validationLoss": "val_loss final",
  "live.answersMoved": "Las predicciones se movieron en promedio",
  "live.decisions": "Decisiones que cambiaron",
  "live.changedOf": "{count} de {all}",
  "live.right": "Decisiones correctas",
  "live.rightOf": "{right} de {all}",
  "live.better": "mejor",
  "live.worse": "peor",
  "live.to": "a",
};
