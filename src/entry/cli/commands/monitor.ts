import { randomBytes } from "node:crypto";
import { durationMs } from "../../../facts/quantity.ts";
import { readClients } from "../../../live/http-api/client.ts";
import { createMetrics, type Metrics } from "../../../live/probe/metrics.ts";
import { type MetricsServer, serveMetrics } from "../../../live/probe/metrics-server.ts";
import { type MonitorSink, monitor as watch } from "../../../live/probe/monitor.ts";
import { targetText } from "../../../live/probe/target.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { reportWords } from "../../../report/finding/words.ts";
import { apiWords } from "../../../report/live/http-api.ts";
import { measuredText } from "../../../report/live/probe.ts";
import { probeWords } from "../../../report/live/probe-words.ts";
import { standInWords } from "../../../report/live/stand-in.ts";
import { secondsText } from "../../../report/time/windows.ts";
import { apiTarget, whereOf } from "../api.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import { countOption, longWatchMs } from "../probe/limits.ts";
import { inTheWorld, notePolling, type Prepared, prepare } from "../probe/prepare.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

const EVERY = { usual: "60s", leastMs: 1000, mostMs: 86_400_000 };
const LISTEN = "127.0.0.1:9464";
const MOST_SEED = 999_999_999;

function everyMs(args: Arguments, { language }: Session): number {
  const text = valueOfOption(args, "every") ?? EVERY.usual;
  const ms = durationMs(text);
  if (ms !== undefined && ms >= EVERY.leastMs && ms <= EVERY.mostMs) return ms;
  throw new UsageError(cliWords[language].badDuration("--every", text));
}

async function serve(metrics: Metrics, args: Arguments, { language }: Session): Promise<MetricsServer> {
  const text = valueOfOption(args, "listen") ?? LISTEN;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || port === undefined || Number(port) > 65_535) {
    throw new UsageError(probeWords[language].badListen(text));
  }
  try {
    return await serveMetrics(metrics, host.replace(/^\[|\]$/g, ""), Number(port));
  } catch (error) {
    throw new UsageError(
      standInWords[language].cannotListen(error instanceof Error ? error.message : String(error)),
    );
  }
}

/** The metrics, and a line on stderr for what should not be. */
function logged(
  metrics: Metrics,
  { target }: Prepared,
  where: string,
  { io, language }: Session,
): MonitorSink {
  const words = probeWords[language];
  let apiFailure: string | undefined;
  return {
    judged: (clients, detection, observation) => {
      metrics.judged(clients, detection, observation);
      const { place, measuredMs, windowMs } = detection;
      if (place === "inside") return;
      const measured = measuredMs === undefined ? words.nothingSeen : measuredText(measuredMs);
      const window =
        windowMs === undefined
          ? words.never
          : reportWords[language].window(secondsText(windowMs.earliest), secondsText(windowMs.latest));
      io.err(`${words.outside(clients.name, measured, window)}\n`);
    },
    failed: (clients, failure, waitMs) => {
      metrics.failed(clients, failure, waitMs);
      const sentence = words.failure(failure, targetText(target));
      io.err(`${words.canaryFailed(clients.name, sentence, measuredText(waitMs))}\n`);
    },
    apiFailed: (failure) => {
      metrics.apiFailed(failure);
      // It is asked after every canary: the same trouble is said once.
      if (apiFailure === failure.kind) return;
      apiFailure = failure.kind;
      io.err(`${apiWords[language].failure(failure, where)}\n`);
    },
    willsDenied: (topic) => io.err(`${words.willsDenied(topic)}\n`),
  };
}

/** `nanotune monitor mqtt://host:1883 [conf]`: canaries until the user ends it; Prometheus asks for the metrics. */
export async function monitor(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const words = probeWords[language];
  const prepared = await prepare(args, session);
  const { target, classes, yardstick, timer } = prepared;
  const address = valueOfOption(args, "api");
  const api = address === undefined ? undefined : apiTarget(address, args, session);
  const options = {
    classes,
    yardstick,
    everyMs: everyMs(args, session),
    wills: valueOfOption(args, "what") !== "detection",
    listing: api && (() => readClients(api)),
    retryIntervalMs: yardstick.kind === "nanomq" ? timer.retry : undefined,
    watchMs: (canary: Parameters<typeof longWatchMs>[0]) => longWatchMs(canary, yardstick),
    token: randomBytes(4).toString("hex"),
    seed: countOption(args, "seed", 1, MOST_SEED, session),
  };
  if (yardstick.kind === "mqtt") io.err(`${words.asOther}\n`);
  notePolling(api, prepared, session);
  const metrics = createMetrics(classes, yardstick);
  const server = await serve(metrics, args, session);
  io.err(`${words.serving(server.address)}\n`);
  const sink = logged(metrics, prepared, api === undefined ? "" : whereOf(api), session);
  try {
    await inTheWorld(target, args, session, (world, signal) => watch(options, world, sink, signal));
  } finally {
    await server.close();
  }
  io.err(`${words.stopping}\n`);
  return exitCode.clean;
}
