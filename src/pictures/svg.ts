/**
 * Pictures as the text of an SVG file: a pen that writes shapes, and the file around them.
 *
 * Every word is escaped, so a name in a model file is never markup. Held by test/pictures/svg.test.ts.
 */
import { css, type Pen, type Rgb } from "./pen";

export interface SvgHead {
  readonly width: number;
  readonly height: number;
  readonly background: Rgb;
  readonly font: string;
  /** What the picture is, and what it shows: read aloud, and shown as a tip. */
  readonly title: string;
  readonly description: string;
}

/** The file, with shapes in the middle. */
export function svgFile({ width, height, background, font, title, description }: SvgHead, shapes: string): string {
  const size = { width: Math.ceil(width), height: Math.ceil(height) };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg"${attributes({ ...size, viewBox: `0 0 ${size.width} ${size.height}` })} role="img" aria-labelledby="title description"${attributes({ "font-family": font })}>`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="description">${escapeXml(description)}</desc>`,
    `<rect${attributes({ ...size, fill: css(background) })}/>`,
    shapes,
    "</svg>\n",
  ].join("\n");
}

/** A pen whose shapes are the text that `write` is given, one after the other. */
export function svgPen(write: (shape: string) => void): Pen {
  return {
    rect: (x, y, width, height, fill) => write(`<rect${attributes({ x, y, width, height, fill })}/>`),
    frame: (x, y, width, height, stroke) =>
      write(
        `<rect${attributes({ x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, fill: "none", stroke })}/>`,
      ),
    line: (points, stroke, width) => {
      if (points.length === 0) return;
      const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
      write(
        `<polyline${attributes({ points: path, fill: "none", stroke, "stroke-width": width, "stroke-linejoin": "round" })}/>`,
      );
    },
    disc: (cx, cy, r, fill, stroke) => write(`<circle${attributes({ cx, cy, r, fill, stroke })}/>`),
    path: (way, { fill = "none", stroke, width = 1, dash }, x = 0, y = 0) =>
      write(
        `<path${attributes({
          ...{ d: way, fill },
          ...(stroke !== undefined && { stroke, "stroke-width": width }),
          ...(dash && { "stroke-dasharray": dash.join(" ") }),
          ...((x !== 0 || y !== 0) && { transform: `translate(${round(x)} ${round(y)})` }),
        })}/>`,
      ),
    text: (text, x, y, fill, { size = 11, align = "center", bold = false, font, halo } = {}) => {
      const anchor = { left: "start", center: "middle", right: "end" }[align];
      const look = {
        ...{ "font-size": size, "text-anchor": anchor },
        ...(bold && { "font-weight": 600 }),
        ...(font !== undefined && { "font-family": font }),
        ...(halo !== undefined && { "paint-order": "stroke", stroke: halo, "stroke-width": 4 }),
      };
      // Not every program knows dominant-baseline: the middle of small letters lies a third of their size above the line.
      write(`<text${attributes({ x, y: y + size * 0.35, fill, ...look })}>${escapeXml(text)}</text>`);
    },
  };
}

/** ` name="value"` for each. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? round(value) : escapeXml(value)}"`)
    .join("");
}

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as XML has it; letters that XML has not are left out. */
export function escapeXml(text: string): string {
  return (
    text
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
      // oxlint-disable-next-line no-control-regex -- exactly those have no place in XML
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/[&<>"']/g, (sign) => signs[sign] as string)
  );
}

const round = (value: number): number => (Number.isFinite(value) ? Math.round(value * 100) / 100 : 0);
