import type { Assessment, ClassResult } from "../../live/canary/assess.ts";
import { timerText, writtenMultiplier } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";

/** What was probed, beside what came out. */
export interface ProbeFacts {
  readonly target: string;
  readonly version: NanomqVersion;
  readonly seed: number;
  /** Of each canary of which nothing can be said, the kind of failure. */
  readonly failures: readonly string[];
  readonly apiFailure: string | undefined;
  /** Client ids that the API still lists. */
  readonly leftBehind: readonly string[];
}

function classJson(result: ClassResult) {
  const { clients, measure, place, windowMs, afterConnectMs, mqttLimitMs, measured, apiLag, judgements } =
    result;
  return {
    ...clients,
    measure,
    verdict: place,
    windowMs: windowMs ?? null,
    afterConnectMs: afterConnectMs ?? null,
    mqttLimitMs: mqttLimitMs ?? null,
    measuredMs: measured ?? null,
    apiLagMs: apiLag ?? null,
    canaries: judgements.map(({ observation, measuredMs, apiLagMs, place: verdict }) => ({
      clientId: observation.canary.clientId,
      verdict,
      connackMs: observation.connackMs,
      lastPacketMs: observation.lastPacketMs,
      closeMs: observation.closeMs ?? null,
      willMs: observation.willMs ?? null,
      measuredMs: measuredMs ?? null,
      apiLagMs: apiLagMs ?? null,
    })),
  };
}

function inferenceJson({ inference, deciding }: Assessment, version: NanomqVersion) {
  if (inference === undefined) return null;
  const { signs, explained, explanations } = inference;
  return {
    closes: signs,
    explained,
    explanations: explanations.map(({ retry, multiplier, likely }) => ({
      retryIntervalMs: retry,
      keepaliveMultiplier: writtenMultiplier(likely, version),
      from: writtenMultiplier(multiplier.from, version),
      to: multiplier.to === Infinity ? null : writtenMultiplier(multiplier.to, version),
    })),
    deciding: deciding ?? null,
  };
}

/** The report of `schemas/probe.schema.json`; null stands for "never" and for "not measured". */
export function probeJson(assessment: Assessment, facts: ProbeFacts): string {
  const { target, version, seed, failures, apiFailure = null, leftBehind } = facts;
  const { yardstick, classes, place } = assessment;
  const timer = yardstick.kind === "nanomq" ? yardstick.timer : undefined;
  const report = {
    version: 1,
    target,
    broker: yardstick.kind === "nanomq" ? "nanomq" : "other",
    nanomq: version.text,
    settings:
      timer === undefined
        ? null
        : {
            retryIntervalMs: timer.retry,
            keepaliveMultiplier: timerText(timer, version).multiplier,
          },
    seed,
    verdict: place,
    classes: classes.map(classJson),
    inference: inferenceJson(assessment, version),
    failures,
    apiFailure,
    leftBehind,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
