import { Gauge, Histogram, type OpenMetricsContentType, Registry } from "prom-client";
import type { CanaryClass } from "../canary/canary.ts";
import { expectedWindow, type Yardstick } from "../canary/expectation.ts";
import type { MonitorSink } from "./monitor.ts";

/** Seconds. From the API's lag up to NanoMQ's slowest usual window. */
const BUCKETS = [0.1, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 25, 30, 45, 60, 90, 120, 180, 300, 600];

export interface Metrics extends MonitorSink {
  readonly contentType: string;
  /** OpenMetrics text. */
  text(): Promise<string>;
}

/** What only grows. */
function countsIn(registers: Registry<OpenMetricsContentType>[]) {
  // Counters by nature: but the parser of `promtool check metrics` does not know how OpenMetrics writes a counter.
  const count = (name: string, help: string, labelNames: readonly string[]) =>
    new Gauge({ name, help, labelNames, registers });
  const canaries = count(
    "nanotune_canaries",
    "Canaries measured since the start, by their place in the window.",
    ["class", "verdict"],
  );
  const unnoticed = count(
    "nanotune_canaries_unnoticed",
    "Canaries since the start that the broker had not closed when the watch for them ended: their delay is longer than any seen.",
    ["class"],
  );
  const failures = count(
    "nanotune_canary_failures",
    "Canaries since the start that could not connect, by reason.",
    ["class", "kind"],
  );
  const apiFailures = count(
    "nanotune_api_failures",
    "Requests to the API since the start that failed, by reason.",
    ["kind"],
  );
  return { canaries, unnoticed, failures, apiFailures };
}

/** The metrics of one monitor. Their labels are client classes and fixed words, so they never grow. */
export function createMetrics(classes: readonly CanaryClass[], yardstick: Yardstick): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  const histogram = (name: string, help: string) =>
    new Histogram({ name, help, labelNames: ["class"], buckets: BUCKETS, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ["class"], registers });
  const detection = histogram(
    "nanotune_detection_delay_seconds",
    "From the last packet of a silent canary to the close of its connection by the broker.",
  );
  const will = histogram(
    "nanotune_will_delay_seconds",
    "From the last packet of a silent canary to its will.",
  );
  const api = histogram("nanotune_api_lag_seconds", "From a canary's close until the API lists it no more.");
  const earliest = gauge("nanotune_detection_window_earliest_seconds", "Predicted earliest detection.");
  const latest = gauge("nanotune_detection_window_latest_seconds", "Predicted latest detection.");
  const limit = gauge("nanotune_mqtt_limit_seconds", "1.5 times the keepalive, which MQTT allows.");
  const drift = gauge(
    "nanotune_detection_drift",
    "1 where the newest canary was noticed outside the window.",
  );
  const up = gauge("nanotune_canary_up", "1 where the newest canary could connect.");
  const { canaries, unnoticed, failures, apiFailures } = countsIn(registers);
  for (const clients of classes) {
    const window = steadyWindow(clients, yardstick);
    if (window === undefined) continue;
    earliest.set({ class: clients.name }, window.earliest / 1000);
    latest.set({ class: clients.name }, window.latest / 1000);
    limit.set({ class: clients.name }, (1.5 * clients.keepaliveMs) / 1000);
  }
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    judged: (clients, { measuredMs, apiLagMs, place }, observation) => {
      const labels = { class: clients.name };
      const { willMs, lastPacketMs } = observation;
      if (measuredMs === undefined) unnoticed.inc(labels);
      else detection.observe(labels, measuredMs / 1000);
      if (willMs !== undefined) will.observe(labels, (willMs - lastPacketMs) / 1000);
      if (apiLagMs !== undefined) api.observe(labels, apiLagMs / 1000);
      drift.set(labels, place === "inside" ? 0 : 1);
      up.set(labels, 1);
      canaries.inc({ ...labels, verdict: place });
    },
    failed: (clients, { kind }) => {
      up.set({ class: clients.name }, 0);
      failures.inc({ class: clients.name, kind });
    },
    apiFailed: ({ kind }) => apiFailures.inc({ kind }),
    willsDenied: () => undefined,
  };
}

function steadyWindow(clients: CanaryClass, yardstick: Yardstick) {
  const canary = { clientId: "", clients, measure: "detection", startMs: 0, pingsMs: [] } as const;
  return expectedWindow(yardstick, canary, Infinity);
}
