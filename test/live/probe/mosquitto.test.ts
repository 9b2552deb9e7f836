// A foreign broker: it is held against MQTT's own limit, 1.5 x keepalive.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { run } from "../../entry/cli/fake-io.ts";
import { besideOthers, describeWith } from "../../parts.ts";
import { makeCa, makeCertificate } from "../host/openssl.ts";
import { connectedTo, mosquitto } from "./real-world.ts";

const short = ["--keepalive", "2s", "--clients", "2"];
/** Two canaries and who watches them. */
const ALL = 3;

/** mosquitto gives up its rights as root, so its files must be readable for others. */
function readable(folder: string): void {
  execFileSync("chmod", ["-R", "a+rX", folder]);
}

describeWith(
  "mosquitto",
  "mosquitto as a foreign broker",
  () => {
    test.each(["3.1.1", "5"])(
      "MQTT %s: it looks every 5 s only, so 1.5 x keepalive is not kept",
      async (mqtt) => {
        const { port } = await mosquitto();
        const argv = ["probe", `mqtt://127.0.0.1:${port}`, ...short, "--mqtt", mqtt, "--what", "will"];
        const { code, out, err } = await run([...argv, "--format", "json"]);
        const { verdict, broker, classes, settings } = JSON.parse(out);
        expect([verdict, broker, settings]).toEqual(["later", "other", null]);
        expect(classes[0].measuredMs.least).toBeGreaterThan(3000 - 200);
        expect(classes[0].measuredMs.most).toBeLessThan(3000 + 5000 + 1000);
        expect(err).toBe("No conf of NanoMQ: held against MQTT's 1.5 x keepalive.\n");
        expect(code).toBe(1);
      },
    );

    test("user name and password come from the environment; without them it refuses", async () => {
      const { port } = await mosquitto(["allow_anonymous false", "password_file users"], (folder) => {
        execFileSync("mosquitto_passwd", ["-b", "-c", join(folder, "users"), "canary", "s3cret"]);
        readable(folder);
      });
      const argv = ["probe", `mqtt://127.0.0.1:${port}`, ...short];
      const none = await run(argv);
      expect(none.code).toBe(2);
      expect(none.err).toContain(`mqtt://127.0.0.1:${port} refuses the canary (CONNACK code 5)`);
      expect(none.err).toContain("NANOTUNE_MQTT_USERNAME=canary");
      const wrong = { NANOTUNE_MQTT_USERNAME: "canary", NANOTUNE_MQTT_PASSWORD: "guess" };
      const guessed = await run([...argv, "--mqtt", "5"], { env: wrong });
      expect(guessed.code).toBe(2);
      expect(guessed.err).toContain("CONNACK code 135");
      expect(guessed.err).not.toContain("guess");
      const right = { NANOTUNE_MQTT_USERNAME: "canary", NANOTUNE_MQTT_PASSWORD: "s3cret" };
      const { code, out, err } = await run(argv, { env: right });
      expect([code, out + err]).toEqual([1, expect.not.stringContaining("s3cret")]);
      expect(out).toContain("2 canaries: LATER");
    });

    test("it is killed in the middle: no verdict", async () => {
      const { port, process: broker } = await mosquitto();
      const probing = run(["probe", `mqtt://127.0.0.1:${port}`, ...short]);
      await connectedTo(port, ALL);
      await setTimeout(500);
      broker.kill("SIGKILL");
      const { code, out, err } = await probing;
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(`mqtt://127.0.0.1:${port} went away while the canaries were watched`);
    });

    test("it is stopped in the middle (SIGSTOP): half-open, no verdict", async () => {
      const { port, process: broker } = await mosquitto();
      const probing = run(["probe", `mqtt://127.0.0.1:${port}`, ...short, "--timeout", "5s"]);
      await connectedTo(port, ALL);
      await setTimeout(500);
      broker.kill("SIGSTOP");
      const { code, out, err } = await probing;
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain("went away while the canaries were watched");
    });
  },
  besideOthers,
);

describeWith(
  "openssl",
  "TLS",
  () => {
    describeWith(
      "mosquitto",
      "with certificates of our own",
      () => {
        const listener = ["allow_anonymous true", "certfile broker.pem", "keyfile broker.key"];
        const certified = (names: string) => (folder: string) => {
          makeCa(folder, "ca");
          makeCertificate(folder, "broker", "ca", { names });
          readable(folder);
        };

        test("a certificate that --ca vouches for; without --ca it says so; --insecure takes it", async () => {
          const { port, folder } = await mosquitto(listener, certified("IP:127.0.0.1"));
          const files = { "ca.pem": readFileSync(join(folder, "ca.pem"), "utf8") };
          const argv = ["probe", `mqtts://127.0.0.1:${port}`, ...short];
          const refused = await run(argv);
          expect(refused.code).toBe(2);
          expect(refused.err).toContain("did not complete the handshake");
          expect(refused.err).toContain("--ca");
          const [trusting, careless] = await Promise.all([
            run([...argv, "--ca", "ca.pem"], { files }),
            run([...argv, "--insecure"]),
          ]);
          for (const { code, out } of [trusting, careless]) {
            expect([code, out]).toEqual([1, expect.stringContaining("2 canaries: LATER")]);
          }
        });

        test("a certificate of another host", async () => {
          const { port, folder } = await mosquitto(listener, certified("DNS:broker.example"));
          const files = { "ca.pem": readFileSync(join(folder, "ca.pem"), "utf8") };
          const { code, err } = await run(
            ["probe", `mqtts://127.0.0.1:${port}`, ...short, "--ca", "ca.pem"],
            {
              files,
            },
          );
          expect(code).toBe(2);
          expect(err).toContain("did not complete the handshake");
          expect(err).toMatch(/127\.0\.0\.1/);
        });

        test("plain MQTT on a TLS port, and TLS on a plain port", async () => {
          const { port } = await mosquitto(listener, certified("IP:127.0.0.1"));
          const plain = await run(["probe", `mqtt://127.0.0.1:${port}`, ...short]);
          expect([plain.code, plain.err]).toEqual([
            2,
            expect.stringMatching(/closed the connection before it answered|is no MQTT/),
          ]);
          const { port: other } = await mosquitto();
          const tls = await run(["probe", `mqtts://127.0.0.1:${other}`, ...short]);
          expect([tls.code, tls.err]).toEqual([2, expect.stringMatching(/handshake|no way/)]);
        });
      },
      besideOthers,
    );
  },
  besideOthers,
);
