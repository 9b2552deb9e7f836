import { expect, test } from "vitest";
import { confBridges } from "../../src/start/bridges.ts";
import { intended } from "../../src/start/effective.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";
import { versionOf } from "../timing/outage/simulate.ts";

const conf = `
bridges.mqtt.cloud {
  server = "mqtt-tcp://127.0.0.1:1884"
  proto_ver = 5
  clientid = "x"
  keepalive = 30s
  backoff_max = 20s
  max_send_queue_len = 100
  forwards = [ { remote_topic = "", local_topic = "#" }, { remote_topic = "a", local_topic = "b", qos = 2 } ]
}
bridges.mqtt.off { enable = false, server = "mqtt-tcp://127.0.0.1:1885", proto_ver = 4, clientid = "y", forwards = [] }
bridges.mqtt.cache { disk_cache_size = 1000, flush_mem_threshold = 10, resend_interval = 700 }
`;

function bridgesOf(text: string, release: string) {
  const version = versionOf(release);
  return confBridges(intended(readConf({ text }, version), { version }), 4);
}

test("the bridges that are on, with what the release makes of their settings", () => {
  expect(bridgesOf(conf, "0.25.6")).toEqual([
    {
      name: "cloud",
      forwardQos: [undefined, 2],
      forwardedTopics: ["#", "b"],
      server: "mqtt-tcp://127.0.0.1:1884",
      settings: {
        workers: 8,
        queueLength: 100,
        rules: 1,
        protocol: 5,
        keepaliveMs: 30_000,
        resendIntervalMs: 5000,
        resendWaitMs: 3000,
        cancelTimeoutMs: 10_000,
        backoffMaxMs: 20_000,
        retryQos0: false,
        disk: { rows: 1000, flushAt: 10, resendIntervalMs: 700 },
      },
    },
  ]);
});

test("0.20.8 knows neither backoff_max nor qos of a rule", () => {
  expect(bridgesOf(conf, "0.20.8")[0]).toMatchObject({
    forwardQos: [undefined, undefined],
    settings: { backoffMaxMs: undefined, workers: 8 },
  });
});

test("system.parallel is the number of workers; no bridge, no entry", () => {
  expect(bridgesOf(`system { parallel = 3 }\n${conf}`, "0.25.6")).toMatchObject([
    { settings: { workers: 3 } },
  ]);
  expect(bridgesOf("mqtt { max_packet_size = 1MB }", "0.25.6")).toEqual([]);
});
