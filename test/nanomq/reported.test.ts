import { expect, test } from "vitest";
import { releases } from "../../src/nanomq/releases.ts";
import { releasesReporting, reportedVersion } from "../../src/nanomq/reported.ts";

test.each(releases)("%s is among the releases that say what it says", (release) => {
  expect(releasesReporting(reportedVersion(release))).toContain(release);
});

test.each([
  ["0.24.14-3", ["0.24.14"]],
  ["0.24.14-99", ["0.24.14"]],
  ["0.21.1-3", ["0.21.2", "0.21.1"]],
  ["0.18.0-1", ["0.19.0", "0.18.2"]],
  ["0.25.4-5", ["0.25.3"]],
  ["0.21.0-1", ["0.21"]],
  ["0.99.0-1", []],
])("%s is said by %o", (reported, said) => {
  expect(releasesReporting(reported)).toEqual(said);
});
