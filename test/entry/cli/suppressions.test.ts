import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const UNITLESS = "timing/retry-interval-without-unit";
const WRONG = "mqtt.retry_interval = 30";
const asked = ["lint", "a.conf", "--nanomq", "0.24.14", "-f", "concise", "--no-config"];

/** Rules that report, by line: `3 syntax/duplicate-key`. */
async function reported(conf: string, ...more: readonly string[]): Promise<readonly string[]> {
  const { out } = await run([...asked, ...more], { files: { "a.conf": conf } });
  return [...out.matchAll(/^a\.conf:(\d+):\d+: \w+ (\S+)/gm)]
    .map(([, line = "", rule = ""]) => `${line} ${rule}`)
    .filter((text) => /suppression|retry-interval-without/.test(text));
}

test("without one the rule reports", async () => {
  expect(await reported(`${WRONG}\n`)).toEqual([`1 ${UNITLESS}`]);
});

describe("forms that silence", () => {
  test.each([
    ["at the end of the line", `${WRONG} # nanotune-ignore ${UNITLESS}\n`],
    ["with //", `${WRONG} // nanotune-ignore ${UNITLESS} -- why\n`],
    ["on the line before", `# nanotune-ignore ${UNITLESS} -- why\n${WRONG}\n`],
    ["above other comments and blank lines", `# nanotune-ignore ${UNITLESS} -- why\n\n  # more\n${WRONG}\n`],
    [
      "indented by tabs, in CRLF",
      `mqtt {\r\n\t# nanotune-ignore ${UNITLESS} -- why\r\n\tretry_interval = 30\r\n}\r\n`,
    ],
    ["behind a byte order mark", `\uFEFF# nanotune-ignore ${UNITLESS} -- why\n${WRONG}\n`],
    ["for the whole file, from its end", `${WRONG}\n# nanotune-ignore-file ${UNITLESS} -- why`],
    ["with its last day to come", `# nanotune-ignore ${UNITLESS} -- why until=2026-01-01\n${WRONG}\n`],
    [
      "several rules by commas",
      `# nanotune-ignore timing/retry-interval-too-coarse, ${UNITLESS} -- why\n${WRONG}\n`,
    ],
    [
      "several rules by blanks",
      `# nanotune-ignore ${UNITLESS} timing/retry-interval-too-coarse -- why\n${WRONG}\n`,
    ],
  ])("%s", async (_, conf) => {
    expect(await reported(conf)).toEqual([]);
    expect((await reported(conf, "--no-suppressions")).map((text) => text.split(" ")[1])).toEqual([UNITLESS]);
  });
});

describe("forms that do not", () => {
  test.each([
    [
      "another line",
      `${WRONG}\n# nanotune-ignore ${UNITLESS}\nlog.level = warn\n`,
      [`1 ${UNITLESS}`, "2 suppression/unused"],
    ],
    [
      "inside a text",
      `${WRONG}\nhttp_server.username = "# nanotune-ignore ${UNITLESS}"\n`,
      [`1 ${UNITLESS}`],
    ],
    [
      "another file-wide rule",
      `# nanotune-ignore-file syntax/unclosed -- why\n${WRONG}\n`,
      ["1 suppression/unused", `2 ${UNITLESS}`],
    ],
    [
      "expired, and the rule reports again",
      `# nanotune-ignore ${UNITLESS} -- why until=2025-12-31\n${WRONG}\n`,
      ["1 suppression/expired", `2 ${UNITLESS}`],
    ],
    [
      "expired, with nothing left to report",
      `# nanotune-ignore ${UNITLESS} -- why until=2025-12-31\nlog.level = warn\n`,
      ["1 suppression/unused"],
    ],
    [
      "without a rule",
      `# nanotune-ignore -- why\n${WRONG}\n`,
      ["1 suppression/names-no-rule", `2 ${UNITLESS}`],
    ],
    [
      "of other linters",
      `# nanotune-ignore-next-line ${UNITLESS}\n${WRONG}\n`,
      ["1 suppression/names-no-rule", `2 ${UNITLESS}`],
    ],
    [
      "a typo",
      "# nanotune-ignore timing/retry-interval-without-unti\nlog.level = warn\n",
      ["1 suppression/unknown-rule"],
    ],
  ])("%s", async (_, conf, expected) => {
    expect(await reported(conf)).toEqual(expected);
  });

  test("a typo is told what was meant", async () => {
    const { out } = await run(asked, {
      files: { "a.conf": "# nanotune-ignore timing/retry-interval-without-unti\n" },
    });
    expect(out).toContain(
      "there is no rule timing/retry-interval-without-unti. Did you mean timing/retry-interval-without-unit?",
    );
  });

  test("a last day that is no day is said, and holds for ever", async () => {
    const conf = `# nanotune-ignore ${UNITLESS} -- why until=tomorrow\n${WRONG}\n`;
    expect(await reported(conf)).toEqual(["1 suppression/end-is-no-day"]);
  });

  test("one of two rules that reports nothing is unused", async () => {
    const conf = `# nanotune-ignore ${UNITLESS}, syntax/unclosed -- why\n${WRONG}\n`;
    expect(await reported(conf)).toEqual(["1 suppression/unused"]);
  });
});

