import { expect, test } from "vitest";
import { readCompose } from "../../src/deploy/compose.ts";
import { configOptions } from "../../src/deploy/config-options.ts";
import { readEnvFile } from "../../src/deploy/env-file.ts";
import { readConfig } from "../../src/start/read-config.ts";
import { createSource, textOf } from "../../src/text/source.ts";
import { versionOf } from "../text/legacy/read-back.ts";

const text =
  "# broker\nNANOMQ_MSQ_LEN=64\nexport A = x # why\r\nQ=\"a b\" # c\nS='$x'\nFROM_SHELL\n not a line\nÄ=1\nE=\n";

test.each([
  ["docker", ["64", "x # why", '"a b" # c', "'$x'", undefined, ""]],
  ["compose", ["64", "x", "a b", "$x", undefined, ""]],
] as const)("values as %s reads them", (dialect, values) => {
  const variables = readEnvFile(createSource(".env", text), dialect);
  expect(variables.map(({ name }) => name)).toEqual(["NANOMQ_MSQ_LEN", "A", "Q", "S", "FROM_SHELL", "E"]);
  expect(variables.map(({ value }) => value)).toEqual(values);
});

test("each stands on its line", () => {
  const source = createSource(".env", text);
  const [, , quoted] = readEnvFile(source, "compose");
  expect(quoted && textOf(source, quoted.span.start, quoted.span.end)).toBe('Q="a b" # c');
});

test("a deployment gives the options its conf is read with", () => {
  const yaml =
    "services:\n  b:\n    image: emqx/nanomq:0.24.14-slim\n    environment: {NANOMQ_MSQ_LEN: '64', HOME: x}\n    command: --http -D 500ms --url nmq-tcp://0.0.0.0:1999\n";
  const [deployment] = readCompose(createSource("c.yml", yaml), { nanomq: versionOf("0.25.6") }).deployments;
  if (deployment === undefined) throw new Error("no deployment");
  const options = configOptions(deployment, versionOf("0.25.6"));
  expect(options).toMatchObject({ nanomq: "0.24.14", features: ["acl", "log", "sqlite", "tls"] });
  const { values } = readConfig({ text: "mqtt.retry_interval = 5s" }, options);
  expect(values).toMatchObject({
    "mqtt.retry_interval": 500,
    "mqtt.max_mqueue_len": 64,
    "http_server.enable": true,
    "listeners.tcp.bind": "nmq-tcp://0.0.0.0:1999",
  });
});
