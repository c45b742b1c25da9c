/** The text of SVG files: what a name holds is never markup. */
import { expect, test } from "vitest";
import { attributes, escapeXml, svgFile, svgPen } from "../../src/pictures/svg";

const hostile = `<script>alert("1")</script> & ' \u0000\u0008 \ud800 ]]> é 漢`;

test("text is escaped, and letters that XML has not are left out", () => {
  expect(escapeXml(hostile)).toBe("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;  \ufffd ]]&gt; é 漢");
  expect(attributes({ d: `"/><script>`, x: 1.23456, bad: Number.NaN })).toBe(
    ` d="&quot;/&gt;&lt;script&gt;" x="1.23" bad="0"`,
  );
});

test("a file of every shape is well formed", () => {
  const shapes: string[] = [];
  const pen = svgPen((shape) => shapes.push(shape));
  pen.rect(0, 0, 10, 10, "rgb(1 2 3)");
  pen.frame(0, 0, 10, 10, "#000");
  pen.line([[0, 0], [1, 2]], "#000", 2); // prettier-ignore
  pen.line([], "#000", 2);
  pen.disc(1, 1, 3, "#fff", "#000");
  pen.text(hostile, 1, 1, "#000", { bold: true, align: "right" });
  expect(shapes).toHaveLength(5);
  const head = { width: 99.5, height: 20, background: [255, 255, 255] as const, font: `"x'` };
  const file = svgFile({ ...head, title: hostile, description: hostile }, shapes.join("\n"));
  expect(openTags(file)).toEqual([]);
  expect(file).toMatch(/^<svg [^>]*width="100" height="20"/);
  expect(file).not.toContain("<script");
});

/** The tags that are not closed, after every one has been looked at. */
export function openTags(xml: string): string[] {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<>]*")*)\s*(\/?)>/g,
    (_tag, end: string, name: string, _attributes, alone: string) => {
      if (end) expect(open.pop()).toBe(name);
      else if (!alone) open.push(name);
      return "";
    },
  );
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#39);)/);
  return open;
}
