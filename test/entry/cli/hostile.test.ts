// Names and values that would steer a terminal or start a line of their own, at every place a run reads from.
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/entry/cli/commands.ts";
import { run } from "./fake-io.ts";

const EVIL = "x\n::error::owned\r\u001B[31m\u009B1m\u202E<b onload=y> ::error::owned ::error::owned";
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
const STEERING = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]|^\s*::error::owned/m;

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

test.each(["pretty", "concise", "github"])(
  "a file that has the name of a command is none: %s",
  async (format) => {
    const name = "::error::owned.conf";
    const { out, err } = await run(["lint", name, "-f", format], {
      files: { [name]: "mqtt.colour = red\n" },
    });
    expect(out).toMatch(format === "github" ? /^::warning file=%3A%3Aerror/m : /^\uFFFD?::error/m);
    expect(STEERS.exec(out + err)).toBeNull();
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

/** The old format, and confs of other brokers: what `migrate` reads, and names in its notes. */
const foreign = {
  "legacy.conf": `url=${quoted}\nbroker.${quoted}=${quoted}\nmqtt.bridge.${quoted}.address=${quoted}\n`,
  "mosquitto.conf": `listener 1883 ${quoted}\nconnection ${quoted}\naddress ${quoted}\ntopic ${quoted} both 1\n${quoted} ${quoted}\n`,
  "emqx.conf": `node { name = "${quoted}" }\nmqtt { max_packet_size = "${quoted}" }\nlisteners.tcp."${quoted}" { bind = "${quoted}" }\n`,
};
const started = ["--config", "f.toml"];
const kinds = ["--compose", "--kubernetes", "--systemd"];

/** What each command is asked, so that it has something to say. A command that is not named here says nothing of files. */
const asked: Readonly<Record<string, readonly (readonly string[])[]>> = {
  lint: [
    [NAME, ...started],
    [NAME, "--statistics"],
    [NAME, "--verbose", "--check-files"],
    ["compose.yaml", "other.conf", NAME],
  ],
  suppress: [[NAME, "--select", "schema/unknown-key", "--reason", EVIL, "--diff"]],
  show: [
    [NAME, "--all"],
    [NAME, "--tree"],
    [NAME, "--start"],
    ["compose.yaml", "--start"],
  ],
  replay: [
    [NAME, ...started],
    [NAME, ...started, "--scenario", "silent"],
  ],
  outage: [
    [NAME, "--for", "10m", "--rate", "20/s"],
    ["bridge.conf", "--for", "10m", "--rate", "20/s"],
  ],
  tune: [[NAME, ...started, "--detect-within", "80s"]],
  preflight: [[NAME], [NAME, "--workdir", EVIL]],
  explain: [["schema/unknown-key", NAME], ["schema/unknown-key"]],
  rules: [[], ["test", EVIL], ["test", "pack.toml"]],
  migrate: Object.keys(foreign).map((name) => [name]),
  schema: [[]],
  releases: [[NAME], ["compose.yaml"]],
  upgrade: [[NAME, "--from", "0.20.6", "--to", "0.25.3"]],
  diff: [[NAME, "other.conf"]],
  init: [["compose.yaml"], [NAME], ...kinds.map((kind) => [kind, NAME])],
  completion: [[EVIL]],
};
/** They open sockets, so they get nothing that they could begin with. */
const live = new Set(["broker", "probe", "monitor", "lsp"]);

const pack = `id = "own/${quoted.replaceAll(/[^ -~]/g, "")}"
severity = "warning"
when = "${quoted.replaceAll(/[^ -~]/g, "")}"
`;
const bridge = `bridges.mqtt."${quoted}" { server = "mqtt-tcp://192.0.2.1:1883", clientid = "${quoted}", forwards = [{ remote_topic = "${quoted}", local_topic = "${quoted}", qos = 1 }] }\n`;
const everything = { ...files, ...foreign, "pack.toml": pack, "bridge.conf": bridge };

const walked = commands.flatMap(({ name, options }) => {
  const requests = live.has(name) ? [[EVIL]] : (asked[name] ?? []);
  const formatsOf = options.find((option) => option.name === "format")?.choices ?? [];
  const [first = []] = requests;
  return [
    [name, EVIL],
    [name, ...first, EVIL],
    ...requests.map((request) => [name, ...request]),
    ...requests.flatMap((request) => formatsOf.map((format) => [name, ...request, "--format", format])),
    ...options.flatMap((option) =>
      option.kind === "flag" ? [] : [[name, ...first, `--${option.name}=${EVIL}`]],
    ),
  ];
});

/** A conf keeps its bytes, in a patch as well as where it is written anew; JSON has codes for them. */
function withoutConf(text: string, argv: readonly string[]): string {
  if (argv.includes("--diff")) return text.replaceAll(/^[-+ ].*$/gm, "");
  if (!argv.includes("migrate") || argv.includes("json")) return text;
  return text.replaceAll(STEERING, "");
}

describe("every command, option and format there is", () => {
  test("is walked", () => {
    const named = commands.map(({ name }) => name);
    expect(named.filter((name) => !live.has(name) && asked[name] === undefined)).toEqual([]);
  });

  test.each(walked.map((argv) => [argv.map((word) => JSON.stringify(word)).join(" "), argv] as const))(
    "%s",
    async (_, argv) => {
      const { out, err, code, files: left } = await run(argv, { files: everything });
      expect(code).not.toBe(3);
      expect(STEERS.exec(withoutConf(out, argv))).toBeNull();
      expect(STEERS.exec(err)).toBeNull();
      if (argv.includes("html")) expect(out).not.toContain("<b onload");
      const written = Object.entries(left).filter(
        ([name, text]) => new Map(Object.entries(everything)).get(name) !== text,
      );
      for (const [, text] of written) expect(STEERS.exec(text)).toBeNull();
    },
  );
});
