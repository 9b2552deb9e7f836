// What a page in a browser would take of the project.

export { suggestionsAt } from "../../src/editor/completion.ts";
export { factsSuggestionsAt } from "../../src/editor/facts-file.ts";
export { hintsIn } from "../../src/editor/hints.ts";
export { hoverAt } from "../../src/editor/hover.ts";
export { shownMarks } from "../../src/editor/marks.ts";
export { outlineOf } from "../../src/editor/outline.ts";
export { lintConf } from "../../src/lint/lint-conf.ts";
export { reporters } from "../../src/report/finding/reporters.ts";
