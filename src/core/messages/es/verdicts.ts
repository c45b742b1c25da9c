/** Spanish, verdicts on a run and on what a layer holds. */
import type { verdicts as english } from "../en/verdicts";

export const verdicts: Readonly<Record<keyof typeof english, string>> = {
  "verdict-no-better":
    "No mejora la mejor respuesta constante: esa da una pérdida de {baseline,number}, la red {loss,number}.",
  "verdict-no-better.value":
    "No mejora la respuesta constante {answer,number}: esa da una pérdida de {baseline,number}, la red {loss,number}.",
  "verdict-no-better.class":
    "No mejora la respuesta constante con las proporciones de las clases (la más común es {answer}): esa da una pérdida de {baseline,number}, la red {loss,number}.",
  "verdict-no-better.next":
    "Entrena más épocas o con un learning_rate mayor; si la pérdida no baja, mira si la entrada está escalada y si de verdad decide la respuesta.",
  "verdict-better":
    "La pérdida es {loss,number}; la mejor respuesta constante da {baseline,number}, {times,number} veces más.",
  "verdict-last-value":
    "No mejora el repetir el último valor: eso da una pérdida de {baseline,number}, la red {loss,number}.",
  "verdict-last-value.next":
    "Un pronóstico útil mejora el último valor: prueba con más épocas, una ventana más larga o más entradas.",
  "verdict-beats-last-value": "Repetir el último valor da una pérdida de {baseline,number}, la red {loss,number}.",
  "verdict-overfitting":
    "Sobreajuste desde la época {epoch}: val_loss subió de {best,number} a {now,number} mientras la pérdida bajaba de {before,number} a {loss,number}.",
  "verdict-overfitting.next":
    "Escribe early_stopping en fit, con restore_best_weights: true, añade Dropout, o usa menos unidades o más muestras.",
  "verdict-jumping":
    "La pérdida da saltos: subió más de un 5 % en {rises} de las últimas {epochs} {epochs|época|épocas}.",
  "verdict-jumping.next": "Usa un tercio del learning_rate, o clipnorm: 1.",
  "verdict-falling": "La pérdida sigue bajando: un {percent,number} % en {epochs} {epochs|época|épocas}.",
  "verdict-falling.next": "Entrena más épocas.",
  "verdict-vanishing":
    "{layer}: a t {far} llega el {percent,number} % del gradiente de t {near}, así que la red casi no aprende de su extremo lejano.",
  "verdict-vanishing.plain": "Prueba LSTM o GRU con los mismos datos: sus puertas llevan el gradiente más lejos.",
  "verdict-vanishing.gated": "Entrena más, para que las puertas aprendan a conservar, o acorta las secuencias.",
  "verdict-exploding": "{layer}: el gradiente en t {far} es {times,number} veces el de t {near}.",
  "verdict-exploding.next": "Añade clipnorm: 1 al optimizador.",
  "verdict-memory":
    "{layer}: la última salida alcanza {reach} de {steps} {steps|paso|pasos} hacia atrás, hasta t {first}; lo anterior la mueve menos de la décima parte que el paso más fuerte.",
  "verdict-saturated":
    "{layer}: la puerta {gate} apenas se mueve: el {percent,number} % de sus valores está cerca de un extremo ({low,number} % bajo 0.1, {high,number} % sobre 0.9).",
  "verdict-saturated.next": "Si aún tiene que aprender, usa un learning_rate menor o un kernel_regularizer.",
  "verdict-dead":
    "{layer}: {dead} de {units} {units|unidad|unidades} se quedan dentro de ±{most} en todos los pasos de esta muestra.",
  "verdict-dead.next": "Quizá basten menos unidades.",
};
