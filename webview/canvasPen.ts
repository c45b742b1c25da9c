/** The pen of a canvas. */
import type { Pen } from "../src/pictures/pen";

export function canvasPen(context: CanvasRenderingContext2D, font: string): Pen {
  return {
    rect: (x, y, width, height, fill) => {
      context.fillStyle = fill;
      context.fillRect(x, y, width, height);
    },
    frame: (x, y, width, height, stroke) => {
      context.strokeStyle = stroke;
      context.lineWidth = 1;
      context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    },
    line: (points, stroke, width) => {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.lineJoin = "round";
      context.beginPath();
      for (const [x, y] of points) context.lineTo(x, y);
      context.stroke();
    },
    disc: (x, y, radius, fill, stroke) => {
      context.fillStyle = fill;
      context.strokeStyle = stroke;
      context.lineWidth = 1;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    },
    pixels: (data, width) => {
      if (data.length === 0) return;
      const bytes = new Uint8ClampedArray(data.buffer as ArrayBuffer);
      context.putImageData(new ImageData(bytes, width), 0, 0);
    },
    text: (text, x, y, fill, { size = 11, align = "center", bold = false } = {}) => {
      context.fillStyle = fill;
      context.font = `${bold ? "600 " : ""}${size}px ${font}`;
      context.textAlign = align;
      context.textBaseline = "middle";
      context.fillText(text, x, y);
    },
  };
}
