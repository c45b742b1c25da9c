/** Spanish, what is wrong with the data of a model file, and the cure. */
import type { data as english } from "../en/data";

export const data: Readonly<Record<keyof typeof english, string>> = {
  "no-such-file": "No existe el archivo {path}. Las rutas son relativas al archivo del modelo.",
  "no-such-column": "{file} no tiene la columna {column}. Tiene {known}.",
  "ambiguous-column":
    "{file} tiene más de una columna con el nombre {column}. Di cuál por su número, contado desde 0: {places}.",
  "data-empty": "Esta lista está vacía. Los datos necesitan al menos una muestra, y cada muestra al menos un número.",
  "data-ragged":
    "La muestra {row} tiene {found} {found|elemento|elementos} y la muestra {other}, {expected}. Todas las muestras deben tener la misma forma: haz que esta lista tenga {expected} {expected|elemento|elementos}, o deja que una máscara omita lo que falta: Masking: 0 tras el Input, o mask_zero: true de un Embedding.",
  "data-ragged.inner":
    "En la muestra {row} esta lista tiene {found} {found|elemento|elementos}, mientras que en la primera muestra tiene {expected}. Todas las muestras deben tener la misma forma: haz que esta lista tenga {expected} {expected|elemento|elementos}.",
  "data-ragged.number": "Aquí hay un solo valor donde la primera muestra tiene una lista de {expected}.",
  "data-ragged.list": "Aquí hay una lista donde la primera muestra tiene un solo valor.",
  "data-padded":
    "Muestras de {least} a {most} pasos: tras las más cortas hay {filler} hasta el paso {steps}, que una máscara omite (padding: post; pre rellena delante).",
  "data-padded.pre":
    "Muestras de {least} a {most} pasos: delante de las más cortas hay {filler} hasta {steps} en total, que una máscara omite (padding: pre).",
  "data-padded.unmasked":
    "Las muestras de {least} a {most} pasos se rellenan con {filler} hasta {steps}, y ninguna máscara lo omite: cuenta como dato. Pon Masking: {filler} tras el Input {name}, o escribe mask_zero: true en un Embedding.",
  "data-padded.word":
    "Las muestras más cortas se rellenan con {filler}, que es el número de {word}: la máscara lo omitiría también. Pon al principio de la lista una palabra que no aparezca nunca, como one_hot: [nada, {word}, …].",
  "data-not-number": "{text} no es un número. Si son etiquetas, añade one_hot con la lista de etiquetas.",
  "data-not-number.boolean": "{text} no es un número: escribe {number}.",
  "data-not-number.missing": "Aquí falta un valor. Escribe un número o quita la muestra.",
  "data-not-number.commas": "{text} es una sola palabra: los números de una lista van separados por comas.",
  "data-not-number.map": "Aquí hay un mapa donde los datos tienen un número o una lista.",
  "data-not-finite": "No se puede aprender de {text}: los datos deben ser números finitos dentro de ±3.4e38.",
  "data-unknown-label": "{label} no está entre las etiquetas de one_hot: {labels}.",
  "data-unknown-label.suggest": "{label} no está entre las etiquetas de one_hot. ¿Querías decir {near}?",
  "data-duplicate-label": "La etiqueta {label} está dos veces en one_hot.",
  "data-label-count":
    "one_hot tiene {labels} {labels|etiqueta|etiquetas}, así que los objetivos son {found}, pero la salida {name} da {expected}: pon {labels} {labels|unidad|unidades} en su última capa en lugar de {units}.",
  "data-scale-labels": "scale es para números y one_hot crea etiquetas: quita uno de los dos.",
  "data-scale-labels.classes": "Los números de clase no se pueden escalar: quita scale.",
  "data-scale-labels.ids": "Los identificadores no se pueden escalar: quita scale.",
  "data-shape":
    "Los datos son {found}, con las muestras delante, pero el Input {name} recibe {expected}. Escribe Input: {wanted}, o da a los datos esa forma.",
  "data-shape.single":
    "Los datos son {found}, un número por muestra, pero el Input {name} recibe {expected}. Escribe cada muestra como una lista propia, por ejemplo [[1, 2, 3]] para una muestra de tres pasos.",
  "data-shape.unlike":
    "Los datos son {found}, con las muestras delante, pero el Input {name} recibe {expected}. Da a los datos esa forma.",
  "data-shape.units":
    "Los objetivos son {found}, {wanted} {wanted|número|números} por respuesta, pero la salida {name} da {expected}, {given} {given|número|números}: da a su última capa {wanted} {wanted|unidad|unidades}, o escribe {given} {given|número|números} por respuesta.",
  "data-shape.features":
    "Los datos son {found}, pero el Input {name} recibe {expected}: cada valor debe convertirse en {features} {features|número|números}. Añade one_hot: {labels}, o escribe un Input para un valor por paso.",
  "data-shape.target":
    "Los objetivos son {found}, pero la salida {name} da {expected}. Los objetivos necesitan la forma de la salida.",
  "data-shape.every-step":
    "Los objetivos son {found}, una respuesta en cada paso, pero la salida {name} da {expected}. Pon return_sequences: true en la última capa recurrente.",
  "data-shape.last-step":
    "Los objetivos son {found}, pero la salida {name} da {expected}, una respuesta en cada paso. Quita return_sequences de la última capa recurrente o da un objetivo para cada paso.",
  "data-shape.classes":
    "Los objetivos son {found}, pero sparse_categorical_crossentropy con la salida {name} {expected} recibe números de clase de forma {wanted}, cada uno menor que {classes}.",
  "data-shape.hot":
    "Los objetivos son {found}, una fila de 0 con un 1 para cada clase, pero sparse_categorical_crossentropy recibe números de clase. Usa categorical_crossentropy, o escribe los números de las clases.",
  "data-needs-one-hot":
    "Los objetivos son {found}, pero categorical_crossentropy compara con {expected}. Añade one_hot: {labels}, o usa sparse_categorical_crossentropy con números de clase desde 0.",
  "data-sparse-one-hot":
    "sparse_categorical_crossentropy recibe números de clase. Quita one_hot o usa categorical_crossentropy.",
  "data-class-range": "{found} no es una clase: con {classes} clases, las clases son los enteros de 0 a {last}.",
  "data-class-range.one":
    "sparse_categorical_crossentropy compara clases, una unidad por cada una, pero {name} tiene una sola. Para sí o no usa binary_crossentropy con sigmoid.",
  "data-id-range": "{found} no es un identificador: el Embedding {layer} tiene filas para los enteros de 0 a {last}.",
  "data-id-range.whole": "{found} no es un número entero, que es lo que recibe el Input {name} con dtype int32.",
  "data-binary-range": "{found} está fuera del intervalo de 0 a 1 que necesita binary_crossentropy.",
  "data-samples":
    "{name} tiene {found} {found|muestra|muestras}, pero {first} tiene {expected}. Ambos necesitan el mismo número.",
  "sample-weight-shape":
    "Los pesos son {found}, pero {name} admite uno por muestra, o uno por paso de cada muestra cuando cada paso tiene su objetivo: {expected}.",
  "class-weight-outputs":
    "class_weight vale para una red con una sola salida, como en Keras. Da los pesos de las muestras de cada salida con `sample_weight` en data, un mapa de salidas a pesos.",
  "class-weight-twice":
    "Las muestras ya tienen pesos por sample_weight, y Keras admite solo uno de los dos. Quita class_weight o sample_weight.",
  "class-weight-unknown": "{label} no es una clase de los objetivos, que son {known}.",
  "class-weight-numbers":
    "class_weight necesita objetivos que sean clases: números enteros, filas one-hot o etiquetas. Estos son números; pondera las muestras con `sample_weight` en data.",
  "source-plain.validation":
    "{key} se dice una sola vez, en data.x o data.y: las muestras de validación se codifican igual. Quítalo.",
  "source-plain.weights": "Los pesos son números sin más: quita {key}.",
  "validation-missing": "Las muestras de validación también necesitan {key}: `validation: {example}`.",
  "validation-twice": "data.validation ya tiene las muestras de validación: quita `validation_split` o `validation`.",
  "validation-shape":
    "Las muestras de {name} que validan son {found}, las que entrenan {expected}. Tienen que tener la misma forma.",
  "data-needs-map":
    "La red tiene varios extremos aquí: escribe data.{section} como un mapa con una fuente para cada uno de {names}.",
  "data-missing": "data.{section} no tiene fuente para {name}.",
  "data-unknown-name.x": "La red no tiene ningún Input {name}. Sus Inputs: {known}.",
  "data-unknown-name.y": "La red no tiene ninguna salida {name}. Sus salidas: {known}.",
  "data-unknown-name.suggest": "data.{section} nombra {name}, que la red no tiene. ¿Querías decir {near}?",
  "data-fix-input": "Cambiar la forma del Input a {wanted}",
  "data-window":
    "Una ventana tiene {window} {window|paso|pasos}, pero el Input {name} recibe {steps}. Escribe `Input: {wanted}`, u otra ventana.",
  "data-window.columns":
    "{columns} {columns|columna alimenta|columnas alimentan} el Input {name}, que recibe {expected}. Escribe `Input: {wanted}`, u otras columnas.",
  "data-horizon":
    "La respuesta son {horizon} {horizon|valor|valores} por delante, pero la salida {name} da {units}: da a su última capa {wanted} {wanted|unidad|unidades}, o cambia horizon.",
  "data-json": "El JSON no es válido: {problem}",
  "data-json.lists":
    "El archivo debe contener los valores de data.x como listas anidadas, o un mapa de Input a listas.",
  "data-json.shape": "Los valores son {found}, pero el Input {name} recibe {expected}: dales esa forma.",
  "data-json.map": "La red tiene varios Inputs: da un mapa con una lista de valores para cada uno de {names}.",
  "data-json.series":
    "Las ventanas que son diferencias, logaritmos o llevan un calendario dependen de más que sus propios números. Da las filas en un archivo, con --data.",
  "data-json.source":
    "El archivo del modelo no tiene un data.x utilizable, así que no dice cómo se codifica esta entrada.",
};
