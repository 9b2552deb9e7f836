import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { takeoverOfKey } from "../../../src/nanomq/api/takeover.ts";
import { has } from "../../../src/nanomq/behaviour.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";

const version = (text: string) => parseVersion(text) ?? expect.fail("no version");

test.each([
  ["mqtt.retry_interval", "0.24.14", true, "/reload", "next-tick"],
  ["mqtt.retry_interval", "0.18.2", false, "/reload", "next-tick"],
  ["mqtt.batch_resend", "0.25.6", false, undefined, "start"],
  ["mqtt.max_topic_alias", "0.25.6", false, undefined, "start"],
  ["listeners.tcp.bind", "0.25.6", false, undefined, "start"],
  ["auth.acl.rules[0].permit", "0.25.6", true, undefined, "at-once"],
  ["auth.acl.rules[0].permit", "0.25.3", false, undefined, "start"],
  ["auth.http_auth.timeout", "0.25.6", false, "/configuration/auth_http", "new-connections"],
  ["log.file", "0.25.3", true, undefined, "at-once"],
  ["log.file", "0.25.6", false, undefined, "start"],
  ["log.level", "0.25.6", true, undefined, "at-once"],
  ["bridges.mqtt[0].keepalive", "0.24.14", false, "/bridges", "at-once"],
  ["authority", "0.24.14", false, undefined, "start"],
])("%s in %s", (key, nanomq, reload, path, from) => {
  const takeover = takeoverOfKey(key, version(nanomq));
  expect([takeover.reload, takeover.api?.path, takeover.from]).toEqual([reload, path, from]);
});

test.each([
  ["0.20.8", true],
  ["0.24.10", true],
  ["0.24.11", false],
])("a reload of %s may crash it: %s", (nanomq, crashes) => {
  expect(has(version(nanomq), "reload-may-crash")).toBe(crashes);
});

const page = readFileSync(new URL("../../../docs/running-broker.md", import.meta.url), "utf8");
const from = {
  "at-once": "at once",
  "next-tick": "each client's next tick",
  "new-connections": "new connections",
};
const rows = [
  ...page.matchAll(/^\| (`[a-z]+\..*) \| (yes|no|the list|from 0\.25\.6) \| (.*) \| (.*) \|$/gm),
].flatMap(([, keys = "", reload = "", api = "", when = ""]) =>
  [...keys.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => [key, reload, api, when] as const),
);

test("the page has a row for the settings that matter", () => {
  expect(rows.length).toBeGreaterThan(9);
});

test.each(rows)("the page is right about %s: %s, %s, %s", (key, reload, api, when) => {
  const [newest, before] = [takeoverOfKey(key, version("0.25.6")), takeoverOfKey(key, version("0.25.3"))];
  expect(newest.reload).toBe(reload !== "no");
  expect(before.reload).toBe(reload === "yes" || reload === "the list");
  expect(newest.api?.path).toBe(/POST (\/[a-z_/]+)/.exec(api)?.[1]);
  expect(newest.from === "start" ? undefined : from[newest.from]).toBe(when);
});
