/** Environment variables NanoMQ reads at start (NanoNNG env.c), and what is wrong with the given ones. */

import { isSince, isWithin, type NanomqVersion } from "../nanomq/version.ts";
import { nearestName } from "../text/nearest-name.ts";
import type { Span } from "../text/source.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

export interface EnvironmentVariable {
  readonly name: string;
  /** Undefined where the value comes from elsewhere: the shell that starts compose, a Secret, a field. */
  readonly value: string | undefined;
  readonly span: Span;
}

interface KnownVariable {
  readonly since: string;
  readonly until?: string;
  /** Read into something nothing uses, or not read at all. */
  readonly idle?: true;
}

const always: KnownVariable = { since: "0.18.2" };
const idle: KnownVariable = { since: "0.18.2", idle: true };

function known(row: KnownVariable, names: string): readonly (readonly [string, KnownVariable])[] {
  return names.split(" ").map((name) => [`NANOMQ_${name}`, row] as const);
}

export const knownVariables: ReadonlyMap<string, KnownVariable> = new Map([
  ...known(
    always,
    "BROKER_URL TCP_ENABLE DAEMON MAX_TASKQ_THREAD PARALLEL MAX_PACKET_SIZE CLIENT_MAX_PACKET_SIZE",
  ),
  ...known(
    always,
    "MSQ_LEN QOS_DURATION ALLOW_ANONYMOUS WEBSOCKET_ENABLE WEBSOCKET_URL WEBSOCKET_TLS_URL CONF_PATH",
  ),
  ...known(always, "HTTP_SERVER_ENABLE HTTP_SERVER_PORT HTTP_SERVER_PARALLEL HTTP_SERVER_USERNAME"),
  ...known(always, "HTTP_SERVER_PASSWORD HTTP_SERVER_AUTH_TYPE HTTP_SERVER_JWT_PUBLIC_KEYFILE"),
  ...known(always, "TLS_ENABLE TLS_URL TLS_CA_CERT_PATH TLS_CERT_PATH TLS_KEY_PATH TLS_KEY_PASSWORD"),
  ...known(always, "TLS_VERIFY_PEER TLS_FAIL_IF_NO_PEER_CERT"),
  ...known(idle, "NUM_TASKQ_THREAD PROPERTY_SIZE HTTP_SERVER_JWT_PRIVATE_KEYFILE MSG_PERSISTENCE"),
  ...known({ since: "0.19.0" }, "LOG_LEVEL LOG_TO LOG_DIR LOG_FILE LOG_ROTATION_SIZE LOG_ROTATION_COUNT"),
  ...known({ since: "0.21.5", until: "0.22.1" }, "EXCHANGER_URL"),
  ...known({ since: "0.22.0", idle: true }, "VIN"),
  ...known({ since: "0.22.2", idle: true }, "LOG_UDS_ADDR"),
  ...known({ since: "0.22.2" }, "PID_FILE"),
  ...known({ since: "0.23.1" }, "HTTP_SERVER_URL"),
  ...known({ since: "0.23.3" }, "WEBSOCKET_TLS_ENABLE"),
]);

const NAME = "NANOMQ_";
const QUOTES = /^["']|["']$/;

function nameProblem(variable: EnvironmentVariable, nanomq: NanomqVersion): DeploymentProblem | undefined {
  const { name, span } = variable;
  const row = knownVariables.get(name);
  if (row === undefined) {
    return problem("env-unknown", span, {
      name,
      suggestion: nearestName(name, [...knownVariables.keys()]) ?? "",
    });
  }
  if (row.idle === true) return problem("env-no-effect", span, { name });
  if (isWithin(nanomq, row)) return undefined;
  return problem("env-not-in-version", span, {
    name,
    since: row.since,
    until: row.until ?? "",
    nanomq: nanomq.text,
  });
}

/** Problems of NanoMQ's own variables; those of other programs are left alone. */
export function environmentProblems(
  variables: readonly EnvironmentVariable[],
  nanomq: NanomqVersion,
): readonly DeploymentProblem[] {
  const own = variables.filter(({ name }) => name.startsWith(NAME));
  const last = new Map(own.map((variable) => [variable.name, variable]));
  return own.flatMap((variable) => {
    const { name, value, span } = variable;
    const winner = last.get(name);
    if (winner !== undefined && winner !== variable) {
      return [problem("env-duplicate", span, { name }, [{ span: winner.span, label: "counts" }])];
    }
    const problems = [nameProblem(variable, nanomq)].filter((found) => found !== undefined);
    if (value !== undefined && QUOTES.test(value)) problems.push(problem("env-quoted", span, { name }));
    if (name === "NANOMQ_CONF_PATH" && !isSince(nanomq, "0.24.1")) {
      problems.push(problem("env-conf-path-ignored", span, { name, nanomq: nanomq.text }));
    }
    return problems;
  });
}

/** The value NanoMQ gets: the last one written. */
export function environmentValue(
  variables: readonly EnvironmentVariable[],
  name: string,
): string | undefined {
  return variables.findLast((variable) => variable.name === name)?.value;
}
