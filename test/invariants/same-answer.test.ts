// Invariant 5: every command gives one value, one origin and one outcome for one conf, however it is written and started.
import { describe, expect, test } from "vitest";
import { expectRatchet } from "./ratchet.ts";
import { isSampled, run, type Subject, subjects } from "./subject.ts";

/** Something to start, and the words that say how. */
interface Case {
  readonly name: string;
  readonly path: string;
  readonly files: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

/** What a command says about it, as far as it says it. */
interface Answer {
  readonly retryS?: number | undefined;
  readonly multiplier?: number | undefined;
  readonly origin?: string | undefined;
  /** False where it says that the broker does not start. */
  readonly starts?: boolean | undefined;
}

interface Said {
  readonly code: number;
  readonly json: Json;
}

/** Any JSON, asked by path. */
class Json {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  at(...path: readonly (string | number)[]): Json {
    const [name, ...rest] = path;
    if (name === undefined) return this;
    const value = this.#value;
    const isObject = typeof value === "object" && value !== null;
    return new Json(
      isObject ? Object.entries(value).find(([key]) => key === String(name))?.[1] : undefined,
    ).at(...rest);
  }

  get list(): readonly Json[] {
    return Array.isArray(this.#value) ? this.#value.map((one) => new Json(one)) : [];
  }

  get number(): number | undefined {
    return typeof this.#value === "number" ? this.#value : undefined;
  }

  get text(): string | undefined {
    return typeof this.#value === "string" ? this.#value : undefined;
  }
}

function parsed(text: string): Json {
  try {
    return new Json(JSON.parse(text));
  } catch {
    return new Json(undefined);
  }
}

const OTHER = "other.conf";
/** A conf whose values are nobody's, so that a comparison tells those of the other. */
const other = "mqtt { retry_interval = 7777s, keepalive_multiplier = 7.5 }\n";

function compared({ json }: Said, before: string): Answer {
  const change = (path: string) => json.at("settings").list.find((one) => one.at("path").text === path);
  const fate = json.at("fate", before).text;
  return {
    retryS: change("mqtt.retry_interval")?.at(before).number,
    multiplier: change("mqtt.keepalive_multiplier")?.at(before).number,
    origin: change("mqtt.retry_interval")?.at("originBefore", "kind").text,
    starts: fate === undefined ? undefined : fate !== "exits" && fate !== "crashes",
  };
}

/** Without a word about it the broker simply runs. */
function isUp(outcome: string | undefined): boolean {
  return outcome !== "exits" && outcome !== "crashes";
}

const clients = ["--keepalive", "60s"];

interface Command {
  readonly name: string;
  readonly argv: (path: string) => readonly string[];
  readonly answer: (said: Said) => Answer;
}

const show: Command = {
  name: "show",
  argv: (path) => ["show", path, "-f", "json"],
  answer: ({ json }) => ({
    retryS: json.at("values", "mqtt.retry_interval").number,
    multiplier: json.at("values", "mqtt.keepalive_multiplier").number,
    origin: json.at("origins", "mqtt.retry_interval", "kind").text,
    starts: json.at("outcome").text === "load" && isUp(json.at("broker").text),
  }),
};

const commands: readonly Command[] = [
  {
    name: "replay",
    argv: (path) => ["replay", path, "-f", "json", ...clients],
    answer: ({ json }) => {
      const retryMs = json.at("settings", "retryIntervalMs").number;
      return {
        retryS: retryMs === undefined ? undefined : retryMs / 1000,
        multiplier: json.at("settings", "multiplier").number,
        starts: retryMs === undefined ? undefined : isUp(json.at("outcome").text),
      };
    },
  },
  {
    name: "tune",
    argv: (path) => ["tune", path, "-f", "json", "--detect-within", "100s", ...clients],
    answer: ({ json }) => ({
      retryS: json.at("before", "settings", "retryIntervalS").number,
      starts: json.at("outcome").text === undefined ? undefined : isUp(json.at("broker").text),
    }),
  },
  {
    name: "diff",
    argv: (path) => ["diff", path, OTHER, "-f", "json", ...clients],
    answer: (said) => compared(said, "before"),
  },
  {
    name: "lint",
    argv: (path) => ["lint", path, "-f", "json", ...clients],
    answer: ({ code }) => ({ starts: code === 0 ? true : undefined }),
  },
];

/** Without a look at this machine, `preflight` says of a conf only whether it starts; that is slow enough. */
const preflight: Command = {
  name: "preflight",
  argv: (path) => ["preflight", path, "-f", "json"],
  answer: ({ code }) => ({ starts: code === 0 ? true : undefined }),
};

async function told({ path, files, words }: Case, { argv }: Command): Promise<Said> {
  const { code, out } = await run([...argv(path), ...words], { files: { ...files, [OTHER]: other } });
  return { code, json: parsed(out) };
}

/** A number of single precision may be told in the digits that a person writes: 1.2 for 1.20000005. */
function isSame(given: unknown, right: unknown): boolean {
  return typeof given === "number" && typeof right === "number"
    ? Math.fround(given) === Math.fround(right)
    : given === right;
}

/** Where a command says otherwise than `show`, or will not say. */
async function differences(one: Case, command: Command): Promise<readonly string[]> {
  const truth = show.answer(await told(one, show));
  const answer = await told(one, command);
  const { retryS, multiplier, origin, starts } = command.answer(answer);
  const wrong = (what: string, given: unknown, right: unknown) =>
    given === undefined || isSame(given, right) ? [] : [`${what} ${String(given)} for ${String(right)}`];
  const figures = truth.starts
    ? [
        ...wrong("retry_interval", retryS, truth.retryS),
        ...wrong("multiplier", multiplier, truth.multiplier),
        ...wrong("origin", origin, truth.origin),
      ]
    : [];
  const faults =
    answer.code === 2 ? ["will not say"] : [...figures, ...wrong("starts", starts, truth.starts)];
  return faults.map((fault) => `${one.name}: ${command.name}: ${fault}`);
}

function caseOf({ name, input: { conf, version } }: Subject): Case {
  const files = Object.fromEntries(
    Object.entries(conf.files ?? {}).flatMap(([path, text]) =>
      typeof text === "string" ? [[path, text]] : [],
    ),
  );
  return {
    name,
    path: "nanomq.conf",
    files: { ...files, "nanomq.conf": conf.text },
    words: ["--no-config", "--nanomq", version.text],
  };
}

function written(name: string, text: string, ...words: readonly string[]): Case {
  return { name, path: "a.conf", files: { "a.conf": text }, words: ["--no-config", ...words] };
}

const plain = "mqtt { retry_interval = 20s }\n";
const compose = (more: string) => `services:
  mq:
    image: emqx/nanomq:0.23.10
    volumes: ["./nanomq.conf:/etc/nanomq.conf"]
${more}`;
const manifest = `apiVersion: v1
kind: ConfigMap
metadata: { name: conf }
data:
  nanomq.conf: |
    mqtt { retry_interval = 20s }
---
apiVersion: v1
kind: Pod
metadata: { name: mq }
spec:
  containers:
    - name: mq
      image: emqx/nanomq:0.23.10
      env: [{ name: NANOMQ_QOS_DURATION, value: "40" }]
      volumeMounts: [{ name: conf, mountPath: /etc/nanomq.conf, subPath: nanomq.conf }]
  volumes: [{ name: conf, configMap: { name: conf } }]
`;

function inCompose(name: string, more: string): Case {
  const files = { "compose.yaml": compose(more), "nanomq.conf": plain };
  return { name, path: "compose.yaml", files, words: ["--no-config"] };
}

const started: readonly Case[] = [
  written("in upper case", "MQTT { Retry_Interval = 20s }\n"),
  written("by variable", plain, "--nanomq", "0.23.10", "--env", "NANOMQ_QOS_DURATION=40"),
  written("by variable that loses", plain, "--nanomq", "0.25.3", "--env", "NANOMQ_QOS_DURATION=40"),
  written("by option", plain, "--flags=--qos_duration 40"),
  {
    ...written("by nanotune.toml", plain),
    files: {
      "a.conf": plain,
      "nanotune.toml": 'nanomq = "0.23.10"\n[deployment]\nenv = { NANOMQ_QOS_DURATION = "40" }\n',
    },
    words: [],
  },
  inCompose("compose", ""),
  inCompose("compose with a variable", '    environment: { NANOMQ_QOS_DURATION: "40" }\n'),
  inCompose("compose with an option", "    command: --qos_duration 40\n"),
  { name: "manifest", path: "pod.yaml", files: { "pod.yaml": manifest }, words: ["--no-config"] },
  written(
    "read in part",
    "mqtt { retry_interval = 20s }\n}\nmqtt { keepalive_multiplier = 3 }\n",
    "--nanomq",
    "0.20.6",
  ),
  written("rejected", "[1, 2]\n"),
];

const notStarted: readonly Case[] = [
  written("empty", "# nothing\n"),
  written("never closed", "mqtt { retry_interval = 20s\n"),
  written("crash of the loader", 'mqtt.retry_interval = 20s\nauth.http_auth.auth_req { url = "http://a" }\n'),
  written("crash of the parser", `mqtt.retry_interval = 20s\n${"a.".repeat(20_000)}b = 1\n`),
  written("old format", "url=nmq-tcp://0.0.0.0:1883\nqos_duration=20\n"),
];

async function breaksOf(cases: readonly Case[], asked: readonly Command[]): Promise<readonly string[]> {
  const breaks: string[] = [];
  for (const one of cases) for (const command of asked) breaks.push(...(await differences(one, command)));
  return breaks;
}

describe("every command gives the same answer as show", () => {
  test("of whole confs and those of the field, one of three", async () => {
    const confs = (await subjects()).filter(({ name }) => /^NMQ-|\/$|\.conf$/.test(name));
    const sample = confs.filter((one) => isSampled(one, 3)).map(caseOf);
    expect(sample.length).toBeGreaterThan(30);
    const breaks = await breaksOf(sample, commands);
    expectRatchet(breaks, 0);
  });

  test("however the broker is started", async () => {
    const breaks = await breaksOf(started, [...commands, preflight]);
    expectRatchet(breaks, 0);
  });

  test("where it does not start", async () => {
    const breaks = await breaksOf(notStarted, [...commands, preflight]);
    expectRatchet(breaks, 0);
  });
});
