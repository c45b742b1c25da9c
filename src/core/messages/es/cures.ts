/** Spanish, the titles of quick fixes and refactorings. */
import type { cures as english } from "../en/cures";

export const cures: Readonly<Record<keyof typeof english, string>> = {
  "fix-all": "Corregir todo lo que no pide elegir",
  "fix-activation": "Usar la activación {activation}",
  "fix-remove": "Quitar {what}",
  "fix-add": "Añadir {what}",
  "fix-example": "Escribir {example}",
  "fix-move": "Dar {key} a {kind}",
  "fix-braces": "Poner los argumentos de {kind} entre llaves",
  "fix-name": "Llamarla {name}",
  "fix-output": "Añadir {name} a outputs",
  "fix-insert-input": "Insertar - Input: {shape}",
  "fix-last-step": "Quitar return_sequences de {name}",
  "fix-unwrap": "Usar {kind} sin {wrapper}",
  "fix-units": "Dar {units} {units|unidad|unidades} a {name}",
  "fix-loss": "Usar la pérdida {loss}",
  "fix-spaces": "Sangrar con espacios",
  "fix-line-up": "Alinear con el elemento de arriba",
  "fix-close": "Insertar {signs}",
  "refactor-wrap": "Envolver en Bidirectional",
  "refactor-unwrap": "Usar {kind} sin {wrapper}",
  "refactor-stack": "Apilar otra {kind} encima",
  "refactor-cell": "Convertir en {kind}",
  "refactor-extract": "Extraer {source} con el nombre {name} (lugares: {count})",
  "refactor-name": "Escribir su nombre, {name}",
  "refactor-expand": "Escribir {text}",
};
