/** Spanish, made tasks: what they are, and what is wrong with them. */
import type { tasks as english } from "../en/tasks";

export const tasks: Readonly<Record<keyof typeof english, string>> = {
  "unknown-task": "No existe la tarea {task}. Tareas conocidas: {known}.",
  "unknown-task.suggest": "No existe la tarea {task}. ¿Querías decir {suggestion}?",
  "task-missing": "La tarea {task} necesita también {keys}, por ejemplo `{example}`.",
  "task-missing.task": "{key} pertenece a una tarea generada. Añade `task: {example}` o quita {key}.",
  "task-extra": "Una tarea genera sus propias x e y: quita {key} o quita la tarea.",
  "task-too-large":
    "La tarea {task} generaría {numbers} {numbers|número|números}; como máximo caben {most}. Reduce samples o length.",
  "task-ends.inputs":
    "La tarea {task} genera una sola x, pero la red tiene varios Inputs: {names}. Deja un solo Input o da los datos como valores.",
  "task-ends.outputs":
    "La tarea {task} genera una sola y, pero la red tiene varias salidas: {names}. Deja una sola salida o da los datos como valores.",
  "task-values.ids":
    "La tarea {task} genera números de {low} a {high}, que no son identificadores para el Input {name}. Quita el Embedding y dtype int32.",
  "task-values.loss":
    "Los objetivos de la tarea {task} son números de {low} a {high}, que {loss} no admite. Usa {cure}.",
  "task-about-adding":
    "Cada paso muestra un valor de 0 a 1 y una marca. Hay dos pasos marcados, uno en cada mitad; la respuesta es la suma de sus valores.",
  "task-about-sine":
    "Una onda senoidal de fase cualquiera y de 10 a 40 pasos de largo. La respuesta es el valor que sigue al último paso.",
  "task-about-copy":
    "En la primera mitad se muestran bits. En la segunda, una señal los pide, y la respuesta son los mismos bits en el mismo orden.",
  "task-about-parity": "Un bit en cada paso. La respuesta es 1 si el número de unos es impar.",
  "task-about-delay":
    "Un valor de 0 a 1 en cada paso. La respuesta en cada paso es el valor de hace un cuarto de la longitud, y al principio 0.",
  "task-about-flip_flop":
    "Tres interruptores; cada uno pasa a −1 o 1 con sus propios pulsos. La respuesta en cada paso es el estado de los interruptores.",
  "task-about-brackets":
    "Una fila de paréntesis: 1 abre, −1 cierra. La respuesta es 1 si está equilibrada: todos se cierran y ninguno antes de abrirse.",
  "task-about-equal_previous":
    "Un bit en cada paso. La respuesta en cada paso es 1 si el bit es igual al anterior, y al principio 0.",
};
