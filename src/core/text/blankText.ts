/** A text in which nothing is written yet but, at most, comments: it is greeted with help instead of findings. */
export const isBlank = (text: string): boolean => !/^\s*[^\s#]/m.test(text.replace(/^\uFEFF/, ""));
