/** The pen of a canvas, and a canvas as sharp as the screen. */
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
    path: (way, { fill, stroke, width = 1, dash = [] }, x = 0, y = 0) => {
      const path = new Path2D(way);
      context.save();
      context.translate(x, y);
      if (fill !== undefined) {
        context.fillStyle = fill;
        context.fill(path);
      }
      if (stroke !== undefined) {
        Object.assign(context, { strokeStyle: stroke, lineWidth: width });
        context.setLineDash([...dash]);
        context.stroke(path);
      }
      context.restore();
    },
    text: (text, x, y, fill, { size = 11, align = "center", bold = false, font: own, halo } = {}) => {
      context.font = `${bold ? "600 " : ""}${size}px ${own ?? font}`;
      context.textAlign = align;
      context.textBaseline = "middle";
      if (halo !== undefined) {
        Object.assign(context, { strokeStyle: halo, lineWidth: 4, lineJoin: "round" });
        context.strokeText(text, x, y);
      }
      context.fillStyle = fill;
      context.fillText(text, x, y);
    },
  };
}

/** Gives a canvas as many pixels as the screen has in its place, empty, and drawn on in pixels of the page. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const density = globalThis.devicePixelRatio || 1;
  const [across, down] = [Math.max(1, Math.round(width * density)), Math.round(height * density)];
  if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  const scale = across / Math.max(1, width);
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}
