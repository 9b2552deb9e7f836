// What an include that is not here may bring is not missing.
import { expect, test } from "vitest";
import { parseVersion } from "../../src/nanomq/version.ts";
import { run } from "../../src/start/run.ts";

function outcomeOf(text: string, isSeen: boolean) {
  const version = parseVersion("0.24.14");
  if (version === undefined) throw new Error("no version");
  return run({ version, conf: { text, isSeen: () => isSeen } }).outcome;
}

test.each([
  ["a webhook without its url", 'webhook { include "/etc/webhook.conf" }\n'],
  ["a bridge without its server", 'bridges.mqtt.a {\n  proto_ver = 4\n  include "/etc/bridge.conf"\n}\n'],
  ["a log file without its folder", 'log { to = [file], level = warn, include "/etc/log.conf" }\n'],
])("%s hangs on the file", (_name, text) => {
  expect(outcomeOf(text, false)).toBe("depends");
  // Where the folder can be looked into and the file is not there, it is known what happens.
  expect(["crashes", "exits"]).toContain(outcomeOf(text, true));
});

test("what no file can mend ends the start all the same", () => {
  const text = 'listeners.tcp.bind = "10.0.0.1:99999"\ninclude "/etc/more.conf"\n';
  expect(outcomeOf(text, false)).toBe("exits");
});
