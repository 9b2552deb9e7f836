// Invariant 6: what is held against the ports of a container is what the broker opens: the sockets that preflight wants.
import { describe, expect, test } from "vitest";
import { expectRatchet } from "./ratchet.ts";
import {
  builtInRules,
  isMistyped,
  isSampled,
  type LintInput,
  lintConf,
  openListeners,
  subjects,
} from "./subject.ts";

/** Port numbers that NanoMQ has by itself, or that people think it has. */
const usual = [1883, 8081, 8083, 8084, 8883];
/** A port that no conf opens. */
const NOBODYS = 1;
const LOOPBACK = /^(?:127\.|localhost$|\[?::1)/;

interface Socket {
  readonly port: number;
  readonly isListener: boolean;
  readonly isReachable: boolean;
}

function socketsOf(input: LintInput): readonly Socket[] {
  const { settings } = lintConf({ ...input, rules: [] });
  return openListeners(settings).flatMap(({ key, address }) => {
    // Nobody can publish a port that is any free one.
    if (address === undefined || address.port === 0) return [];
    const { host, port } = address;
    return [{ port, isListener: key.startsWith("listeners."), isReachable: !LOOPBACK.test(host) }];
  });
}

/** Ports that one rule names, in a container that publishes these. */
function told(input: LintInput, rule: string, arg: string, published: readonly number[]): readonly number[] {
  const { facts } = input;
  const { env: _, ...deployment } = facts.deployment;
  const { findings } = lintConf({
    ...input,
    facts: {
      ...facts,
      preset: "strict",
      deployment: { ...deployment, kind: "docker", published_ports: published },
    },
    surroundings: {},
    rules: builtInRules.filter(({ id }) => id === rule),
    suppressions: false,
  });
  return findings.flatMap(({ args }) => String(args[arg]).split(", ").map(Number));
}

function sorted(ports: readonly number[]): string {
  return [...new Set(ports)].toSorted((one, other) => one - other).join(", ");
}

describe("the docker rules and preflight know the same ports: one conf of six", async () => {
  const loading = (await subjects())
    .filter((one) => isSampled(one, 6) && !isMistyped(one.input))
    .map(({ name, input }) => ({
      name,
      input: { ...input, surroundings: {} },
    }));

  test("published, and nothing listens there", () => {
    const breaks = loading.flatMap(({ name, input }) => {
      const open = socketsOf(input).map(({ port }) => port);
      const wrong = told(input, "docker/published-without-listener", "ports", [...usual, ...open, NOBODYS]);
      const right = [...usual, NOBODYS].filter((port) => !open.includes(port));
      return sorted(wrong) === sorted(right) ? [] : [`${name}: ${sorted(wrong)} for ${sorted(right)}`];
    });
    expectRatchet(breaks, 0);
  });

  test("listened to, and not published", () => {
    const breaks = loading.flatMap(({ name, input }) => {
      const right = socketsOf(input).filter(({ isListener, isReachable }) => isListener && isReachable);
      const wrong = told(input, "docker/listener-not-published", "port", [NOBODYS]);
      const expected = sorted(right.map(({ port }) => port));
      return sorted(wrong) === expected ? [] : [`${name}: ${sorted(wrong)} for ${expected}`];
    });
    expectRatchet(breaks, 0);
  });

  test("are there", () => {
    expect(loading.flatMap(({ input }) => socketsOf(input)).length).toBeGreaterThan(loading.length);
  });
});
