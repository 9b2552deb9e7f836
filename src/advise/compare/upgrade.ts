import { notesBetween, type ReleaseNote } from "../../nanomq/notes.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Settings } from "../../start/effective.ts";
import { inForce, isAsWritten, type Outcome, type Run, run } from "../../start/run.ts";
import type { NodeEffect } from "../../start/setting.ts";
import { compareSettings, type SettingChange } from "../../start/settings.ts";
import type { Start } from "../../start/start.ts";
import type { Effect } from "../../start/value.ts";
import type { Span } from "../../text/source.ts";
import { type BehaviourChange, type ComparedClient, type Concern, compareBehaviours } from "./behaviours.ts";
import { compareWindows, type WindowChange } from "./windows.ts";

/** A written line that one of the versions takes otherwise. */
export interface WrittenChange {
  readonly path: string;
  readonly span: Span;
  readonly before: Effect;
  readonly after: Effect;
}

export interface Upgrade {
  readonly from: NanomqVersion;
  readonly to: NanomqVersion;
  readonly outcome: { readonly before: Outcome; readonly after: Outcome };
  readonly written: readonly WrittenChange[];
  readonly settings: readonly SettingChange[];
  readonly behaviours: readonly BehaviourChange[];
  /** About what the file sets. */
  readonly notes: readonly ReleaseNote[];
  /** About the broker itself. */
  readonly general: readonly ReleaseNote[];
  readonly windows: readonly WindowChange[];
  /** True where something that the file uses changes. */
  readonly affected: boolean;
}

export interface UpgradeInput {
  /** As it is started with the release of today, and with the one to go to: an image may read another conf then. */
  readonly before: Start;
  readonly after: Start;
  readonly clients: readonly (ComparedClient & { readonly name: string })[];
}

/** Value apart: that of a misread line is compared with the settings. */
function effectText(effect: Effect): string {
  switch (effect.kind) {
    case "used":
      return "used";
    case "ignored":
      return `ignored ${effect.reason}`;
    case "misread":
      return `misread ${effect.reason} ${String(effect.value)}`;
  }
}

function writtenName({ path, keySpan }: NodeEffect): string {
  return `${path} ${keySpan.file} ${keySpan.start}`;
}

function compareWritten(before: Settings, after: Settings): readonly WrittenChange[] {
  const later = new Map(after.effects.map((effect) => [writtenName(effect), effect.effect]));
  return before.effects.flatMap((written) => {
    const now = later.get(writtenName(written));
    if (now === undefined || effectText(now) === effectText(written.effect)) return [];
    return [{ path: written.path, span: written.keySpan, before: written.effect, after: now }];
  });
}

/** `bridges.mqtt.*.enable` fits `bridges.mqtt.emqx.enable` and what lies below it. */
function isBelow(path: string, key: string): boolean {
  const steps = path.split(/[.[]/);
  const wanted = key.split(".");
  return wanted.length <= steps.length && wanted.every((step, at) => step === "*" || step === steps[at]);
}

function writer(...settings: readonly Settings[]): Concern["writes"] {
  const paths = new Set(settings.flatMap(({ effects }) => effects.map(({ path }) => path)));
  return (key) => [...paths].some((path) => isBelow(path, key));
}

/** What becomes of a start when the broker goes from one version to another; where it does not run: once it is mended. */
export function compareVersions({ before, after, clients }: UpgradeInput): Upgrade {
  return compareRuns(run(before), run(after), clients);
}

/** The same of two brokers that were started on paper already. */
export function compareRuns(first: Run, second: Run, clients: UpgradeInput["clients"]): Upgrade {
  const [from, to] = [first.start.version, second.start.version];
  const [before, after] = [inForce(first), inForce(second)];
  const writes = writer(before, after);
  const outcome = { before: first.outcome, after: second.outcome };
  const written = compareWritten(before, after);
  const settings = compareSettings(before, after);
  const behaviours = compareBehaviours(from, to, { writes, settings: before, clients });
  const between = notesBetween(from, to);
  const notes = between.filter(({ keys }) => keys.some(writes));
  const windows = compareWindows(before, after, clients);
  return {
    from,
    to,
    outcome,
    written,
    settings,
    behaviours,
    notes,
    general: between.filter(({ keys }) => keys.length === 0),
    windows,
    affected:
      !isAsWritten(outcome.after) ||
      outcome.before !== outcome.after ||
      written.length > 0 ||
      settings.some(({ set }) => set) ||
      behaviours.some(({ concerns }) => concerns) ||
      windows.some(({ changed }) => changed) ||
      notes.length > 0,
  };
}
