/** Spanish, the editor: lenses, commands, notifications. */
import type { editor as english } from "../en/editor";

export const editor: Readonly<Record<keyof typeof english, string>> = {
  "lens-train": "Entrenar",
  "lens-predict": "Predecir",
  "editor-no-model": "Abre primero un archivo de modelo (*.rnn.yaml).",
  "editor-untitled": "Guarda primero el archivo del modelo: sus ejecuciones se guardan a su lado.",
  "editor-not-on-disk": "Para entrenar hace falta un archivo de modelo en disco.",
  "editor-untrusted": "El entrenamiento espera a que confíes en esta área de trabajo.",
  "editor-has-errors": "{file} tiene {count} problemas; el primero: {problem}",
  "editor-show-problems": "Ver problemas",
  "editor-already-training": "{file} se está entrenando. Detén primero esa ejecución.",
  "editor-show-panel": "Ver panel",
  "editor-finished": "{file}: entrenado durante {epochs} épocas, pérdida {loss}.",
  "editor-stopped": "{file}: detenido tras {epochs} épocas. La ejecución se conserva.",
  "editor-failed": "{file}: el entrenamiento falló. {reason}",
  "editor-status-training": "{file}: época {epoch} de {epochs}, pérdida {loss}",
  "editor-status-starting": "{file}: iniciando",
  "editor-choose-template": "Elige una plantilla para el nuevo modelo",
  "editor-where-to-save": "Guardar el nuevo modelo",
  "worker-stopped": "Se terminó el proceso de entrenamiento.",
  "status-name": "Unroll",
  "status-idle": "Unroll: listo",
  "status-engine": "Motor: {engine}",
  "status-untrusted": "Unroll: sin confianza",
};
