/**
 * Views that can be saved, and the forms that they are saved in: as a picture (SVG, PNG) or as the numbers that the picture shows (CSV,
 * JSON). The panel draws them, for it has the data, the theme and a canvas; the host asks for a place and writes.
 */
import * as v from "valibot";

export const savedViews = ["score", "gates", "gradient", "network", "loss", "predictions", "comparison"] as const;
export const SavedViewSchema = v.picklist(savedViews);
export type SavedView = v.InferOutput<typeof SavedViewSchema>;

export const savedFormats = ["svg", "png", "csv", "json"] as const;
export const SavedFormatSchema = v.picklist(savedFormats);
export type SavedFormat = v.InferOutput<typeof SavedFormatSchema>;

/** The numbers of 1,000 steps of 512 units have half of this. */
const LARGEST = 200_000_000;

/** What goes into the file; null where there is nothing to be seen of that view. */
export const SavedContentSchema = v.nullable(
  v.union([v.pipe(v.string(), v.maxLength(LARGEST)), v.pipe(v.instance(Uint8Array), v.maxLength(LARGEST))]),
);
export type SavedContent = v.InferOutput<typeof SavedContentSchema>;
