// The library: everything the command line stands on, without files, clock or terminal.

export { type Advice, advise } from "./advise/advise.ts";
export type { AdviseInput } from "./advise/plan.ts";
export { BrokerCore } from "./broker/core.ts";
export { type ConfigInput, type ConfigOptions, type ConfigResult, readConfig } from "./config/read-config.ts";
export { type Facts, noFacts } from "./facts/facts.ts";
export type { FactsProblem } from "./facts/facts-problem.ts";
export { type FactsResult, readFacts } from "./facts/read-facts.ts";
export type { Finding } from "./findings/finding.ts";
export { type LintInput, type LintResult, lintConf } from "./lint/lint-conf.ts";
export { newestRelease, oldestRelease, releases, resolveVersion } from "./nanomq/releases.ts";
export { type NanomqVersion, parseVersion } from "./nanomq/version.ts";
export {
  type DetectionReplay,
  detectionReplay,
  effectiveMultiplier,
  type TimingSettings,
  type WindowMs,
} from "./replay/detection.ts";
export { replayTraceLine } from "./replay/trace/replay-trace.ts";
export { type Completion, completionsAt } from "./schema/completion.ts";
export type { Misfit, MisfitCode } from "./schema/misfit.ts";
export { schemaFor } from "./schema/schema-for.ts";
export { parse, print } from "./syntax/lossless.ts";
export { readConf } from "./syntax/read-conf.ts";
export { readTree, type TreeResult } from "./syntax/read-tree.ts";
export type { Hazard, Reading, TreeNode } from "./syntax/tree.ts";
