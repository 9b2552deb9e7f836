// `--fix` writes what was named and what lies below it: a file of another folder that a conf includes is somebody else's.
import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const slow = "mqtt.retry_interval = 10\n";
const fix = ["--fix", "--unsafe-fixes", "--nanomq", "0.24.14"];

describe("--fix of a conf that includes", () => {
  test("a file below it writes there", async () => {
    const { files } = await run(["lint", "site/nanomq.conf", ...fix], {
      files: { "site/nanomq.conf": 'include "site/parts/mqtt.conf"\n', "site/parts/mqtt.conf": slow },
    });
    expect(files["site/parts/mqtt.conf"]).not.toBe(slow);
  });

  test("a file of another folder leaves it, and says so", async () => {
    const { files, err } = await run(["lint", "site/nanomq.conf", ...fix], {
      files: { "site/nanomq.conf": 'include "shared/mqtt.conf"\n', "shared/mqtt.conf": slow },
    });
    expect(files["shared/mqtt.conf"]).toBe(slow);
    expect(err).toContain("shared/mqtt.conf:1");
  });

  test("a file of another folder that is named too writes it", async () => {
    const { files } = await run(["lint", "site/nanomq.conf", "shared/mqtt.conf", ...fix], {
      files: { "site/nanomq.conf": 'include "shared/mqtt.conf"\n', "shared/mqtt.conf": slow },
    });
    expect(files["shared/mqtt.conf"]).not.toBe(slow);
  });
});
