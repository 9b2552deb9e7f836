// What a page in a browser would take of the project.
export { lintConf } from "../../src/lint/lint-conf.ts";
export { reporters } from "../../src/report/finding/reporters.ts";
