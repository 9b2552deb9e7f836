import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const files = {
  "a.conf": 'mqtt.retry_interval = 10s\nhttp_server { username = admin, password = "first" }\n',
  "b.conf": 'mqtt.retry_interval = 3s\nhttp_server { username = admin, password = "second" }\n',
  "same.conf": 'mqtt { retry_interval = 10s }\nhttp_server { username = admin, password = "first" }\n',
};

describe("nanotune diff", () => {
  test("ends with 1 and shows values, places and windows, never secrets", async () => {
    const { code, out } = await run(
      ["diff", "a.conf", "b.conf", "--nanomq", "0.24.14", "--keepalive", "5s"],
      { files },
    );
    expect(code).toBe(1);
    expect(out).toMatch(/mqtt\.retry_interval\n {4}a\.conf {2}10 s {2}\(a\.conf:1\)\n {4}b\.conf {2}3 s/);
    expect(out).toContain("9 s to 12 s");
    expect(out).not.toMatch(/first|second/);
  });

  test("ends with 0 where NanoMQ does the same", async () => {
    const { code, out } = await run(["diff", "a.conf", "same.conf", "--nanomq", "0.24.14"], { files });
    expect({ code, out }).toEqual({ code: 0, out: "NanoMQ does the same with both confs.\n" });
  });

  test("JSON, secrets masked", async () => {
    const { code, out } = await run(["diff", "a.conf", "b.conf", "--nanomq", "0.24.14", "-f", "json"], {
      files,
    });
    expect(code).toBe(1);
    expect(out).not.toMatch(/first|second/);
    expect(JSON.parse(out)).toMatchObject({
      different: true,
      settings: [{ path: "http_server.password" }, { path: "mqtt.retry_interval", before: 10, after: 3 }],
    });
  });

  test("one conf alone is a mistake", async () => {
    const { code, err } = await run(["diff", "a.conf"], { files });
    expect(code).toBe(2);
    expect(err).toContain("nanotune diff old.conf new.conf");
  });
});

describe("nanotune upgrade", () => {
  test("shows what changes for the file and ends with 1", async () => {
    const { code, out } = await run(["upgrade", "a.conf", "--from", "0.20.8", "--to", "0.25.6"], { files });
    expect(code).toBe(1);
    expect(out).toContain("keepalive_multiplier counts as written");
  });

  test("ends with 0 where nothing the file uses changes", async () => {
    const { code, out } = await run(["upgrade", "a.conf", "--from", "0.24.13", "--to", "0.24.14"], { files });
    expect(code).toBe(0);
    expect(out).toContain("Nothing that this conf uses changes");
  });

  test("takes --from out of nanotune.toml", async () => {
    const world = { files: { ...files, "nanotune.toml": 'nanomq = "0.24.13"\n' } };
    const { code } = await run(["upgrade", "a.conf", "--to", "0.24.14"], world);
    expect(code).toBe(0);
  });

  test.each([
    [["upgrade", "a.conf", "--from", "0.20.8"], "Say --to"],
    [["upgrade", "a.conf", "--to", "0.20.8"], "Say --from"],
    [["upgrade", "a.conf", "--from", "x", "--to", "0.20.8"], '"x" is no NanoMQ version'],
    [["upgrade", "--from", "0.20.8", "--to", "0.20.8"], "No conf given"],
  ])("%j is a mistake", async (argv, said) => {
    const { code, err } = await run(argv, { files });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});
