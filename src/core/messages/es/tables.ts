/** Spanish, tables and series: keys, what is wrong in a data file, and what was taken for granted. */
import type { tables as english } from "../en/tables";

export const tables: Readonly<Record<keyof typeof english, string>> = {
  "time-format": "{format} no es un formato de tiempo: lleva las letras de strptime, como %d/%m/%Y %H:%M:%S.",
  "time-ambiguous":
    '{file}, línea {line}, columna {column}: en {text} el día y el mes podrían ser cualquiera de los dos, y ninguna otra línea lo aclara. Escribe `time_format: "{day}"` o `time_format: "{month}"`.',
  "time-order":
    "{file}, columna {column}: la línea {first} tiene primero el día, la línea {second} el mes. Los tiempos de una columna tienen que estar escritos igual.",
  "table-no-time":
    "{file}, línea {line}, columna {column}: falta el tiempo ({text}). Quita la línea del archivo o indica otra columna como `time`.",
  "table-not-time":
    '{file}, línea {line}, columna {column}: {text} no es un tiempo que se pueda leer. Di cómo están escritos con `time_format`, con las letras de strptime, como "%d/%m/%Y %H:%M".',
  "table-not-number":
    "{file}, línea {line}, columna {column}: {text} no es un número. Si indica que falta un valor, escribe `missing_values: [{text}]` y qué pasa con ellos en `missing`.",
  "table-missing":
    "{file}, línea {line}, columna {column}: falta el valor ({text}), y en toda la columna {count} {count|valor|valores}. Di qué hacer: `missing: drop` quita la fila, `missing: linear` toma la recta entre sus vecinos, `missing: previous` el valor anterior, `missing: 0` un número.",
  "table-missing.edge":
    "{file}, línea {line}, columna {column}: falta el valor ({text}), y a uno de sus lados no hay otro que `missing: {rule}` pueda tomar. `missing: drop` quita la fila.",
  "table-ragged":
    "{file}, línea {line}: {found} {found|celda|celdas}, y la cabecera tiene {expected}. Si la línea no es una fila de la tabla, déjala fuera: `skip_after_header` bajo la cabecera, `skip_footer` al final, `comment` para líneas con un signo delante.",
  "table-ragged.plain": "{file}, línea {line}: {found} {found|celda|celdas}, y la primera fila tiene {expected}.",
  "table-quote":
    "{file}, línea {line}: tras las comillas que cierran tiene que venir la celda siguiente o el fin de la línea. Las comillas dentro de una celda entre comillas se escriben dobles.",
  "table-quote-open": "{file}, línea {line}: una celda empieza con comillas y no las cierra.",
  "table-nul":
    "{file}, línea {line}: un byte NUL, que ningún texto tiene. El archivo está dañado, no es una tabla o tiene otra codificación (`encoding`).",
  "table-long-line":
    "{file}, línea {line}: más de 16 millones de caracteres. Faltan unas comillas que cierren o los fines de línea.",
  "table-no-rows": "{file} no tiene filas.",
  "table-too-large":
    "{file}, línea {line}: habría que guardar más de {most,number} números. Nombra menos columnas o corta el archivo.",
  "table-comma":
    '{file}: la coma de {text} podría ser decimal o de millares. Escribe `decimal: ","` o `thousands: ","`.',
  "table-encoding": "{file} no está escrito en {encoding}, que es lo que dice `encoding`.",
  "table-json": "{file}, línea {line}: cada línea tiene que ser un objeto JSON, como {example}.",
  "table-json.key": "{file}, línea {line}: la clave {column} no está entre las de la primera línea.",
  "table-sign": "{key} tiene que ser un solo signo, no {found}.",
  "table-decimal": 'decimal tiene que ser "." o ",", no {found}.',
  "table-unreadable": "{file} no se puede leer: {problem}",
  "table-outside": "{file} sale de la carpeta en la que este archivo de modelo puede leer.",
  "table-guessed": "{file} se lee por su aspecto, con {guesses}. Escrito junto a `file` no es una suposición.",
  "table-changed": "{file} cambió mientras se leía: se ha leído la parte que tenía al principio.",
  "series-sorted": "Las filas de {file} no están en orden de tiempo; se ponen en él.",
  "series-doubled":
    "{file} tiene {count} {count|fila|filas} con un tiempo que ya tiene otra, la primera {time}. Si el archivo tiene varias series, aquí se mezclan: `group` las distingue por una columna.",
  "series-gaps":
    "Los tiempos de {file} distan casi siempre {step}; {count} {count|paso es más largo|pasos son más largos}, el primero tras {time}. Las ventanas los atraviesan.",
  "source-array": "Un archivo .npy dice él mismo cómo están escritos sus números, y se leen todos: quita {key}.",
  "npy-magic": "{file} no es un archivo .npy de NumPy: empieza de otra manera.",
  "npy-header": "{file} está dañado: no se puede leer la cabecera de un archivo .npy.",
  "npy-type":
    "{file} contiene {type}, y solo se leen números sin más: float, int, uint o bool. Conviértelos en Python: `np.save(file, array.astype('float32'))`.",
  "npy-size":
    "{file} tiene {found,number} bytes de números, y su cabecera pide {expected,number}. Está cortado o dañado.",
  "npy-empty":
    "{file} no contiene muestras: la primera dimensión de su matriz es la de las muestras, y ninguna puede ser 0.",
  "npy-too-large": "{file} contiene más de {most,number} números. Guarda una parte de la matriz.",
  "npy-number":
    "{file}, elemento {place}: de {text} no se puede aprender. Los datos tienen que ser números finitos dentro de ±3.4e38.",
  "npy-changed": "{file} se ha acortado mientras se leía.",
  "source-padding": "Las filas de una tabla tienen todas la misma longitud: quita padding.",
  "source-drop":
    "`missing: drop` dejaría x e y con filas distintas. Da un valor en su lugar o quita las filas del archivo.",
  "series-logarithm":
    "{file}: la columna {column} tiene {found}, y solo los números mayores que 0 tienen logaritmo. Quita `logarithm`, o esas filas.",
  "series-calendar": "El calendario necesita tiempos: nombra su columna con `time`.",
  "series-calendar.numbers":
    "El calendario necesita fechas, y los tiempos de aquí son simples números. Escribe `time_format` si aun así son fechas, o quita `calendar`.",
  "series-every": "every tiene que ser un número de filas como 24, o un tiempo como 15min, 1h, 1d o 1w, no {found}.",
  "series-every.time":
    "`every: {every}` toma la media de un tiempo: nombra en `time` la columna que lo indica. Un número solo toma una de cada n filas.",
  "series-every.numbers":
    "`every: {every}` es un tiempo, y la columna de `time` tiene números sin más. Escribe cuántas filas, como `every: 24`.",
  "series-groups": "{file} tiene {count} {count|serie|series}, que distingue {column}.",
  "table-no-group":
    "{file}, línea {line}, columna {column}: falta de qué serie es la fila ({text}). Completa el archivo o quita la línea.",
  "series-other-changes":
    "La ejecución se entrenó con {known}, y el archivo dice {found}: eso necesita una ejecución propia.",
  "series-short":
    "{file} tiene {rows} {rows|fila|filas}; una ventana de {window} y un horizonte de {horizon} necesitan {needed}.",
  "series-no-training":
    "De las {rows} filas de {file} la parte de entrenamiento tiene {training}: pocas para una ventana de {window} y un horizonte de {horizon}, {needed} filas. Da a `split` un `train` mayor o más filas a la serie.",
  "series-no-validation":
    "De las {rows} filas de {file} la parte de validación tiene {found}: pocas para un horizonte de {horizon}. Da a `split` una `validation` mayor o ninguna.",
  "series-two-splits": "Los datos de un archivo se reparten con su propio `split`; quita `validation_split`.",
  "series-ends": "Una serie alimenta una entrada y una salida; la red tiene varias: {names}.",
  "series-other-columns":
    "La ejecución se entrenó con las columnas {known}, y el archivo nombra {found}: otras columnas necesitan una ejecución propia.",
  "data-other-file": "Solo los datos de una forma con `file` se pueden leer de otro archivo.",
};
