/** Spanish, TensorFlow: found or not, and its set-up. */
import type { tensorFlow as english } from "../en/tensorFlow";

export const tensorFlow: Readonly<Record<keyof typeof english, string>> = {
  "tensorflow-absent":
    "TensorFlow no está instalado aquí. Lo instala el comando Unroll: Instalar TensorFlow, o `unroll engines --setup tensorflow`.",
  "log-needs-tensorflow":
    "TensorFlow escribe los archivos para TensorBoard, entrene el motor que entrene, y aquí no está instalado. `unroll engines --setup tensorflow` lo instala.",
  "tfjs-needs-tensorflow":
    "TensorFlow.js sobre TensorFlow escribe model.json, y aquí no está instalado. `unroll engines --setup tensorflow` lo instala.",
  "tfjs-not-expressible":
    "{layer} no se puede guardar para tf.loadLayersModel: {argument} no tiene cabida en un modelo de tf.layers. Quita --save-tfjs o cambia la capa.",
  "tfjs-differs":
    "Esta red no se puede guardar para tf.loadLayersModel: tf.layers calcula {output} de otra manera, así que sus respuestas serían otras. Quita --save-tfjs.",
  "tensorflow-no-avx":
    "Este procesador no tiene AVX, y TensorFlow está compilado para procesadores que lo tienen. El motor wasm funciona sin él.",
  "tensorflow-broken":
    "TensorFlow en {folder} no se puede cargar: {problem}. Lo instala de nuevo el comando Unroll: Instalar TensorFlow, o `unroll engines --setup tensorflow`.",
  "tensorflow-crashed":
    "TensorFlow en {folder} terminó su autoprueba con {how}. Lo instala de nuevo el comando Unroll: Instalar TensorFlow, o `unroll engines --setup tensorflow`.",
  "tensorflow-late":
    "TensorFlow en {folder} no terminó su autoprueba en {seconds} {seconds|segundo|segundos}. Inténtalo cuando el equipo esté menos ocupado, o instálalo de nuevo: el comando Unroll: Instalar TensorFlow, o `unroll engines --setup tensorflow`.",
  "tensorflow-wrong":
    "TensorFlow en {folder} calcula números equivocados en su autoprueba: una pérdida de {found} en vez de {expected}. Lo instala de nuevo el comando Unroll: Instalar TensorFlow, o `unroll engines --setup tensorflow`.",
  "tensorflow-no-self-test": "Falta la autoprueba de TensorFlow ({file}) junto al programa. Vuelve a instalar Unroll.",
  "tensorflow-step.waiting": "Esperando a otro proceso que instala TensorFlow…",
  "tensorflow-step.there": "TensorFlow ya está instalado: {folder}",
  "tensorflow-step.renew": "TensorFlow está aquí y no funciona: se instala de nuevo.",
  "tensorflow-step.plan":
    "Lo que se descarga ahora va a {folder}: de npm unos 25 MB, luego la biblioteca de TensorFlow, unos 270 MB de PyPI o, si ese camino está cerrado, unos 100 MB de storage.googleapis.com. En total ocupan ahí unos 1,2 GB.",
  "tensorflow-step.package":
    "Obteniendo tfjs-node {version} y lo que necesita desde npm: {packages} paquetes de versión fija, cada uno comprobado con su SHA-512…",
  "tensorflow-step.download":
    "Descargando la biblioteca de TensorFlow con el instalador propio del paquete desde storage.googleapis.com: por HTTPS, pero sin un hash con que comprobarla…",
  "tensorflow-step.library": "Obteniendo TensorFlow 2.21.0 desde PyPI (unos 270 MB), comprobado con su SHA-256…",
  "tensorflow-step.library-so-far": "Biblioteca de TensorFlow desde PyPI: {megabytes} de unos 270 MB…",
  "tensorflow-step.download-so-far": "Biblioteca de TensorFlow: {megabytes} MB hasta ahora…",
  "tensorflow-step.compile": "Compilando la pieza entre Node y TensorFlow…",
  "tensorflow-step.test": "Entrenando un paso para probarlo…",
  "tensorflow-ready": "TensorFlow está listo: {folder}",
  "tensorflow-removed": "Se ha quitado TensorFlow: {folder}",
  "tensorflow-nothing-to-remove": "No hay nada que quitar: {folder} no existe.",
  "tensorflow-needs-npm": "Para instalar TensorFlow hace falta npm, que no está en el PATH. Instala Node.js con npm.",
  "tensorflow-needs-python":
    "TensorFlow viene de PyPI, para lo que hace falta Python con pip: instala python3 y python3-pip. No se puede acceder a su descarga propia, el otro camino.",
  "tensorflow-needs-compiler":
    "Para instalar TensorFlow hace falta un compilador de C++, y no hay c++ ni g++ ni clang++. Instala uno, en Debian el paquete g++.",
  "tensorflow-needs-download":
    "No se puede acceder al servidor de descargas de TensorFlow, y en este sistema no hay otro camino. Inténtalo donde se pueda acceder a storage.googleapis.com.",
  "tensorflow-program-failed": "La instalación de TensorFlow falló en {program}:\n{log}",
  "tensorflow-set-up-failed": "La instalación de TensorFlow falló: {problem}",
  "tensorflow-set-up-interrupted": "La instalación de TensorFlow se interrumpió; no queda nada de ella.",
  "tensorflow-set-up-interrupted.renew":
    "La instalación de TensorFlow se interrumpió; lo que había antes, que no funciona, sigue como estaba.",
  "tensorflow-wait-interrupted": "Se interrumpió antes de cambiar nada.",
  "tensorflow-set-up-ended":
    "La instalación de TensorFlow acabó antes de poder retirar sus archivos; la siguiente los quitará.",
};
