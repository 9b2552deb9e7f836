import { describe, expect, it } from "vitest";
import { run } from "./fake-io.ts";

const confs: Record<string, string> = Object.fromEntries(
  Array.from({ length: 24 }, (_, at) => [
    `site${at}.conf`,
    `mqtt { retry_interval = ${(at % 7) + 1}s }\nauth { allow_anonymous = ${at % 2 === 0}, retry = 3 }\n`,
  ]),
);
const files: Record<string, string> = {
  ...confs,
  "secret.conf": 'http_server { username = admin, password = "hunter2hunter2" }\n',
  "also.conf": 'include "hunter2hunter2.conf"\nlog { to = [hunter2hunter2] }\n',
  "compose.yaml": "services:\n  broker:\n    image: emqx/nanomq:0.24.14\n    ports: ['1883:1883']\n",
};
const named = [...Object.keys(confs), "secret.conf", "also.conf", "compose.yaml", "missing.conf"];
const formats = ["pretty", "concise", "json", "sarif", "github", "gitlab", "junit"];

describe("--jobs", () => {
  it.each(formats)("%s: four threads write the bytes of one", async (format) => {
    const argv = ["lint", ...named, "--keepalive", "5s", "-f", format];
    const one = await run([...argv, "--jobs", "1"], { files, threads: {} });
    const four = await run([...argv, "--jobs", "4"], { files, threads: {} });
    expect(one.out).toContain("site0.conf");
    expect(four).toEqual(one);
    expect(four.code).toBe(2);
    expect(four.out).not.toContain("hunter2hunter2");
    expect(four.err).toContain("missing.conf");
  });

  it("a baseline is the same too", async () => {
    const argv = ["lint", ...Object.keys(confs), "--baseline", "known.json", "--update-baseline"];
    const one = await run([...argv, "--jobs", "1"], { files, threads: {} });
    const four = await run([...argv, "--jobs", "4"], { files, threads: {} });
    expect(four.files["known.json"]).toContain("site23.conf");
    expect(four).toEqual(one);
  });

  it("a file that nanotune fails at in a thread is told, and the others are linted", async () => {
    const world = { files, failing: ["site9.conf"], threads: {} };
    const argv = ["lint", ...Object.keys(confs), "-f", "concise"];
    const one = await run([...argv, "--jobs", "1"], world);
    const four = await run([...argv, "--jobs", "4"], world);
    expect(four).toEqual(one);
    expect(four.code).toBe(3);
    expect(four.err).toContain("site9.conf: nanotune failed: out of order");
    expect(four.out).toContain("site10.conf");
  });

  it("a thread that dies takes its files along, and that is told", async () => {
    const { code, out, err } = await run(["lint", ...Object.keys(confs), "-f", "concise", "--jobs", "4"], {
      files,
      threads: { dieOf: "site0.conf" },
    });
    expect(code).toBe(3);
    expect(err).toContain("site0.conf: nanotune failed: out of memory");
    expect(out).not.toContain("site5.conf");
    expect(out).toContain("site6.conf");
  });

  it.each(["0", "-1", "two", "65", "1.5"])("%s is no number of threads", async (jobs) => {
    const { code, err } = await run(["lint", "site0.conf", `--jobs=${jobs}`], { files, threads: {} });
    expect(code).toBe(2);
    expect(err).toContain(`--jobs: "${jobs}"`);
  });
});
