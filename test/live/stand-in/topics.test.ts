import { expect, test } from "vitest";
import { topicMatches } from "../../../src/live/stand-in/topics.ts";

test.each([
  ["a/b", "a/b", true],
  ["a/b", "a/b/c", false],
  ["a/b/c", "a/b", false],
  ["a/+", "a/b", true],
  ["a/+", "a/", true],
  ["a/+", "a", false],
  ["+/+", "/finance", true],
  ["a/#", "a/b/c", true],
  ["a/#", "a", true],
  ["#", "a/b", true],
  ["#", "$SYS/uptime", false],
  ["+/uptime", "$SYS/uptime", false],
  ["$SYS/#", "$SYS/uptime", true],
])("filter %s, topic %s: %s", (filter, topic, matches) => {
  expect(topicMatches(filter, topic)).toBe(matches);
});
