import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bodyOf,
  brokerStatus,
  listedClients,
  reloadValues,
  runningConfiguration,
} from "../../../src/live/http-api/answers.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { compareRunning } from "../../../src/preflight/drift.ts";
import { run } from "../../../src/start/run.ts";

const version = parseVersion("0.24.14") ?? expect.fail("no version");
const text =
  'mqtt { retry_interval = 5s }, auth.password { a = "b" }, bridges.mqtt.c { server = "mqtt-tcp://d:1" }';
const conf = run({ version, conf: { text } }).running ?? expect.fail("does not run");

/** JSON that has some of the names NanoMQ uses. */
const name = fc.constantFrom(
  ...["code", "data", "basic", "auth", "bridge", "nodes", "login", "password", "name", "connector"],
  ...["qos_duration", "version", "client_id", "keepalive", "server", "forwards", "__proto__", "toString"],
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: "medium" },
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(name, tie("json"), { maxKeys: 5 }),
  ),
}));

test("whatever a server answers, reading it is no crash", () => {
  fc.assert(
    fc.property(fc.constantFrom(200, 401, 404, 500), json, (status, data) => {
      for (const body of [data, { code: 0, data }]) {
        const answer = bodyOf({ status, text: JSON.stringify(body) }, "/x", true);
        if (!answer.ok) continue;
        brokerStatus(answer.value);
        listedClients(answer.value);
        reloadValues(answer.value);
        const configuration = runningConfiguration(answer.value);
        if (configuration === undefined) continue;
        const { drifts, compared } = compareRunning(conf, configuration, version);
        expect(drifts.length).toBeLessThanOrEqual(compared);
      }
    }),
  );
});
