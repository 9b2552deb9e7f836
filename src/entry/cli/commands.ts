// Every command, in the order of help. The fast path and yargs both read this table.
import type { CommandSpec } from "./command.ts";
import { brokerSpec } from "./specs/broker.ts";
import { completionSpec } from "./specs/completion.ts";
import { diffSpec } from "./specs/diff.ts";
import { explainSpec } from "./specs/explain.ts";
import { initSpec } from "./specs/init.ts";
import { lintSpec } from "./specs/lint.ts";
import { lspSpec } from "./specs/lsp.ts";
import { migrateSpec } from "./specs/migrate.ts";
import { monitorSpec } from "./specs/monitor.ts";
import { outageSpec } from "./specs/outage.ts";
import { preflightSpec } from "./specs/preflight.ts";
import { probeSpec } from "./specs/probe.ts";
import { releasesSpec } from "./specs/releases.ts";
import { replaySpec } from "./specs/replay.ts";
import { rulesSpec } from "./specs/rules.ts";
import { schemaSpec } from "./specs/schema.ts";
import { showSpec } from "./specs/show.ts";
import { suppressSpec } from "./specs/suppress.ts";
import { tuneSpec } from "./specs/tune.ts";
import { upgradeSpec } from "./specs/upgrade.ts";

export const commands: readonly CommandSpec[] = [
  lintSpec,
  suppressSpec,
  showSpec,
  replaySpec,
  outageSpec,
  tuneSpec,
  preflightSpec,
  explainSpec,
  rulesSpec,
  brokerSpec,
  probeSpec,
  monitorSpec,
  migrateSpec,
  schemaSpec,
  releasesSpec,
  upgradeSpec,
  diffSpec,
  initSpec,
  lspSpec,
  completionSpec,
];
