import type { NanomqVersion } from "../nanomq/version.ts";
import type { Reading, TreeNode } from "../text/conf/tree.ts";
import type { Span } from "../text/source.ts";
import { canonical } from "./canonical.ts";
import { applyEnvironment, type Environment } from "./environment.ts";
import { applyFlags } from "./flags.ts";
import { type BrokerFiles, Load } from "./load.ts";
import type { Layered } from "./overlay.ts";
import { readAuth } from "./sections/auth.ts";
import { readAuthSwitches, readMqtt, readSystem } from "./sections/basic.ts";
import { readBridges } from "./sections/bridges.ts";
import { readHttpServer } from "./sections/http-server.ts";
import { readListeners, readTlsListener } from "./sections/listeners.ts";
import { readLog } from "./sections/log.ts";
import { readPreset } from "./sections/preset.ts";
import { readRules } from "./sections/rules.ts";
import { readRetired, readSqlite } from "./sections/storage.ts";
import { readWebhook } from "./sections/webhook.ts";
import { effectsOf, type NodeEffect, overriddenEffects } from "./setting.ts";
import { settleListeners } from "./settle.ts";
import type { LoadHazard, Origin, SetOrigin, Value } from "./value.ts";

/** Where variables and options stand, by name. */
export type Places = ReadonlyMap<string, Span>;

/** Everything besides the conf that decides what a broker runs with. */
export interface Surroundings {
  readonly version: NanomqVersion;
  readonly environment?: Environment | undefined;
  /** Options of `nanomq start`, one word each: `["--qos_duration", "5"]`. */
  readonly flags?: readonly string[] | undefined;
  /** Where those of them stand that stand in a file, by name: `NANOMQ_QOS_DURATION`, `--qos_duration`. */
  readonly places?: Places | undefined;
  /** Files the broker finds: certificates and keys. */
  readonly files?: BrokerFiles | undefined;
  /** Build options, `officialFeatures` by default. */
  readonly features?: readonly string[] | undefined;
}

/** What the official "full" packages and images are built with. */
export const officialFeatures: readonly string[] = ["acl", "jwt", "log", "quic", "rules", "sqlite", "tls"];

export interface Settings {
  readonly version: NanomqVersion;
  /** The canonical tree they were read from; absent where the broker has none. */
  readonly tree: TreeNode | undefined;
  /** Paths as in the conf; lists are counted, `bridges.mqtt[0].server`; parts in parentheses are no keys. */
  readonly values: Layered<Value>;
  /** Of what somebody set; what is not here is a default. */
  readonly origins: Layered<SetOrigin>;
  /** Who set a setting to another value, and lost. */
  readonly beaten: ReadonlyMap<string, SetOrigin>;
  /** Texts of the variables and options that the broker took, by name. */
  readonly told: ReadonlyMap<string, string>;
  /** Where variables and options stand that stand in a file, by name. */
  readonly places: Places;
  /** Who named a file that is read at once, by the setting that a conf would name it in: its name is not kept. */
  readonly taken: ReadonlyMap<string, Origin>;
  /** Elements of lists, and sections with names of the user's, under their counted paths: `bridges.mqtt[0]`. */
  readonly counted: ReadonlyMap<TreeNode, string>;
  /** What became of every written key, in the order of the tree, then the definitions that lost. */
  readonly effects: readonly NodeEffect[];
  /** Where the loader dies or damages memory. */
  readonly hazards: readonly LoadHazard[];
}

/** The sections in the order NanoMQ reads them. */
function readFile(load: Load, root: TreeNode): void {
  readSystem(load, root);
  readAuthSwitches(load, root);
  readMqtt(load, root);
  if (readListeners(load, root)) readHttpServer(load, root);
  readSqlite(load, root);
  readTlsListener(load, root);
  readLog(load, root);
  readWebhook(load, root);
  readPreset(load, root);
  readAuth(load, root);
  readBridges(load, root);
  readRetired(load, root);
  readRules(load, root);
}

const nothingRead = { tree: undefined, overridden: [] };

/** Settings of a broker that reads this tree; without a tree it has defaults, environment and flags alone. */
export function settingsOf(
  read: TreeNode | undefined,
  overridden: Reading["overridden"],
  surroundings: Surroundings,
): Settings {
  const { tree, overridden: inOtherCase } = read === undefined ? nothingRead : canonical(read);
  const { version, environment = {}, flags = [], files = {}, features = officialFeatures } = surroundings;
  const { places = new Map() } = surroundings;
  const load = new Load(version, files);
  // Up to 0.24.0 the environment wins over the file, since 0.24.1 the file wins.
  const environmentFirst = load.has("environment-before-file");
  if (environmentFirst) applyEnvironment(load, environment);
  if (tree !== undefined) readFile(load, tree);
  if (!environmentFirst) applyEnvironment(load, environment);
  applyFlags(load, flags);
  settleListeners(load);
  const written = tree === undefined ? [] : effectsOf(load, tree, new Set(features));
  return {
    version,
    tree,
    values: load.values,
    origins: load.origins,
    beaten: load.beaten,
    counted: load.counted,
    told: load.told,
    places,
    taken: load.taken,
    effects: [...written, ...overriddenEffects([...inOtherCase, ...overridden])],
    hazards: load.hazards,
  };
}

/** What the broker runs with after this reading: a file it rejects sets nothing. */
export function effective(reading: Reading, surroundings: Surroundings): Settings {
  return settingsOf(reading.tree, reading.overridden, surroundings);
}

/** What it would run with once the errors of the file are mended. */
export function intended(reading: Reading, surroundings: Surroundings): Settings {
  return settingsOf(reading.intended, reading.overridden, surroundings);
}

/** The same settings with other places: those of the file that the conf stands in. */
export function movedSettings(settings: Settings, moved: (span: Span) => Span): Settings {
  const { origins, effects, hazards } = settings;
  const originOf = (origin: SetOrigin): SetOrigin =>
    origin.kind === "file" ? { ...origin, span: moved(origin.span) } : origin;
  return {
    ...settings,
    origins: origins.mapped(originOf),
    effects: effects.map(({ effect, keySpan, span, ...rest }) => ({
      ...rest,
      keySpan: moved(keySpan),
      span: moved(span),
      effect:
        effect.kind === "ignored" && effect.reason === "overridden"
          ? { ...effect, by: moved(effect.by) }
          : effect,
    })),
    hazards: hazards.map((hazard) => ({ ...hazard, span: hazard.span && moved(hazard.span) })),
  };
}
