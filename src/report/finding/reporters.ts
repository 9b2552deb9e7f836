import type { View } from "../output/view.ts";
import type { Report, Reporter } from "./reporter.ts";

function inOnePiece(reporter: (report: Report, view: View) => string): Reporter {
  return (report, view) => [reporter(report, view)];
}

/** Every format of `lint`; each is loaded only when it is asked for. */
export const reporters = {
  pretty: async (): Promise<Reporter> => (await import("./pretty.ts")).prettyPieces,
  concise: async (): Promise<Reporter> => inOnePiece((await import("./concise.ts")).concise),
  json: async (): Promise<Reporter> => (await import("./json.ts")).jsonPieces,
  sarif: async (): Promise<Reporter> => inOnePiece((await import("./sarif.ts")).sarif),
  github: async (): Promise<Reporter> => inOnePiece((await import("./github.ts")).github),
  gitlab: async (): Promise<Reporter> => inOnePiece((await import("./gitlab.ts")).gitlab),
  junit: async (): Promise<Reporter> => inOnePiece((await import("./junit.ts")).junit),
  checkstyle: async (): Promise<Reporter> => inOnePiece((await import("./checkstyle.ts")).checkstyle),
  rdjson: async (): Promise<Reporter> => inOnePiece((await import("./rdjson.ts")).rdjson),
  html: async (): Promise<Reporter> => (await import("../html/page.ts")).htmlReporter(),
} as const;

/** `--statistics`. */
export const statisticsReporter = async (): Promise<Reporter> =>
  inOnePiece((await import("./statistics.ts")).statistics);

export type Format = keyof typeof reporters;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(reporters, name);
}

/** Formats that tell a problem and not what to do about it. */
const withoutFixes: ReadonlySet<Format> = new Set<Format>([
  "concise",
  "github",
  "gitlab",
  "junit",
  "checkstyle",
]);

/** True where a format shows what to type: only then is it worth to try a fix. */
export function showsFixes(format: Format): boolean {
  return !withoutFixes.has(format);
}
