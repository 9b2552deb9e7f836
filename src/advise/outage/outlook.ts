import type { Qos } from "../../nanomq/bridge-settings.ts";
import { newestRelease } from "../../nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../nanomq/version.ts";
import type { ConfBridge } from "../../start/bridges.ts";
import {
  type Cut,
  type OutageAnswer,
  type OutageQuestion,
  outageAnswer,
} from "../../timing/outage/closed-form.ts";
import { type Remedy, remedyOf } from "../../timing/outage/remedy.ts";

/** The outage that is asked about, the same for all bridges. */
export interface AskedOutage {
  readonly cut: Cut;
  readonly outageMs: number;
  readonly everyMs: number;
  readonly qos: Qos;
  readonly payloadBytes: number;
}

export interface BridgeOutlook {
  readonly name: string;
  readonly qos: Qos;
  readonly answer: OutageAnswer;
  /** For all that is kept in memory, at most. */
  readonly memoryBytes: number;
  /** What to set so that nothing is lost; undefined where no setting of this release can. */
  readonly remedy: Remedy | undefined;
  /** Then the newest release, where one of its settings can. */
  readonly elsewhere: { readonly release: string; readonly remedy: Remedy } | undefined;
}

/** Measured: a queued message takes this much besides its payload. */
const MESSAGE_BYTES = 600;
/** Nothing here depends on it but the drain of the queue: one message per round trip. */
const ROUND_TRIP_MS = 50;

export function bridgeOutlook(bridge: ConfBridge, version: NanomqVersion, asked: AskedOutage): BridgeOutlook {
  const { cut, outageMs, everyMs, payloadBytes } = asked;
  const qos = effectiveQos(bridge, asked.qos);
  const { settings } = bridge;
  const question = { settings, version, cut, outageMs, everyMs, qos, roundTripMs: ROUND_TRIP_MS };
  const answer = outageAnswer(question);
  const remedy = remedyOf(question);
  return {
    name: bridge.name,
    qos,
    answer,
    memoryBytes: answer.store === "disk" ? 0 : answer.kept.high * (MESSAGE_BYTES + payloadBytes),
    remedy,
    elsewhere: remedy === undefined ? newestRemedy(question) : undefined,
  };
}

/** As published, unless all forward rules of the bridge say the same. */
function effectiveQos({ forwardQos }: ConfBridge, published: Qos): Qos {
  const [first] = forwardQos;
  return first !== undefined && forwardQos.every((qos) => qos === first) ? first : published;
}

function newestRemedy(question: OutageQuestion): BridgeOutlook["elsewhere"] {
  const version = parseVersion(newestRelease);
  const remedy = version && remedyOf({ ...question, version });
  return remedy && { release: newestRelease, remedy };
}
