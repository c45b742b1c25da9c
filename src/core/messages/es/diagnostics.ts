/** Spanish, what is wrong in a model file, and the cure. */
import type { diagnostics as english } from "../en/diagnostics";

export const diagnostics: Readonly<Record<keyof typeof english, string>> = {
  "fix-replace": "Cambiar a {text}",
  "too-deep":
    "Aquí hay más de {limit} niveles anidados. Un archivo de modelo necesita unos diez: revisa los corchetes.",
  "too-long":
    "El archivo tiene más de {limit} palabras y signos además de sus listas de números: no se lee más. Pon sus datos en un archivo aparte.",
  "more-findings": "Se {count|omite|omiten} {count} {count|aviso|avisos} más: corrige antes estos.",
  "too-many-aliases": "Los alias de este archivo se expanden más de {limit} veces. Escribe los valores directamente.",
  "unknown-anchor": "No hay ningún ancla &{name} que pueda ir aquí.",
  "unknown-anchor.suggest": "No hay ningún ancla &{name} que pueda ir aquí. ¿Querías decir *{suggestion}?",
  "forbidden-key": "La clave {key} no está permitida en un archivo de modelo. Quítala.",
  "forbidden-key.merge": "Un archivo de modelo no combina mapas: escribe las claves que traería {key}.",
  "duplicate-key": "{key} aparece aquí por segunda vez. Deja solo una de las dos.",
  "key-not-text": "Una clave debe ser una palabra simple. Quizá haya corchetes o llaves mal puestos.",
  "yaml-tab": "En YAML no se puede sangrar con tabuladores. Usa espacios.",
  "yaml-indent": "Esta línea no está sangrada como sus vecinas. Alinéala con la entrada a la que pertenece.",
  "yaml-indent.below": "Lo que pertenece a {key} va más a la derecha que {key}: sangra estas líneas.",
  "yaml-alias": "Este alias o ancla no está bien escrito: &nombre marca un valor y *nombre lo repite.",
  "yaml-documents":
    "Un archivo de modelo contiene un solo modelo. Quita todo a partir de ---, o llévalo a otro archivo.",
  "yaml-unclosed": "Aquí falta un corchete, una llave, una comilla o una coma.",
  "yaml-unclosed.quote": "Estas comillas no se cierran: falta {quote}.",
  "yaml-escape":
    "YAML no conoce esta secuencia de escape. Usa comillas simples, o escribe \\\\ para una barra invertida.",
  "yaml-tag": "La etiqueta {tag} no significa nada en un archivo de modelo. Quítala.",
  "yaml-key":
    "Esto no se puede leer como una clave: escribe `clave: valor` en una línea, y las listas en bloque fuera de los corchetes.",
  "yaml-key.second": "Una clave detrás de otra va entre llaves: escribe `{text}`.",
  "yaml-conflict":
    "Git no pudo unir dos versiones aquí: conserva la parte de arriba de `=======` o la de abajo, y quita las marcas.",
  "yaml-dash": "Un elemento de una lista empieza con un guion y un espacio: escribe `- {kind}`.",
  "yaml-dash.blank": "Entre el guion y su elemento va un espacio.",
  "yaml-dash.none": "{section} contiene claves y no una lista: quita el guion.",
  "yaml-dash.section": "{section} es una sección junto a model y no una capa: empieza en el margen, sin guion.",
  "yaml-dash.empty": "Detrás de este guion no hay nada: escribe una capa o quita el guion.",
  "yaml-layers": "Las capas están en el propio model, como lista: quita `layers:`.",
  "yaml-colon": "Entre una clave y su valor van dos puntos y un espacio: escribe `{text}`.",
  "yaml-colon.missing": "Detrás de {text} faltan dos puntos, un espacio y su valor.",
  "yaml-closing": "Este {sign} no cierra nada. Quítalo.",
  "yaml-closing.other": "Lo que está abierto aquí se cierra con {expected}, no con {sign}.",
  "yaml-braces": "{section} contiene claves y no una lista: escribe `{text}`.",
  "yaml-tuple": "Una lista va entre corchetes: escribe `{text}`.",
  "yaml-decimal": "Un número lleva un punto delante de sus decimales: escribe `{text}`.",
  "yaml-sign": "{sign} es de otra notación: una línea de YAML termina sin él, y un comentario empieza por #.",
  "yaml-comma": "Entre estas dos comas no hay nada. Quita una.",
  "yaml-unexpected":
    "Esto no es YAML válido aquí. Revisa la sangría, los dos puntos y los corchetes de esta línea y de la anterior.",
  "wrong-root": "Un archivo de modelo es un mapa de secciones como model:, data:, compile:. Empieza por `model:`.",
  "wrong-root.python":
    "Esto es Python. Un archivo de modelo lo dice en YAML: `model:` y debajo una línea por capa, como `- LSTM: 32`.",
  "wrong-root.list": "A estas capas les falta su sección: escribe `model:` encima.",
  "missing-model":
    "Este archivo no tiene modelo. Añade `model:` con una lista de capas, por ejemplo `- Input: [3, 5]`.",
  "empty-model": "El modelo no tiene capas. Empieza con un Input, por ejemplo `- Input: [3, 5]`.",
  "wrong-section.map": "{key} debe ser un mapa de claves y valores, como `{example}`.",
  "wrong-section.list": "{key} debe ser una lista, una entrada por línea, cada una con `- ` delante.",
  "unknown-key": "{section} no tiene la clave {key}. Claves conocidas: {known}.",
  "unknown-key.suggest": "{section} no tiene la clave {key}. ¿Querías decir {suggestion}?",
  "unknown-key.top": "Un archivo de modelo no tiene la clave {key}. Claves conocidas: {known}.",
  "unknown-key.topSuggest": "Un archivo de modelo no tiene la clave {key}. ¿Querías decir {suggestion}?",
  "unknown-layer": "No existe la capa {kind}. Capas conocidas: {known}.",
  "unknown-layer.suggest": "No existe la capa {kind}. ¿Querías decir {suggestion}?",
  "unknown-layer.key":
    "El tipo de una capa es su clave, con los argumentos detrás: escribe `{kind}: …` en lugar de `{key}: {kind}`.",
  "unknown-layer.bidirectional":
    "No existe la capa {kind}. Para leer en las dos direcciones se usa una capa alrededor de otra: escribe `{text}`.",
  "unknown-layer.activation": "{kind} es una activación. Como capa aparte se escribe `Activation: {activation}`.",
  "unknown-layer.keras":
    "{kind} es una capa de Keras, pero Unroll, que es para redes recurrentes, no la tiene. Tiene: {known}.",
  "unknown-argument": "{kind} no tiene el argumento {key}. Argumentos conocidos: {known}.",
  "unknown-argument.suggest": "{kind} no tiene el argumento {key}. ¿Querías decir {suggestion}?",
  "joined-key": "Entre una clave y su valor van dos puntos y un espacio: escribe `{text}`.",
  "misplaced-key": "{key} pertenece a {home}. Llévalo allí.",
  "missing-key": "{text} está aquí sin su clave: escribe `{key}: {text}`.",
  "misplaced-key.top": "{key} va en el primer nivel del archivo, junto a model. Llévalo allí.",
  "misplaced-key.inner": "{key} es un argumento de la capa {kind} interior. Llévalo allí.",
  "keras-argument.needless":
    "{key} le dice a Keras cómo calcular. Unroll lo decide por sí mismo, con el mismo resultado: quítalo.",
  "keras-argument.precision":
    "{key} elige la precisión de Keras. Unroll calcula en float32 y no necesita escalar nada: quítalo.",
  "keras-argument.silent": "{key} no cambia nada de lo que se aprende y aquí no tiene efecto: quítalo.",
  "keras-argument.absent": "Unroll no tiene {key} de Keras: quítalo, y la red se entrenará sin él.",
  "keras-argument.input": "La forma de los datos está solo en el Input, y las capas la toman de ahí: quita {key}.",
  "keras-argument.stack":
    "Una línea es una capa: escribe esta capa tantas veces como diga {key}, todas menos la última con `return_sequences: true`, y quita {key}.",
  "keras-argument.bidirectional":
    "Las dos direcciones se obtienen con una capa alrededor de esta: `Bidirectional:` seguido de la capa. Quita {key}.",
  "keras-argument.decay":
    "Aquí, una tasa de aprendizaje que baja se escribe como un plan: learning_rate admite exponential_decay, cosine_decay y otros. Quita {key}.",
  "keras-argument.seed": "Todo lo aleatorio depende de la única semilla del archivo, `seed: 7`: quita este {key}.",
  "keras-argument.callbacks":
    "Aquí los callbacks son claves de fit: early_stopping y reduce_lr_on_plateau. Los puntos de control y los registros se guardan siempre.",
  "keras-argument.validation":
    "Las muestras de validación van aquí en data, en `validation`, con su x y su y; `validation_split: 0.2` en fit reserva una parte de las demás.",
  "unknown-name.activation": "No existe la activación {name}. Opciones: {known}.",
  "unknown-name.activationSuggest": "No existe la activación {name}. ¿Querías decir {suggestion}?",
  "unknown-name.initializer": "No existe el inicializador {name}. Opciones: {known}.",
  "unknown-name.initializerSuggest": "No existe el inicializador {name}. ¿Querías decir {suggestion}?",
  "unknown-name.regularizer": "No existe el regularizador {name}. Opciones: {known}.",
  "unknown-name.regularizerSuggest": "No existe el regularizador {name}. ¿Querías decir {suggestion}?",
  "unknown-name.constraint": "No existe la restricción {name}. Opciones: {known}.",
  "unknown-name.constraintSuggest": "No existe la restricción {name}. ¿Querías decir {suggestion}?",
  "unknown-name.optimizer": "No existe el optimizador {name}. Opciones: {known}.",
  "unknown-name.optimizerSuggest": "No existe el optimizador {name}. ¿Querías decir {suggestion}?",
  "unknown-name.loss": "No existe la pérdida {name}. Opciones: {known}.",
  "unknown-name.lossSuggest": "No existe la pérdida {name}. ¿Querías decir {suggestion}?",
  "unknown-name.metric": "No existe la métrica {name}. Opciones: {known}.",
  "unknown-name.metricSuggest": "No existe la métrica {name}. ¿Querías decir {suggestion}?",
  "unknown-name.schedule": "No existe el plan de tasa de aprendizaje {name}. Opciones: {known}.",
  "unknown-name.scheduleSuggest": "No existe el plan de tasa de aprendizaje {name}. ¿Querías decir {suggestion}?",
  "not-built.key": "{key} es parte del lenguaje, pero esta versión todavía no lo tiene.",
  "not-built.form":
    "Los datos de esta forma (`{form}`) son parte del lenguaje; sus claves se comprueban, pero esta versión todavía no puede entrenar con ellos.",
  "not-built.vocabulary":
    "Tantas unidades como símbolos distintos tenga el texto: esta versión todavía no puede contarlos. Escribe su número.",
  "data-form": "No queda claro qué contiene el archivo. Escribe una de estas formas: {examples}",
  "form-key": "{key} es para datos de un archivo. Escribe también `file`, o quita {key}.",
  "form-key.split":
    "split reparte los datos de un archivo. De los valores escritos aquí, fit reserva una parte para validar: `validation_split: 0.2`.",
  "split-sum": "Las partes suman más de 1.",
  "path-outside":
    "{key} debe ser la ruta de un archivo junto a este, por ejemplo `data/archivo.csv`: solo se leen archivos de la carpeta del área de trabajo del modelo.",
  "path-outside.above":
    "Esta ruta sale de la carpeta del archivo. Solo se lee si queda dentro de la carpeta del área de trabajo.",
  "wrong-type.path": "{key} debe ser la ruta de un archivo, junto a este, no {found}.",
  "values-and-file": "Los valores están en este archivo, así que {key} quedaría sin leer. Quita uno de los dos.",
  "wrong-type.column":
    "{key} debe ser una columna del archivo, por su nombre o por su número desde 0, pero es {found}.",
  "wrong-type.columns":
    "{key} debe ser una columna del archivo o una lista de columnas, por nombres o por números desde 0.",
  "matrix-initializer": "{name} crea matrices, y {key} llena una fila de números. Usa zeros, ones o una distribución.",
  "two-clippings":
    "Solo se puede fijar uno de clipnorm, clipvalue y global_clipnorm, no {first} y {second} a la vez. Quita uno.",
  "metric-of-labels":
    "{name} compara números, pero los objetivos de sparse_categorical_crossentropy son números de clase. Usa accuracy o categorical_crossentropy.",
  "schedule-values":
    "Debe haber un valor más que límites: hay {boundaries} {boundaries|límite|límites} y {values} {values|valor|valores}. El primer valor rige hasta el primer límite.",
  "schedule-boundaries": "Los límites son números de pasos y deben crecer de uno al siguiente.",
  "schedule-warmup": "warmup_steps y warmup_target van juntos: indica ambos o ninguno.",
  "plateau-with-schedule":
    "reduce_lr_on_plateau no puede cambiar una tasa de aprendizaje que sigue un plan. Da un número a learning_rate o quita reduce_lr_on_plateau.",
  "monitor-unvalidated":
    "{section} vigila {name}, pero no se reservan muestras para la validación. Añade `validation_split: 0.2` a fit o escribe `monitor: {plain}`.",
  "monitor-unknown": "La ejecución no tiene la medida {name}. Tiene: {known}.",
  "monitor-unknown.suggest": "La ejecución no tiene la medida {name}. ¿Querías decir {suggestion}?",
  "split-empty":
    "Con validation_split: {share}, de {samples} {samples|muestra|muestras} no queda ninguna para entrenar. Usa un valor menor.",
  "split-empty.validation":
    "Con validation_split: {share}, de {samples} {samples|muestra|muestras} no se toma ninguna para la validación. Usa un valor mayor o quítalo.",
  "metric-of-labels.none":
    "{name} compara con números de clase, que solo son objetivos con sparse_categorical_crossentropy. Usa top_k_categorical_accuracy.",
  "metric-of-quantiles":
    "{name} compara una respuesta con un objetivo, pero la pérdida quantile tiene una respuesta para cada cuantil. Quítala.",
  "wrong-type.weights": "loss_weights debe ser un número, o un número por cada salida, no {found}.",
  "wrong-type.axes": "{key} debe ser un eje como -1, o una lista de ejes como [1, 2].",
  "wrong-type.different": "{key} debe ser una lista de números distintos, como [0.1, 0.5, 0.9], no {found}.",
  "wrong-type.losses":
    "Una lista no dice a qué salida pertenece cada pérdida: escribe una sola, o un mapa con los nombres de las salidas como `{example}`, no {found}.",
  "wrong-type.metrics": "metrics debe ser una lista de nombres, como [accuracy], no {found}.",
  "wrong-type.classWeights": "class_weight tiene que ser un mapa de clases a números, como {example}, no {found}.",
  "wrong-type.numbers": "{key} debe ser una lista de números, como [1, 2], no {found}.",
  "wrong-type.words": "{key} tiene que ser una palabra o un número, o una lista de ellos, no {found}.",
  "wrong-type.integer": "{key} debe ser un número entero, no {found}.",
  "wrong-type.number": "{key} debe ser un número, no {found}.",
  "wrong-type.boolean": "{key} debe ser true o false, no {found}.",
  "wrong-type.choices": "{key} es uno de {known}, o una lista de varios distintos, no {found}.",
  "wrong-type.choice": "{key} debe ser uno de {known}, no {found}.",
  "wrong-type.text": "{key} debe ser un texto, no {found}.",
  "wrong-type.name": "{key} debe ser un nombre como {example}, no {found}.",
  "wrong-type.shape":
    "{key} debe ser una lista de números enteros como [3, 5] (pasos de tiempo, características), sin el lote; null es una longitud libre.",
  "wrong-type.targetShape":
    "{key} debe ser una lista de números enteros como [4, -1], sin el lote; un -1 representa lo que queda.",
  "wrong-type.names": "{key} debe ser el nombre de una capa, o una lista de nombres.",
  "wrong-type.values": "{key} debe contener sus valores como listas anidadas, como [[1, 2, 3], [2, 3, 4]].",
  "wrong-type.labels": "one_hot debe ser un número de clases, o una lista de etiquetas como [a, b, c].",
  "out-of-range": "{key} debe estar entre {min} y {max}; {found} no lo está.",
  "out-of-range.min": "{key} debe ser al menos {min}; {found} no lo es.",
  "out-of-range.below": "{key} debe ser al menos {min} y menor que {max}; {found} no lo es.",
  "missing-value": "{key} todavía no tiene valor.",
  "missing-argument": "{kind} necesita {key}, por ejemplo `{example}`.",
  "no-main-argument": "{kind} no admite un valor propio: escribe `{example}`.",
  "main-arguments": "{kind} recibe {names} como lista: `{example}`.",
  "one-layer-an-item":
    "Cada elemento de la lista es una capa: pon los argumentos de {kind} entre llaves tras los dos puntos.",
  "not-a-layer": "Una capa se escribe con su tipo, dos puntos y su argumento, por ejemplo `LSTM: 32`.",
  "not-a-layer.joined": "Una capa se escribe con su tipo, dos puntos, un espacio y su argumento: escribe `{text}`.",
  "wrapper-empty": "{kind} necesita una capa dentro, por ejemplo `{example}`.",
  "wrapper-second": "{kind} envuelve una sola capa; {second} es una segunda.",
  "wrapper-inner": "{kind} no puede envolver {inner}. Admite: {known}.",
  "wrapper-inner.argument": "{key} de {kind} no puede ser {inner}. Admite: {known}.",
  "inner-key": "Una capa dentro de {kind} no tiene {key} propio. Dáselo a {kind}.",
  "inner-backwards": "Bidirectional ya lee en ambas direcciones: quita go_backwards.",
  "backward-direction": "backward_layer lee el tiempo hacia atrás: ponle `go_backwards: true`, como en Keras.",
  "backward-direction.both":
    "Las dos capas leen el tiempo hacia atrás, y una no debe hacerlo: quita go_backwards de la primera.",
  "backward-differs":
    "{key} es {forward} en la capa hacia delante y {backward} en backward_layer: un Bidirectional necesita lo mismo en ambas.",
  "inner-activity":
    "Dentro de TimeDistributed Keras no tiene en cuenta activity_regularizer. Escribe la capa sin TimeDistributed: Dense trabaja en cada paso por sí sola.",
  "constraint-axis": "{key} no tiene el eje {axis}: sus ejes son {known}.",
  "duplicate-name": "Otra capa ya se llama {name}. Los nombres deben ser distintos.",
  "bad-name.empty": "Aquí no hay ningún nombre. Escribe uno o quita `name`: entonces la capa se llama {fallback}.",
  "bad-name":
    "El nombre de una capa se forma con letras, dígitos, `_`, `-` y `.`, y empieza por una letra o `_`; {name} no cumple.",
  "bad-name.reserved":
    "Ninguna capa puede llamarse {name}: la palabra no se admite como clave, y los nombres se convierten en claves.",
  "missing-input":
    "La primera capa debe ser un Input, que da la forma de una muestra: inserta `- Input: [pasos de tiempo, características]` encima.",
  "missing-input.below":
    "La primera capa debe ser un Input, que da la forma de una muestra, pero {name} está más abajo. Súbelo al principio.",
  "input-batch": "La forma de un Input es la de una muestra, sin el lote: escribe `{shape}`.",
  "input-shape-argument":
    "La forma de los datos va en su propia línea: `- Input: {shape}` encima de esta capa, y sin input_shape aquí.",
  "input-shape-argument.input": "La forma de un Input es su valor, sin el lote: escribe `Input: {shape}`.",
  "input-from": "Un Input no toma nada de otras capas: quita `from`.",
  "one-input": "{kind} recibe una entrada, no {count}.",
  "several-inputs": "{kind} une varias capas y no toma por sí sola la de encima: nómbralas, por ejemplo `{example}`.",
  "several-inputs.few": "{kind} une al menos dos entradas, no {count}.",
  "several-inputs.between": "{kind} recibe {least} o {most} entradas, no {count}.",
  "several-inputs.two": "{kind} recibe exactamente dos entradas, no {count}.",
  "unknown-reference": "No hay ninguna capa {name} más arriba. Conocidas: {known}.",
  "unknown-reference.suggest": "No hay ninguna capa {name} más arriba. ¿Querías decir {suggestion}?",
  "unknown-reference.output": "No hay ninguna capa {name}. Conocidas: {known}.",
  "unknown-reference.outputSuggest": "No hay ninguna capa {name}. ¿Querías decir {suggestion}?",
  "unknown-reference.later": "{name} está más abajo. Una capa toma su entrada de las anteriores: sube {name}.",
  "unknown-reference.circle":
    "Esto es un círculo, {circle}: ninguna de sus capas podría calcularse primero. Toma la salida de una capa anterior.",
  "unknown-reference.itself": "Una capa no puede tomar su propia salida: nombra una capa anterior.",
  "ambiguous-reference":
    "{name} da dos mitades (merge_mode: none). Indica cuál: from: {name}/forward o from: {name}/backward.",
  "state-not-returned": "{name} no entrega sus estados. Ponle return_state: true.",
  "initial-state-count":
    "{kind} parte de {wanted} {wanted|estado|estados} ({names}), pero initial_state da {count}. Nombra una capa con return_state: true y los mismos estados, o escribe cada tensor en una lista.",
  "initial-state-shape": "El estado inicial {state} de {kind} debe ser {expected}, pero {name} es {found}.",
  "weights-unknown-layer": "weights nombra {name}, y ninguna capa con pesos se llama así. Son: {known}.",
  "weights-unknown-layer.suggest":
    "weights nombra {name}, y ninguna capa con pesos se llama así. ¿Querías decir {near}?",
  "unused-layer": "Nada usa {name}: ninguna capa la toma y `outputs` no la nombra. No se entrena.",
  "duplicate-output": "{name} ya es una salida.",
  "shape-rank.recurrent":
    "{kind} necesita (lote, tiempo, características), pero recibe {shape}. Dale secuencias, por ejemplo `- Input: [pasos de tiempo, características]`.",
  "shape-rank.sequences":
    "{kind} necesita (lote, tiempo, características), pero recibe {shape} de {above}, que solo conserva su último paso. Pon return_sequences: true en {above}.",
  "shape-rank.timeDistributed":
    "TimeDistributed necesita (lote, tiempo, …), pero recibe {shape}. Sin eje de tiempo, usa la capa interior sola.",
  "shape-rank.state":
    "{kind} necesita (lote, tiempo, características), pero {state} es un estado, una fila por muestra: {shape}. Toma la secuencia de {above}, o repite el estado con RepeatVector.",
  "shape-rank.flat":
    "{kind} necesita (lote, tiempo, características), pero {above} elimina el eje de tiempo y da {shape}. Quita {above}, o ponla detrás de {kind}.",
  "shape-rank.deep":
    "{kind} necesita (lote, tiempo, características), pero cada paso de {shape} tiene más de un eje. Conviértelo en una fila con `- Reshape: {reshape}` encima.",
  "shape-rank.batch":
    "{kind} necesita (lote, tiempo, características), pero recibe {shape}. Si {samples} es el número de muestras, no se escribe: `Input: {wanted}`. Si cada paso tiene más de un eje, conviértelo en una fila con `- Reshape: {reshape}` encima.",
  "shape-rank.dense": "Dense necesita al menos (lote, características), pero recibe {shape}.",
  "shape-rank.vector": "{kind} necesita (lote, características), pero recibe {shape}.",
  "shape-rank.sequence": "{kind} necesita (lote, tiempo, características), pero recibe {shape}.",
  "shape-size":
    "Reshape conserva todos los números: el producto de los tamaños de target_shape debe ser {count}, tantos como tiene {shape} sin el lote. Uno de ellos puede ser -1.",
  "target-shape-rest": "Solo un tamaño de target_shape puede ser -1, que representa lo que dejan los demás.",
  "embedding-input":
    "Embedding lee identificadores: lo que calcula {name} se recorta a enteros y nada de lo anterior aprende. Los identificadores vienen de un Input, por ejemplo `{example}`.",
  "shape-differs":
    "{kind} une formas cuyos tamaños son iguales o 1, contados desde la última dimensión, pero recibe {shape} de {first} y {other} de {second}.",
  "shape-differs.concatenate":
    "Concatenate une a lo largo de un eje, así que las demás dimensiones deben ser iguales, pero recibe {shape} de {first} y {other} de {second}.",
  "shape-differs.halves":
    "merge_mode {mode} une las mitades número a número, pero la de ida tiene {forward} unidades y backward_layer {backward}. Dales las mismas, o ponlas una al lado de otra con concat.",
  "shape-differs.attention":
    "Attention compara una consulta con una clave, así que ambas necesitan el mismo número de características, pero recibe {shape} y {other}.",
  "shape-differs.attentionSteps":
    "Attention necesita una clave por valor, pero los valores son {shape} y las claves {other}.",
  "shape-free":
    "{kind} debe conocer el número de características, pero la última dimensión de {shape} es libre. Escribe el número en el Input.",
  "shape-free.axis":
    "{kind} tiene pesos para los tamaños a lo largo de sus ejes, pero uno de ellos es libre en {shape}. Escribe el número en el Input.",
  "shape-axis.batch":
    "{kind} no puede trabajar a lo largo del eje 0 de {shape}: es el lote. Los ejes se cuentan desde 1, o hacia atrás desde -1, el último.",
  "shape-axis.missing": "{kind} no tiene ese eje: los de {shape} van de 1 a {last}, o de -1 a -{last} desde el final.",
  "shape-axis.repeated": "{kind} nombra dos veces un eje de {shape}. Quita uno de los dos.",
  "fix-return-sequences": "Poner return_sequences: true en {name}",
  "missing-loss": "No hay pérdida para la salida {name}.",
  "loss-for-unknown.count": "Hay {found} {found|número|números} para {outputs} {outputs|salida|salidas}: {known}.",
  "quantile-units":
    "{name} da {units} {units|número|números}, que no se {units|puede|pueden} repartir entre {quantiles} {quantiles|cuantil|cuantiles}: necesita uno por objetivo y cuantil.",
  "loss-for-unknown": "No hay ninguna salida {name}. Salidas: {known}.",
  "training-missing": "Para entrenar, este archivo todavía necesita {parts}.",
};
