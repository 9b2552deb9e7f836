import type { Report, View } from "./reporter.ts";

/** Data in, text out; formats for machines look at no view. */
export type Reporter = (report: Report, view: View) => string;

/** Every format of `lint`; each is loaded only when it is asked for. */
export const reporters = {
  pretty: async (): Promise<Reporter> => (await import("./pretty.ts")).pretty,
  concise: async (): Promise<Reporter> => (await import("./concise.ts")).concise,
  json: async (): Promise<Reporter> => (await import("./json.ts")).json,
  sarif: async (): Promise<Reporter> => (await import("./sarif.ts")).sarif,
  github: async (): Promise<Reporter> => (await import("./github.ts")).github,
  gitlab: async (): Promise<Reporter> => (await import("./gitlab.ts")).gitlab,
  junit: async (): Promise<Reporter> => (await import("./junit.ts")).junit,
} as const;
