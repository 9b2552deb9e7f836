import { describe, expect, test } from "vitest";
import { open, run } from "../../src/index.ts";

const files: Readonly<Record<string, string>> = {
  "nanomq.conf": 'include "part.conf"\nmqtt.keepalive_multiplier = 1.4\n',
  "part.conf": "mqtt.retry_interval = 7s\n",
  "site/a.conf": 'mqtt.max_packet_size = 1MB\ninclude "/etc/part.conf"\n',
  "site/compose.yaml": `services:
  one:
    image: emqx/nanomq:0.24.0
    environment: { NANOMQ_QOS_DURATION: "40" }
    volumes: ["./a.conf:/etc/nanomq.conf", "../part.conf:/etc/part.conf"]
  two:
    image: emqx/nanomq:0.25.3
    configs: [{ source: c, target: /etc/nanomq.conf }]
  other:
    image: redis
configs:
  c:
    content: |
      mqtt.retry_interval = 9s
`,
};

const read = (path: string) => {
  const text = files[path];
  return text === undefined ? undefined : new TextEncoder().encode(text);
};

describe("what a file starts", () => {
  test("a conf starts one NanoMQ, with its includes", () => {
    const opened = open("nanomq.conf", read, { nanomq: "0.25.6", env: { NANOMQ_MAX_PACKET_SIZE: "1000" } });
    const [one] = opened.map(({ start }) => run(start));
    expect(opened.map(({ name }) => name)).toEqual([""]);
    expect(one?.outcome).toBe("runs");
    expect(one?.running?.values.get("mqtt.retry_interval")).toBe(7);
    expect(one?.running?.values.get("mqtt.keepalive_multiplier")).toBeCloseTo(1.4);
    expect(one?.running?.values.get("mqtt.max_packet_size")).toBe(1000);
  });

  test("a compose file starts one for each container, each with its release, conf and variables", () => {
    const opened = open("site/compose.yaml", read, { nanomq: "0.25.6" });
    const told = opened.map(({ name, start }) => {
      const settings = run(start).running;
      return [name, start.version.text, settings?.values.get("mqtt.retry_interval")];
    });
    expect(told).toEqual([
      ["one", "0.24.0", 40],
      ["two", "0.25.3", 9],
    ]);
    // The file of 0.24.0 is read with its include; the variable wins.
    expect(opened[0]?.start.conf?.files).toHaveProperty(["/etc/part.conf"]);
    expect(opened[0]?.start.places?.get("NANOMQ_QOS_DURATION")?.file).toBe("site/compose.yaml");
  });

  test("a place in a conf inside the file is one in the file", () => {
    const [, two] = open("site/compose.yaml", read, { nanomq: "0.25.6" });
    const origin = two && run(two.start).running?.origins.get("mqtt.retry_interval");
    const span = origin?.kind === "file" ? two?.home(origin.span) : undefined;
    expect(span?.file).toBe("site/compose.yaml");
    expect(files["site/compose.yaml"]?.slice(span?.start, span?.end)).toBe("9s");
  });

  test("what is not there starts nothing", () => {
    expect(open("none.conf", read, { nanomq: "0.25.6" })).toEqual([]);
    expect(open("none.yaml", read, { nanomq: "0.25.6" })).toEqual([]);
    expect(() => open("nanomq.conf", read, { nanomq: "x" })).toThrow(RangeError);
  });
});
