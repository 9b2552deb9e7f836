// What is checked when: a text that changes makes the check of the one before end.
import { expect, test } from "vitest";
import { Desk } from "../../../src/entry/lsp/desk.ts";
import { worldOf } from "./client.ts";

const path = "/plant/nanomq.conf";

test("rules are not asked about a text that changed behind the start of its check", async () => {
  const done: (readonly string[])[] = [];
  const desk = new Desk({
    world: worldOf(new Map()),
    settings: () => ({ release: undefined, language: "en" }),
    cwd: () => "/plant",
    say: () => {},
    checked: (roots) => done.push(roots.map(({ sources }) => `${sources.get(path)?.bytes.length}`)),
  });
  const put = (text: string, version: number) =>
    desk.put({ uri: `file://${path}`, path, version, bytes: new TextEncoder().encode(text), isNamed: true });
  put("mqtt.retry_interval = 0s\n", 1);
  // Its settings are known, and rules are next.
  await desk.seen(path, () => false);
  put("mqtt.retry_interval = 10s\n", 2);
  await desk.checked(path, () => false);
  expect(done).toEqual([[], ["26"]]);
  desk.close();
});

test("who does not wait any more gets no answer", async () => {
  const desk = new Desk({
    world: worldOf(new Map()),
    settings: () => ({ release: undefined, language: "en" }),
    cwd: () => "/plant",
    say: () => {},
    checked: () => {},
  });
  desk.put({ uri: `file://${path}`, path, version: 1, bytes: new Uint8Array(), isNamed: true });
  expect(await desk.checked(path, () => true)).toBeUndefined();
  expect(await desk.seen(path, () => true)).toBeUndefined();
  desk.close();
});
