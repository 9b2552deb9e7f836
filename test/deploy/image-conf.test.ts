import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { imageConf } from "../../src/nanomq/image-conf.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { run } from "../../src/start/run.ts";
import type { Value } from "../../src/start/value.ts";

/** What etc/nanomq.conf of each tag comes to, by release: settings as the loader of that release keeps them. */
const recorded: Readonly<Record<string, Readonly<Record<string, Value>>>> = JSON.parse(
  readFileSync(new URL("../../fixtures/deploy/image-effective.json", import.meta.url), "utf8"),
);

test.each(Object.entries(recorded))("the conf in the images of %s", (release, settings) => {
  const version = parseVersion(release);
  if (version === undefined) throw new Error(release);
  const { outcome, running } = run({ version, conf: { text: imageConf(version) } });
  expect(outcome).toBe("runs");
  const known = Object.keys(settings).filter((path) => running?.values.has(path) === true);
  expect(known.length).toBeGreaterThan(15);
  expect(Object.fromEntries(known.map((path) => [path, running?.values.get(path)]))).toEqual(
    Object.fromEntries(known.map((path) => [path, settings[path]])),
  );
});
