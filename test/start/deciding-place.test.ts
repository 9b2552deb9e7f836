// Where a setting stands that the start hangs on, and what it is called there.
import { expect, test } from "vitest";
import { newestRelease, resolveVersion } from "../../src/nanomq/releases.ts";
import { placesOf } from "../../src/start/deciding-place.ts";
import { run } from "../../src/start/run.ts";

const bridge = "bridges.mqtt.b1";

test.each([
  ["a section", "bridges { mqtt { b1 { server = x, sub_properties { identifier = 1 } } } }"],
  ["dotted keys", `${bridge}.server = x\n${bridge}.sub_properties.identifier = 1\n`],
  [
    "a dotted key of a section in it, first",
    `${bridge}.sub_properties.identifier = 1\n${bridge}.proto_ver = 5\n`,
  ],
  ["a dotted key of a section in it, alone", `${bridge}.sub_properties.identifier = 1\n`],
])("a key that a bridge lacks is called by the bridge: %s", (_name, text) => {
  const version = resolveVersion(newestRelease)?.version;
  if (version === undefined) throw new RangeError(newestRelease);
  const { loaded } = run({ version, conf: { text } });
  const { path } = placesOf(loaded)("bridges.mqtt[0].max_send_queue_len");
  expect(path).toBe(`${bridge}.max_send_queue_len`);
});
