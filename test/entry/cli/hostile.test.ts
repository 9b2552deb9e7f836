// Names and values that would steer a terminal or start a line of their own, at every place a run reads from.
import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const EVIL = "x\n::error::owned\r\u001B[31m\u009B1m\u202Ey";
const NAME = `${EVIL}.conf`;
const quoted = EVIL.replaceAll("\n", "").replaceAll("\r", "");

const conf = `include "${quoted}"
mqtt { retry_interval = 10, "${quoted}" = "${quoted}" }
http_server { username = "${quoted}", colour = "${quoted}" }
bridges.mqtt."${quoted}" { server = "${quoted}", forwards = [] }
`;
const compose = `services:
  "x\\n::error::owned\\e[31m":
    image: emqx/nanomq:0.23.10
    environment: { "NANOMQ_\\n::error::owned": "\\e[31m", NANOMQ_LOG_LEVEL: "\\n::error::owned" }
    command: "--conf /etc/nanomq.conf --\\e[31m\\n::error::owned"
    configs: [{ source: c, target: /etc/nanomq.conf }]
configs: { c: { content: "mqtt.colour = red" } }
`;
const facts = `[[clients]]
name = "x\\n::error::owned\\u001b[31m"
keepalive = "60s"
[deployment]
env = { "A" = "\\n::error::owned" }
`;
const files = {
  [NAME]: conf,
  "compose.yaml": compose,
  "other.conf": "mqtt.retry_interval = 7\n",
  "f.toml": facts,
};

const formats = ["pretty", "concise", "json", "sarif", "github", "gitlab", "junit"];
const lines: readonly (readonly string[])[] = [
  ...formats.flatMap((format) => [
    ["lint", NAME, "-f", format, "--config", "f.toml"],
    ["lint", "compose.yaml", "-f", format],
  ]),
  ["lint", NAME, "--diff", "--unsafe-fixes"],
  ["lint", EVIL],
  ["lint", NAME, "-f", EVIL],
  ["lint", NAME, `--${EVIL}`],
  ["lint", NAME, "--nanomq", EVIL],
  ["lint", NAME, "--env", EVIL],
  ["lint", NAME, "--flags", `--${EVIL} ${EVIL}`],
  ["show", NAME, "--all"],
  ["show", NAME, "--all", "-f", "json"],
  ["show", NAME, "--tree"],
  ["show", NAME, "--tree", "-f", "json"],
  ["show", NAME, "--section", EVIL],
  ["show", "compose.yaml", "--container", EVIL],
  ["replay", NAME, "--config", "f.toml"],
  ["tune", NAME, "--config", "f.toml", "--detect-within", "80s"],
  ["tune", NAME, "--config", "f.toml", "--detect-within", "80s", "--diff"],
  ["explain", EVIL],
  ["explain", "schema/unknown-key", NAME],
  ["upgrade", NAME, "--from", "0.20.6", "--to", "0.25.3"],
  ["upgrade", NAME, "--to", EVIL],
  ["diff", NAME, "other.conf"],
  ["migrate", EVIL],
  ["rules", EVIL],
  [EVIL],
];

/** What may steer a terminal, and a line that a CI system would take for its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]|^::error::owned/m;

describe.each(["en", "zh-CN"])(
  "nothing of a file or an argument steers what reads the output (%s)",
  (language) => {
    test.each(lines.map((argv) => [argv.map((word) => JSON.stringify(word)).join(" "), argv] as const))(
      "%s",
      async (_, argv) => {
        const { out, err, code } = await run([...argv, "--lang", language], { files });
        expect(code).not.toBe(3);
        const shown = argv.includes("--diff") ? out.replaceAll(/^[-+ ].*$/gm, "") : out;
        expect(STEERS.exec(shown)).toBeNull();
        expect(STEERS.exec(err)).toBeNull();
      },
    );
  },
);

test("a patch keeps its bytes for `patch`, and is clean on a terminal", async () => {
  const { out } = await run(["lint", "a.conf", "--diff", "--keepalive", "5s"], {
    files: { "a.conf": "mqtt {\n  # \u001B[31m\n  retry_interval = 10s\n}\n" },
  });
  expect(out).toContain("   # \u001B[31m\n");
});

test("colours of --color always are nanotune's own", async () => {
  const { out } = await run(["lint", NAME, "--color", "always"], { files });
  expect(out).toContain("\u001B[31m\u001B[1m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(out.replaceAll(/\u001B\[(?:1|2|22|31|32|33|36|39)m/g, "")).not.toMatch(STEERS);
});
