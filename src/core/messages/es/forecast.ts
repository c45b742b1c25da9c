/** Spanish, forecasts: baselines by name, and the verdict. */
import type { forecast as english } from "../en/forecast";

export const forecast: Readonly<Record<keyof typeof english, string>> = {
  "baseline.last_value": "el último valor",
  "baseline.seasonal": "el valor de una temporada antes",
  "baseline.drift": "la deriva (el último valor y la pendiente de las filas de entrenamiento)",
  "baseline.linear": "el modelo lineal",
  "baseline.mean": "la media de la ventana",
  "forecast-verdict.better":
    "Mejor que {baseline}, la mejor referencia: un error absoluto medio de {model,number} en la parte de prueba frente a {other,number}, un {percent,number} % menos, que es más que ruido (prueba de Diebold y Mariano, p {p}).",
  "forecast-verdict.not_better":
    "No mejor que {baseline}: un error absoluto medio de {model,number} en la parte de prueba frente a {other,number}, una diferencia que puede ser ruido (prueba de Diebold y Mariano, p {p}, nivel del {level} %).",
  "forecast-verdict.worse":
    "No mejor que {baseline}, sino peor: un error absoluto medio de {model,number} en la parte de prueba frente a {other,number}, un {percent,number} % más, que es más que ruido (prueba de Diebold y Mariano, p {p}).",
};