describe("a rule that did not look is not said to find nothing", () => {
  const coarse = "# nanotune-ignore timing/retry-interval-too-coarse -- lab\nmqtt.retry_interval = 1s\n";

  test("without the facts it needs", async () => {
    expect(await reported(coarse)).toEqual([]);
    expect(await reported(coarse, "--keepalive", "60s")).toEqual(["1 suppression/unused"]);
  });

  test("for another release", async () => {
    const conf = "# nanotune-ignore timing/multiplier-times-thousand -- old broker\nlog.level = warn\n";
    expect(await reported(conf)).toEqual([]);
  });

  test("without --check-files", async () => {
    expect(
      await reported("# nanotune-ignore tls/certificate-expired -- renewed by hand\nlog.level = warn\n"),
    ).toEqual([]);
  });
});

describe("deployment files", () => {
  const compose = (comment: string) =>
    `services:\n  broker:\n    image: emqx/nanomq:0.24.14\n    environment:\n      - NANOMQ_BROKER_URL="nmq-tcp://0.0.0.0:1883"${comment}\n`;
  const lint = async (comment: string, ...more: readonly string[]) =>
    (
      await run(["lint", "compose.yaml", "-f", "concise", ...more], {
        files: { "compose.yaml": compose(comment) },
      })
    ).out;

  test("a comment of the YAML silences", async () => {
    expect(await lint("")).toContain("deploy/env-quoted");
    const silent = await lint(" # nanotune-ignore deploy/env-quoted -- the entry point takes them off");
    expect(silent).not.toContain("deploy/env-quoted");
    expect(await lint(" # nanotune-ignore deploy/env-quoted", "--no-suppressions")).toContain(
      "deploy/env-quoted",
    );
  });

  test("one that does nothing is told", async () => {
    expect(await lint(" # nanotune-ignore deploy/env-unknown")).toContain("suppression/unused");
  });

  test("one inside a conf of a ConfigMap counts once, there", async () => {
    const map = `apiVersion: v1
kind: ConfigMap
metadata:
  name: nanomq
data:
  nanomq.conf: |
    mqtt {
      # nanotune-ignore ${UNITLESS} -- why
      retry_interval = 30
    }
`;
    const { out } = await run(["lint", "map.yaml", "-f", "concise"], { files: { "map.yaml": map } });
    expect(out).not.toContain("without-unit");
    expect(out).not.toContain("suppression/");
    const shown = await run(["lint", "map.yaml", "-f", "concise", "--no-suppressions"], {
      files: { "map.yaml": map },
    });
    expect(shown.out).toContain(`map.yaml:9:24: error ${UNITLESS}`);
  });
});
