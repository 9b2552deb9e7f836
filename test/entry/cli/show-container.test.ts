import { expect, test } from "vitest";
import { run } from "./fake-io.ts";

test("shows each service: image, words, conf, variables, ports, mounts, settings", async () => {
  const files = {
    "compose.yaml":
      'services:\n  a:\n    image: emqx/nanomq:0.24.14\n    environment: { NANOMQ_HTTP_SERVER_PASSWORD: f7Kq2mZ0vTn4 }\n    ports: ["1883:1883"]\n' +
      '  b:\n    image: emqx/nanomq:0.22.10\n    volumes: ["./c.conf:/etc/nanomq.conf:ro"]\n',
    "c.conf": "mqtt.retry_interval = 5s\n",
  };
  const { code, out } = await run(["show", "compose.yaml"], { files });
  expect(code).toBe(0);
  expect(out).toContain("NANOMQ_HTTP_SERVER_PASSWORD (no effect)");
  expect(out).toContain("emqx/nanomq:0.24.14:/etc/nanomq.conf (of the image)");
  expect(out).toContain("nanomq start --url nmq-tcp://0.0.0.0:1883 (of the image)");
  expect(out).toContain("./c.conf at /etc/nanomq.conf");
  expect(out).toContain("./c.conf -> /etc/nanomq.conf (read-only)");
  expect(out).toMatch(/mqtt\.retry_interval\s+5\D.*c\.conf:1/);
  expect(out).not.toContain("f7Kq2mZ0vTn4");
});
