/** Spanish, choices that work and most likely are not meant so. */
import type { choices as english } from "../en/choices";

export const choices: Readonly<Record<keyof typeof english, string>> = {
  "loss-activation": "{loss} compara probabilidades, pero la última activación es {activation}. Usa {wanted}.",
  "loss-activation.classes":
    "softmax elige una de {units} {units|clase|clases}, pero binary_crossentropy pregunta sí o no a cada unidad por separado. Usa categorical_crossentropy; donde varias respuestas puedan ser ciertas a la vez, usa sigmoid.",
  "classes-one-unit":
    "{loss} compara clases, pero {name} da un solo número. Para sí o no, usa binary_crossentropy con sigmoid; para clases, da a la última capa una unidad por clase, con softmax.",
  "late-masking":
    "Masking omite los pasos cuyos números tienen todos un mismo valor, pero lo que da {name} casi nunca es así. Ponla justo detrás del Input.",
  "target-reach":
    "La última activación, {activation}, da valores entre {low} y {high}, así que ninguna respuesta puede ser {found}. Termina con una capa Dense sin activación, o escala los objetivos.",
  "target-reach.low":
    "La última activación, {activation}, no da valores menores que {low}, así que ninguna respuesta puede ser {found}. Termina con una capa Dense sin activación, o escala los objetivos.",
  "target-reach.counts":
    "poisson compara recuentos, que son 0 o más, pero este objetivo es {found}. Para números cualesquiera, usa mse.",
  "slow-loss":
    "{loss} detrás de {activation} aprende despacio: donde la respuesta está muy equivocada, su gradiente es casi 0. Con {better} no pasa.",
  "swapped-states": "Los estados empiezan en el orden {names}; aquí se dan en otro.",
  "softmax-one-unit":
    "softmax sobre una sola unidad siempre da 1. Para sí o no, usa sigmoid; para clases, da a la capa una unidad por clase.",
  "softmax-twice":
    "{name} ya termina en softmax; una segunda softmax acerca todas las clases entre sí. Quita una de las dos.",
  "cell-activation":
    "{activation} no tiene cota superior, así que el estado de {kind} puede crecer de paso en paso hasta desbordarse. tanh lo mantiene dentro de ±1.",
  "cell-activation.gate": "Las puertas de {kind} son partes entre 0 y 1, y {activation} no las da. Usa sigmoid.",
  "large-dropout": "Esto anula el {percent} % de los valores. rate es la parte que se anula, no la que se conserva.",
  "dropout-output":
    "Un Dropout en la salida vuelve ruidosa la pérdida y no ayuda en nada. Ponlo delante de la última capa Dense o quítalo.",
  "linear-twice":
    "Sin activación, esta capa y {name} juntas son una sola capa lineal. Da a esta una activación como relu.",
  "number-notation": "{found} se lee como el número decimal {value}. Escríbelo así, y nadie lo tomará por otro.",
  "large-values":
    "Los valores llegan hasta {found}: con números tan grandes las puertas se saturan, y a menudo se aprende la misma respuesta para todas las muestras. Con `scale: standard` son pequeños, y las predicciones vuelven en las unidades de los datos.",
  "large-values.targets":
    "Los objetivos llegan hasta {found}: con los pasos habituales se tarda mucho en llegar, y hasta entonces todas las respuestas son iguales. Con `scale: standard` son pequeños, y las predicciones vuelven en las unidades de los datos.",
  "padded-sample":
    "La muestra {sample} es solo relleno: {mask} omite todos sus pasos, así que la media que {layer} calcula con los demás no es un número, y el entrenamiento acaba con ella (también en Keras). Quita la muestra.",
  "stateful-shuffle":
    "{name} continúa desde el lote anterior, pero fit baraja las muestras, de modo que no se siguen unas a otras. Consérvalas en orden con `shuffle: false`.",
  "no-shuffle":
    "Sin barajar, cada época recorre las muestras en el mismo orden, y las vecinas parecidas arrastran los pesos en una dirección. Solo hace falta con capas stateful.",
  "large-learning-rate":
    "Una tasa de aprendizaje de {rate} es grande para {name}: la pérdida puede saltar o divergir. La habitual es {usual}.",
  "accuracy-of-numbers":
    "Con {loss} las respuestas son números, que casi nunca son exactos: accuracy se queda cerca de 0. Usa mae.",
};
