import * as fc from "fast-check";
import { expect, test } from "vitest";
import { replayTraceLine } from "../../../src/timing/trace/replay-trace.ts";
import { TraceError } from "../../../src/timing/trace/row.ts";
import { summarizeTraces } from "../../../src/timing/trace/summary.ts";

const silent = {
  exp: "detection",
  version: "0.24.14",
  transport: "tcp",
  retry_interval_s: 2,
  multiplier: 1,
  keepalive_s: 20,
  proto: 5,
  clean_start: 1,
  packets: [],
  last_packet_ms: 0,
  close_ms: 25_014.02,
};

function replay(changes: object) {
  return replayTraceLine(JSON.stringify({ ...silent, ...changes }), 7);
}

test("a row is predicted in its own fields", () => {
  const { predicted, agrees, residualMs } = replay({});
  expect(agrees).toBe(true);
  expect(predicted.close_ms).toBeCloseTo(25_015.38, 2);
  expect(residualMs).toBeCloseTo(-1.36, 2);
});

test("a close one tick late, or none, disagrees", () => {
  expect(replay({ close_ms: 27_014 })).toMatchObject({ agrees: false, nearTick: false });
  expect(replay({ close_ms: null, censored_ms: 60_000 })).toMatchObject({ agrees: false, nearTick: false });
  expect(replay({ close_ms: null, censored_ms: 20_000 })).toMatchObject({ agrees: true });
});

test("a packet beside a tick may fall on either side of it", () => {
  const row = { packets: [[5004.5, "PINGREQ"]], last_packet_ms: 5004.5 };
  const { predicted } = replay({ ...row, close_ms: null, censored_ms: 60_000 });
  expect(replay({ ...row, close_ms: (predicted.close_ms ?? 0) - 2000 })).toMatchObject({
    agrees: false,
    nearTick: true,
  });
});

test.each([
  ["{", "line 7: not JSON; every line must be one JSON object"],
  ["[]", "line 7: not a JSON object"],
  ["{}", 'line 7: "exp" is missing; it must be a string'],
  ['{"exp":"cost"}', 'line 7: "exp" is "cost"; rows that can be replayed are detection, keepalive-zero,'],
  ['{"exp":"toString"}', 'line 7: "exp" is "toString"; rows that can be replayed are'],
])("garbage: %s", (text, message) => {
  expect(() => replayTraceLine(text, 7)).toThrow(TraceError);
  expect(() => replayTraceLine(text, 7)).toThrow(message);
});

test.each([
  [{ version: "x" }, 'line 7: "version" must be a NanoMQ version such as 0.24.14, not "x"'],
  [{ retry_interval_s: 0.001 }, 'line 7: "retry_interval_s" must be a whole number, 0 or more, not 0.001'],
  [{ proto: 3 }, 'line 7: "proto" must be 4 or 5, not 3'],
  [{ packets: [[1]] }, 'line 7: "packets" must be a list of [time, name]'],
  [{ packets: [[1, "NOISE"]] }, 'line 7: "NOISE" in "packets" is no MQTT packet'],
  [{ close_ms: 1e12 }, "line 7: the trace is longer than 1000000000 ms"],
])("a wrong field: %j", (changes, message) => {
  expect(() => replay(changes)).toThrow(message);
});

test("any JSON either replays or is refused with its line", () => {
  const kinds = ["detection", "liveness", "api", "will", "session-expiry", "resend", "offline-queue"];
  const fields = fc.dictionary(
    fc.constantFrom(...Object.keys(silent), "case", "will_ms", "publish_ms", "deliveries", "qos", "acks"),
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.integer({ min: -10, max: 1e5 })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fields, (exp, changes) => {
      try {
        expect(typeof replay({ exp, ...changes }).agrees).toBe("boolean");
      } catch (error) {
        expect(error).toBeInstanceOf(TraceError);
        expect(String(error)).toContain("line 7: ");
      }
    }),
    { numRuns: 500 },
  );
});

test("the summary counts by kind and version", () => {
  const replays = [replay({}), replay({ close_ms: 27_014 }), replay({ version: "0.25.3" })];
  expect(summarizeTraces(replays)).toMatchObject([
    { kind: "detection", version: "0.24.14", rows: 2, agree: 1, nearTick: 0 },
    { kind: "detection", version: "0.25.3", rows: 1, agree: 1 },
  ]);
  expect(summarizeTraces([])).toEqual([]);
});
