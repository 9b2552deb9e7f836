import { randomBytes } from "node:crypto";
import { assess } from "../../../live/canary/assess.ts";
import { type Canary, type Measure, measures } from "../../../live/canary/canary.ts";
import { planCanaries } from "../../../live/canary/plan.ts";
import { traceRow } from "../../../live/canary/trace.ts";
import { readClients } from "../../../live/http-api/client.ts";
import type { ApiTarget } from "../../../live/http-api/request.ts";
import type { ProbeFailure } from "../../../live/probe/failure.ts";
import { type ProbeOutcome, runProbe } from "../../../live/probe/run.ts";
import { targetText } from "../../../live/probe/target.ts";
import { timerText } from "../../../nanomq/time.ts";
import { apiWords } from "../../../report/live/http-api.ts";
import { probeLines } from "../../../report/live/probe.ts";
import { probeJson } from "../../../report/live/probe-json.ts";
import { probeWords } from "../../../report/live/probe-words.ts";
import { writeNamedFiles } from "../../open/conf-files.ts";
import { answered, apiTarget, whereOf } from "../api.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { countOption, MOST_CANARIES, type Patience, patienceOf } from "../probe/limits.ts";
import { inTheWorld, notePolling, type Prepared, prepare, sayStopped } from "../probe/prepare.ts";
import { Progress } from "../probe/progress.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

const CLIENTS = { usual: 4, most: 50 };
const MOST_SEED = 999_999_999;

interface Asked extends Prepared {
  readonly token: string;
  readonly seed: number;
  readonly canaries: readonly Canary[];
  readonly patience: Patience;
  readonly api: ApiTarget | undefined;
}

function measuresOf(args: Arguments): readonly Measure[] {
  const what = valueOfOption(args, "what") ?? "detection";
  return what === "all" ? measures : measures.filter((measure) => measure === what);
}

async function askedOf(args: Arguments, session: Session): Promise<Asked> {
  const prepared = await prepare(args, session);
  const { yardstick, timer, classes } = prepared;
  const token = randomBytes(4).toString("hex");
  const seed = countOption(args, "seed", 1, MOST_SEED, session);
  const canaries = planCanaries(classes, {
    measures: measuresOf(args),
    count: countOption(args, "clients", CLIENTS.usual, CLIENTS.most, session),
    seed,
    token,
    retryIntervalMs: yardstick.kind === "nanomq" ? timer.retry : undefined,
  });
  if (canaries.length > MOST_CANARIES) {
    throw new UsageError(probeWords[session.language].tooMany(canaries.length, MOST_CANARIES));
  }
  const patience = patienceOf(canaries, yardstick, args, session);
  const api = valueOfOption(args, "api");
  return {
    ...prepared,
    token,
    seed,
    canaries,
    patience,
    api: (api && apiTarget(api, args, session)) || undefined,
  };
}

/** Undefined where the user left. The API is asked once before: who cannot be asked now tells nothing later. */
async function run(asked: Asked, args: Arguments, session: Session): Promise<ProbeOutcome | undefined> {
  const { target, canaries, token, patience, api } = asked;
  const words = probeWords[session.language];
  if (api !== undefined) await answered(readClients(api), api, session);
  const { watchMs, expectedMs } = patience;
  const mostMs = Math.max(...canaries.map((canary) => canary.startMs + watchMs(canary)));
  const progress = new Progress(canaries.length, { expectedMs, mostMs }, words, session.io);
  try {
    return await inTheWorld(target, args, session, (world, signal) => {
      const listing = api && (() => readClients(api));
      const observed = (done: number) => progress.done(done);
      return runProbe({ canaries, token, limitMs: watchMs, listing, observed }, world, signal);
    });
  } catch (error) {
    sayStopped(error, target, session);
    return undefined;
  } finally {
    progress.end();
  }
}

/** Canaries of this run that the API still lists. */
async function listedStill({ api, token }: Asked): Promise<readonly string[]> {
  const listed = api && (await readClients(api));
  const ids = listed?.ok ? listed.value.map(({ clientId }) => clientId) : [];
  return ids.filter((clientId) => clientId.startsWith(`nanotune-${token}-`));
}

/** What else is to be said, on stderr. */
function note(
  { failures, apiFailure }: ProbeOutcome,
  leftBehind: readonly string[],
  { api, target }: Asked,
  { io, language }: Session,
): void {
  const words = probeWords[language];
  const [failure] = failures;
  if (failure !== undefined) {
    io.err(`${words.someFailed(failures.length)} ${words.failure(failure, targetText(target))}\n`);
  }
  if (api !== undefined && apiFailure !== undefined) {
    io.err(`${apiWords[language].failure(apiFailure, whereOf(api))}\n`);
  }
  if (leftBehind.length > 0) io.err(`${words.leftBehind(leftBehind.join(", "))}\n`);
}

function record({ observations }: ProbeOutcome, path: string, asked: Asked, session: Session): void {
  const { yardstick, project } = asked;
  const { version } = project.version;
  const timer = yardstick.kind === "nanomq" ? timerText(yardstick.timer, version) : undefined;
  const rows = observations.map((observation) => traceRow(observation, { version: version.text, timer }));
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  writeNamedFiles(session, [{ path, before: "any", after: new TextEncoder().encode(text) }]);
  session.io.err(`${probeWords[session.language].recorded(rows.length, path)}\n`);
}

function exitCodeOf(place: string, failures: readonly ProbeFailure[]): ExitCode {
  if (place === "earlier" || place === "later") return exitCode.findings;
  return place === "unseen" || failures.length > 0 ? exitCode.usage : exitCode.clean;
}

/** `nanotune probe mqtt://host:1883 [conf]`: canary clients fall silent; when does the broker notice? */
export async function probe(args: Arguments, session: Session): Promise<ExitCode> {
  if (valueOfOption(args, "what") === "bridge") {
    const { probeBridge } = await import("./probe-bridge.ts");
    return probeBridge(args, session);
  }
  const { io, language } = session;
  const asked = await askedOf(args, session);
  const { yardstick, project, target, seed } = asked;
  const { version } = project.version;
  const words = probeWords[language];
  const asJson = valueOfOption(args, "format") === "json";
  if (yardstick.kind === "mqtt") io.err(`${words.asOther}\n`);
  notePolling(asked.api, asked, session);
  const outcome = await run(asked, args, session);
  if (outcome === undefined) return exitCode.left;
  const assessment = assess(outcome.observations, yardstick, version);
  const leftBehind = await listedStill(asked);
  if (asJson) {
    const failures = outcome.failures.map(({ kind }) => kind);
    const apiFailure = outcome.apiFailure?.kind;
    const facts = { target: targetText(target), version, seed, failures, apiFailure, leftBehind };
    io.out(probeJson(assessment, facts));
  } else {
    const lines = probeLines(assessment, version, await viewOf(args, io), language);
    io.out(`${[words.against(targetText(target)), "", ...lines].join("\n")}\n`);
  }
  const path = valueOfOption(args, "record");
  if (path !== undefined) record(outcome, path, asked, session);
  note(outcome, leftBehind, asked, session);
  return exitCodeOf(assessment.place, outcome.failures);
}
