// The library: everything the command line stands on, without files, clock or terminal.

export { type Advice, advise } from "./advise/search/advise.ts";
export type { AdviseInput } from "./advise/search/plan.ts";
export { type Facts, noFacts } from "./facts/facts.ts";
export type { FactsProblem } from "./facts/facts-problem.ts";
export { type FactsResult, readFacts } from "./facts/read-facts.ts";
export type { Finding } from "./lint/finding/finding.ts";
export { type LintInput, type LintResult, lintConf } from "./lint/lint-conf.ts";
export { type Completion, completionsAt } from "./lint/shape/completion.ts";
export type { Misfit, MisfitCode } from "./lint/shape/misfit.ts";
export { schemaFor } from "./lint/shape/schema-for.ts";
export { newestRelease, oldestRelease, releases, resolveVersion } from "./nanomq/releases.ts";
export { effectiveMultiplier, type Timer, timerOf } from "./nanomq/time.ts";
export { type NanomqVersion, parseVersion } from "./nanomq/version.ts";
export { type ConfigInput, type ConfigOptions, type ConfigResult, readConfig } from "./start/read-config.ts";
export { parse, print } from "./text/conf/lossless.ts";
export { readConf } from "./text/conf/read-conf.ts";
export { readTree, type TreeResult } from "./text/conf/read-tree.ts";
export type { Hazard, Reading, TreeNode } from "./text/conf/tree.ts";
export { BrokerCore } from "./timing/core/core.ts";
export type { DetectionReplay, WindowMs } from "./timing/detection.ts";
export { detectionReplay, type TimingSettings } from "./timing/library.ts";
export { replayTraceLine } from "./timing/trace/replay-trace.ts";
