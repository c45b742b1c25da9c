/** Spanish, hover texts: layers, arguments, shapes. */
import type { explanations as english } from "../en/explanations";

export const explanations: Readonly<Record<keyof typeof english, string>> = {
  "layer-Input": "La forma de una muestra, sin el lote: [pasos de tiempo, características].",
  "layer-SimpleRNN": "La capa recurrente de Elman: hₜ = act(xₜ·W + hₜ₋₁·U + b). Su estado h es su salida.",
  "layer-LSTM":
    "Memoria larga a corto plazo (1997): las puertas de entrada, olvido y salida i, f, o deciden qué incorpora, qué conserva y qué muestra la celda de memoria c. cₜ = f·cₜ₋₁ + i·c̃, hₜ = o·tanh(cₜ).",
  "layer-GRU":
    "Unidad recurrente con puertas: una de actualización z y otra de reinicio r, sin celda de memoria aparte. hₜ = z·hₜ₋₁ + (1 − z)·h̃.",
  "layer-Jordan":
    "La capa recurrente de Jordan (1986): lo que vuelve en el paso siguiente es la propia salida de la capa. hₜ = act(xₜ·W + yₜ₋₁·U + b), yₜ = out(hₜ·V + c).",
  "layer-Bidirectional":
    "Dos copias de la capa interior: una lee el tiempo hacia delante y otra hacia atrás. merge_mode une sus salidas.",
  "layer-TimeDistributed": "Aplica la capa interior a cada paso de tiempo por separado, con los mismos pesos.",
  "layer-Dense": "y = act(x·W + b) sobre la última dimensión; las demás se conservan.",
  "layer-Activation": "Aplica una función de activación a cada valor.",
  "layer-Dropout":
    "Durante el entrenamiento, pone a cero una parte de los valores y aumenta los demás; fuera de él no hace nada.",
  "layer-SpatialDropout1D":
    "Durante el entrenamiento, pone a cero características enteras, por igual en todos los pasos de tiempo, y aumenta las demás; fuera de él no hace nada.",
  "layer-Masking":
    "Omite los pasos cuyas características valen todas mask_value: las capas siguientes se los saltan, y también la pérdida y la media en el tiempo.",
  "layer-RepeatVector": "Repite su entrada n veces: (lote, características) pasa a ser (lote, n, características).",
  "layer-Flatten": "Pone todos los números de una muestra en una sola fila.",
  "layer-Reshape": "Da otra forma a los números de una muestra y conserva su orden.",
  "layer-GlobalAveragePooling1D": "La media en el tiempo de cada característica.",
  "layer-GlobalMaxPooling1D": "El mayor valor en el tiempo de cada característica.",
  "layer-Embedding":
    "Una fila de números para cada identificador, que se aprende durante el entrenamiento: (lote, tiempo) pasa a ser (lote, tiempo, output_dim). Los identificadores son enteros de 0 a input_dim − 1.",
  "layer-LayerNormalization":
    "Lleva las características de cada paso a media 0 y varianza 1, y luego las escala y desplaza con lo que aprende: γ · (x − media) / √(varianza + epsilon) + β.",
  "layer-Attention":
    "Cada paso de la consulta toma los valores con los que concuerda: softmax(consulta · clave) · valor. Las entradas son [consulta, valor] o [consulta, valor, clave]; los pasos que omite una máscara no se miran.",
  "layer-Concatenate": "Pone sus entradas una al lado de otra: sus números de características se suman.",
  "layer-Add": "Suma sus entradas, valor a valor.",
  "layer-Multiply": "Multiplica sus entradas, valor a valor.",
  "layer-Average": "La media de sus entradas, valor a valor.",
  "layer-Subtract": "La primera entrada menos la segunda, valor a valor.",
  "hover-output": "Salida",
  "hover-input": "Entrada",
  "hover-parameters": "Parámetros",
  "hover-no-parameters": "Sin parámetros.",
  "hover-not-trained": "No se entrena (trainable: false).",
  "formula-gates": "puertas",
  "formula-units": "unidades",
  "formula-outputs": "salidas",
  "formula-features": "características",
  "formula-steps": "pasos",
  "formula-biases": "sesgos",
  "formula-copies": "direcciones",
  "formula-ids": "identificadores",
  "formula-scale": "escala",
  "formula-weight": "peso de la puntuación",
  "formula-gamma": "gamma",
  "formula-beta": "beta",
  "object-default": "{value} (por defecto)",
  "object-own": "{value} (por defecto {fallback})",
  "object-required": "obligatorio",
  "legend-optimizer": "θ: pesos, g: su gradiente, η: learning_rate, t: paso.",
  "legend-loss": "y: objetivo, ŷ: respuesta.",
  "legend-metric": "y: objetivo, ŷ: respuesta.",
  "legend-confusion": "TP, TN: sí y no correctos; FP, FN: sí y no equivocados.",
  "legend-schedule": "η: tasa de aprendizaje, η₀: initial_learning_rate, t: paso.",
  "callback-early_stopping":
    "Hay mejora si la medida queda por debajo de mejor − min_delta, o por encima de mejor + min_delta si debe subir. Tras patience épocas seguidas sin mejora, el entrenamiento se detiene.",
  "callback-reduce_lr_on_plateau":
    "Hay mejora si la medida queda por debajo de mejor − min_delta, o por encima de mejor + min_delta si debe subir. Tras patience épocas seguidas sin mejora: η ← max(η · factor, min_lr), y luego cooldown épocas de descanso.",
  "picture-activation": "La curva de {name} para x de −4 a 4: va de {low,number} a {high,number}.",
  "hint-fit": "→ pasos por época: {steps,number} · épocas: {epochs,number}, {time,number} · {memory,number}",
  "argument-default": "Por defecto: {value}",
  "argument-required": "Obligatorio.",
  "argument-Dense.units": "Cuántas unidades tiene la capa: el tamaño de la última dimensión de su salida.",
  "argument-units": "Cuántas unidades tiene la capa: el tamaño de su salida en cada paso de tiempo.",
  "argument-activation": "La función que se aplica al resultado.",
  "argument-recurrent_activation": "La función de las puertas.",
  "argument-use_bias": "Suma un sesgo.",
  "argument-kernel_initializer": "Valores iniciales de la matriz de entrada.",
  "argument-recurrent_initializer": "Valores iniciales de la matriz recurrente.",
  "argument-bias_initializer": "Valores iniciales del sesgo.",
  "argument-unit_forget_bias":
    "Empieza con 1 como sesgo de la puerta de olvido, para que al principio la celda conserve su memoria.",
  "argument-return_sequences":
    "true: la salida de cada paso de tiempo, (lote, tiempo, unidades). false: solo la del último, (lote, unidades).",
  "argument-reset_after":
    "true: la puerta de reinicio actúa después del producto recurrente, con un segundo sesgo (por defecto en Keras). false: antes.",
  "argument-merge_mode": "Cómo se unen las dos direcciones: concat, sum, mul, ave, o none para dejarlas separadas.",
  "argument-backward_layer":
    "Otra capa para la dirección hacia atrás, que puede tener su propio tipo, unidades y activaciones. Necesita `go_backwards: true`; sin ella, lee hacia atrás una copia de la capa interior.",
  "argument-dropout":
    "Durante el entrenamiento, la parte de las características de entrada que se pone a cero, las mismas en todos los pasos de tiempo.",
  "argument-recurrent_dropout":
    "Durante el entrenamiento, la parte de los números del estado que se pone a cero de camino al paso siguiente, los mismos en todos los pasos; cada puerta tiene los suyos.",
  "argument-return_state":
    "true: los últimos estados son también salidas, con el nombre de la capa: nombre/h, nombre/c.",
  "argument-stateful": "true: un lote parte de los estados en que acabó el lote anterior, fila por fila.",
  "argument-initial_state":
    "Desde qué parte la capa en lugar de ceros: una capa con return_state: true, o una lista de tensores, uno por estado.",
  "argument-output_units": "Cuántos números da la capa en cada paso; sin él, tantos como units.",
  "argument-output_activation": "La función que se aplica a la salida.",
  "argument-go_backwards": "true: lee la secuencia desde el último paso hasta el primero.",
  "argument-rate": "La parte de los valores que se pone a cero.",
  "argument-mask_value": "Un paso cuyas características tienen todas este valor no cuenta.",
  "argument-mask_zero": "true: el identificador 0 es relleno, y las capas siguientes se lo saltan.",
  "argument-use_scale": "Multiplica las puntuaciones por un número aprendido.",
  "argument-score_mode":
    "dot: el producto de consulta y clave. concat: la suma de tanh(consulta + clave), multiplicada por un número aprendido.",
  "argument-use_causal_mask": "true: cada paso solo ve los anteriores y a sí mismo.",
  "argument-n": "Cuántas veces se repite la entrada.",
  "argument-target_shape": "La nueva forma de una muestra sin el lote; un -1 representa lo que queda.",
  "argument-keepdims": "true: el eje de tiempo se conserva, con longitud 1.",
  "argument-input_dim": "Cuántos identificadores hay.",
  "argument-output_dim": "Cuántos números representan un identificador.",
  "argument-embeddings_initializer": "Valores iniciales de las filas.",
  "argument-epsilon": "Se suma a la varianza, para evitar dividir por cero.",
  "argument-center": "Suma un β aprendido.",
  "argument-scale": "Multiplica por un γ aprendido.",
  "argument-beta_initializer": "Valores iniciales de β.",
  "argument-gamma_initializer": "Valores iniciales de γ.",
  "argument-axis":
    "La dimensión a lo largo de la que trabaja la capa, con el lote como 0: -1 es la última. LayerNormalization admite también una lista.",
  "argument-shape": "La forma de una muestra sin el lote; null es una longitud libre.",
  "argument-dtype": "El tipo de números: float32, o int32 para identificadores.",
  "argument-name": "El nombre de la capa, para `from`, `outputs` y los pesos guardados.",
  "argument-from":
    "De dónde viene la entrada: el nombre de una capa anterior, o una lista de nombres donde se unen capas. Sin él: la capa inmediatamente anterior.",
  "argument-trainable": "false: los pesos no cambian durante el entrenamiento.",
  "argument-layer": "La capa interior.",
};
