import type { Advice } from "../../../advise/search/advise.ts";
import type { AdviseInput, ConfKey, Settings } from "../../../advise/search/plan.ts";
import { readBroker } from "../../../live/http-api/client.ts";
import { changeHot, type HotChange, type HotValue, type NotHeld } from "../../../live/http-api/hot-change.ts";
import type { ApiTarget } from "../../../live/http-api/request.ts";
import { takeoverOfKey } from "../../../nanomq/api/takeover.ts";
import { canBe, releasesReporting } from "../../../nanomq/reported.ts";
import { plainMultiplier, seconds } from "../../../nanomq/time.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { hotChangeWords } from "../../../report/live/hot-change.ts";
import { apiWords } from "../../../report/live/http-api.ts";
import { answered, apiTarget, whereOf } from "../api.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** What became of `--apply-api`. */
export interface AppliedByApi {
  readonly where: string;
  /** By the key of the conf; empty where the broker ran with all of it already. */
  readonly changed: readonly (Omit<HotValue, "name"> & { readonly key: string })[];
  /** Keys that no request can set. */
  readonly notSettable: readonly string[];
}

/** The name of a key in `/reload`. */
function hotName(key: ConfKey, version: NanomqVersion): string | undefined {
  return takeoverOfKey(key, version).api?.name;
}

interface HotSetting {
  readonly key: ConfKey;
  readonly name: string;
  readonly value: number;
}

/** What a request can set of these settings; a timer below one second is nothing to spread. */
function hotSettings(settings: Settings, version: NanomqVersion): readonly HotSetting[] {
  const values: readonly (readonly [ConfKey, number])[] = [
    ["mqtt.retry_interval", seconds(settings.timer.retry)],
    ["mqtt.keepalive_multiplier", plainMultiplier(settings.timer.multiplier)],
    ["mqtt.max_mqueue_len", settings.maxMqueueLen],
  ];
  return values.flatMap(([key, value]) => {
    const name = hotName(key, version);
    return name === undefined || value <= 0 ? [] : [{ key, name, value }];
  });
}

/** The broker has to be of the version that the advice is for: others time differently. */
async function checkVersion(target: ApiTarget, { version }: AdviseInput, session: Session): Promise<void> {
  const { version: running } = await answered(readBroker(target), target, session);
  const releases = releasesReporting(running);
  if (canBe(running, version)) return;
  const words = hotChangeWords[session.language];
  throw new UsageError(words.otherVersion(running, releases[0] ?? running.replace(/-.*$/, ""), version.text));
}

function whyText(why: NotHeld, where: string, { language }: Session): string {
  if (why.kind === "failure") return apiWords[language].failure(why.failure, where);
  return hotChangeWords[language].notTaken(why.names.join(", "), where);
}

/** A command that puts the old values back by hand. */
function commandFor(values: readonly HotValue[], where: string): string {
  const data = Object.fromEntries(values.map(({ name, before }) => [name, before]));
  return `curl -u USER:PASSWORD -d '${JSON.stringify({ data })}' ${where}/api/v4/reload`;
}

/** The values that run now. @throws UsageError where the change did not hold, saying what runs instead */
function heldValues(change: HotChange, where: string, session: Session): readonly HotValue[] {
  const words = hotChangeWords[session.language];
  switch (change.outcome) {
    case "same":
      return [];
    case "changed":
      return change.values;
    case "unread":
      throw new UsageError(apiWords[session.language].failure(change.failure, where));
    case "unknown-names":
      throw new UsageError(words.unknownNames(change.names.join(", "), where));
    case "put-back": {
      const values = change.values.map(({ name, before }) => `${name} ${before}`).join(", ");
      throw new UsageError(words.putBack(whyText(change.why, where, session), values));
    }
    case "left":
      throw new UsageError(words.left(whyText(change.why, where, session), commandFor(change.values, where)));
  }
}

/**
 * `--apply-api URL`: makes the running broker run with the advice, whatever it runs with now; undefined where the line
 * does not ask for it or there is no advice.
 * @throws UsageError where the broker cannot be asked, is of another version, or did not keep the change
 */
export async function applyByApi(
  args: Arguments,
  input: AdviseInput,
  advice: Advice,
  session: Session,
): Promise<AppliedByApi | undefined> {
  const address = valueOfOption(args, "apply-api");
  if (address === undefined || advice.outcome === "infeasible") return undefined;
  const { settings } = advice.outcome === "change" ? advice.after : advice.before;
  const target = apiTarget(address, args, session);
  await checkVersion(target, input, session);
  const hot = hotSettings(settings, input.version);
  const wanted = Object.fromEntries(hot.map(({ name, value }) => [name, value]));
  const keyOf = new Map(hot.map(({ name, key }) => [name, key]));
  const where = whereOf(target);
  const values = heldValues(await changeHot(target, wanted), where, session);
  const proposed = advice.outcome === "change" ? advice.after.changes : [];
  return {
    where,
    changed: values.map(({ name, before, after }) => ({ key: keyOf.get(name) ?? name, before, after })),
    notSettable: proposed.flatMap((change) =>
      change.target === "conf" && hotName(change.key, input.version) === undefined ? [change.key] : [],
    ),
  };
}

/** What became of it, for people. */
export function appliedLines(
  applied: AppliedByApi | undefined,
  version: NanomqVersion,
  args: Arguments,
  { language }: Session,
): readonly string[] {
  if (applied === undefined) return [];
  const words = hotChangeWords[language];
  const { where, changed, notSettable } = applied;
  const lines = changed.map(({ key, before, after }) => {
    return words.value(key, String(before), String(after), words.from[takeoverOfKey(key, version).from]);
  });
  const grew = changed.some(({ key, before, after }) => key === "mqtt.retry_interval" && after > before);
  return [
    ...(lines.length === 0 ? [words.same(where)] : [words.changed(where), ...lines]),
    ...(grew ? [words.longerInterval] : []),
    ...(notSettable.length === 0 ? [] : [words.cold(notSettable.join(", "))]),
    ...(lines.length === 0 || hasFlag(args, "write") ? [] : [words.untilRestart]),
  ];
}
