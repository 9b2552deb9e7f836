// Invariant 2: the same setting by file, by variable or by option: same findings, for every variable and option there is.
import { describe, expect, test } from "vitest";
import { createSource } from "../../src/text/source.ts";
import { expectRatchet } from "./ratchet.ts";
import { withAndWithout } from "./respell.ts";
import {
  difference,
  inputOfText,
  isMistyped,
  isSampled,
  keyOf,
  type LintInput,
  type Loaded,
  lintConf,
  loadedOf,
  runsTheSame,
  saidAbout,
  startOptions,
  subjects,
  variables,
} from "./subject.ts";

/** A variable or an option, and how it is given a text. */
interface Giver {
  readonly name: string;
  readonly given: (text: string) => Pick<NonNullable<LintInput["surroundings"]>, "environment" | "flags">;
}

const byVariable = variables.map(
  ({ name }): Giver => ({ name, given: (text) => ({ environment: { [name]: text } }) }),
);
const options = startOptions.map(
  ({ long, argument }): Giver => ({
    name: long,
    given: (text) => ({ flags: [argument === "none" ? long : `${long}=${text}`] }),
  }),
);

const numbers = ["0", "1", "30", "65536", "4294967295"];
const words = ["true", "false", "fatal", "jwt", "file", "10MB", "public"];
const addresses = [
  ...["127.0.0.1", "nmq-tcp://0.0.0.0:1884", "tls+nmq-tcp://0.0.0.0:8884", "0.0.0.0:8085"],
  ...["nmq-ws://0.0.0.0:8085", "nmq-ws://0.0.0.0:8085/mqtt", "nmq-wss://0.0.0.0:8086"],
];
const logs = ["consle,file", "stdout", "syslog", "/tmp", "10", "10s"];
const texts = [...numbers, ...words, ...addresses, ...logs];

/** A conf that says next to nothing; and one with every section that has a variable, in a release where variables win. */
const bare = inputOfText("mqtt.max_inflight_window = 2048\n");
const furnished = inputOfText(
  `${bare.conf.text}
listeners.tcp { bind = "0.0.0.0:1883" }
listeners.ssl { bind = "0.0.0.0:8883", keyfile = "/k.pem", certfile = "/c.pem", cacertfile = "/ca.pem" }
listeners.ws { bind = "0.0.0.0:8083/mqtt" }
listeners.wss { bind = "0.0.0.0:8084/mqtt" }
http_server { port = 8081, username = ops, password = "long-random-secret-1" }
log { to = [file, console], level = warn, dir = "/tmp", file = "nanomq.log" }
`,
  "0.22.10",
);

function withGiven(input: LintInput, giver: Giver, text: string): LintInput {
  return { ...input, surroundings: giver.given(text) };
}

/** The settings that it gives a value; those in parentheses are no settings. */
function settingsBy(giver: Giver): readonly string[] {
  const found = texts.flatMap((text) => {
    const { origins } = loadedOf(withGiven(bare, giver, text));
    return [...origins].flatMap(([path, { kind }]) =>
      (kind === "environment" || kind === "flag") && !path.includes("(") ? [path] : [],
    );
  });
  return [...new Set(found)];
}

/** How a file would say it; some switches are on where their section is there. */
function fileForms(path: string, text: string, value: string): readonly string[] {
  if (path === "http_server.enable") return ["http_server.port = 8081\n"];
  const values = [text, `"${text}"`, `${text}s`, `[${text}]`, value];
  return values.map((one) => `${path} = ${one}\n`);
}

/** By file, and the same by variable or option; the broker ends up the same. */
interface Pair {
  readonly name: string;
  readonly byFile: LintInput;
  readonly byGiver: LintInput;
}

/** Texts made up for each key; those that come to the same are one. */
function madeUp(giver: Giver, path: string, base: typeof bare): readonly Pair[] {
  const without = loadedOf(base);
  const seen = [without];
  return texts.flatMap((text): readonly Pair[] => {
    const byGiver = withGiven(base, giver, text);
    const loaded = loadedOf(byGiver);
    if (seen.some((one) => runsTheSame(one, loaded))) return [];
    seen.push(loaded);
    const confs = fileForms(path, text, String(loaded.values.get(path))).map((line) => ({
      ...base,
      conf: { text: `${base.conf.text}${line}` },
    }));
    const byFile = confs.find((input) => runsTheSame(loadedOf(input), loaded));
    return byFile === undefined ? [] : [{ name: `${giver.name}=${text}`, byFile, byGiver }];
  });
}

interface Known {
  readonly name: string;
  readonly input: LintInput;
  readonly loaded: Loaded;
}

/** What the file says and NanoMQ misreads is a fault of the file alone. */
function isTakenAsWritten({ origins, effects }: Loaded, path: string): boolean {
  const origin = origins.get(path);
  if (origin?.kind !== "file") return false;
  const { file, start } = origin.span;
  const at = (one: string) => one.toLowerCase().startsWith(path);
  const found = effects.find(({ span }) => span.file === file && span.start === start);
  const isOwn = found?.path.toLowerCase() === path;
  return isOwn && effects.every((one) => !at(one.path) || one.effect.kind === "used");
}

/** What a variable would say: the words of a list as they are written, since what a list comes to may be more. */
function textAt({ values, effects }: Loaded, path: string): string {
  const node = effects.find((one) => one.path === path)?.node;
  if (node?.kind !== "array") return String(values.get(path));
  return node.elements.flatMap((word) => (word.kind === "string" ? [word.value] : [])).join(",");
}

/** The confs of the rules and of the field that set the key, with and without their line. */
function taken(giver: Giver, path: string, confs: readonly Known[]): readonly Pair[] {
  return confs.flatMap(({ name, input, loaded }): readonly Pair[] => {
    if (!isTakenAsWritten(loaded, path)) return [];
    const pair = withAndWithout(input, path);
    if (pair === undefined) return [];
    const byFile = { ...input, conf: pair.whole };
    const byGiver = withGiven({ ...input, conf: pair.without }, giver, textAt(loaded, path));
    const given = loadedOf(byGiver);
    const isGiven = !["default", "file"].includes(given.origins.get(path)?.kind ?? "default");
    return isGiven && runsTheSame(loadedOf(byFile), given)
      ? [{ name: `${giver.name} in ${name}`, byFile, byGiver }]
      : [];
  });
}

/** What sets nothing that a file could say, or nothing at all: named, so that no other one slips through unseen. */
const sayNothing = {
  variables: [
    "NANOMQ_TCP_ENABLE",
    "NANOMQ_CLIENT_MAX_PACKET_SIZE",
    "NANOMQ_WEBSOCKET_ENABLE",
    "NANOMQ_CONF_PATH",
    "NANOMQ_HTTP_SERVER_JWT_PUBLIC_KEYFILE",
    "NANOMQ_TLS_ENABLE",
    "NANOMQ_NUM_TASKQ_THREAD",
    "NANOMQ_HTTP_SERVER_JWT_PRIVATE_KEYFILE",
    "NANOMQ_MSG_PERSISTENCE",
    "NANOMQ_EXCHANGER_URL",
    "NANOMQ_VIN",
    "NANOMQ_PID_FILE",
    "NANOMQ_WEBSOCKET_TLS_ENABLE",
  ],
  options: [
    "--help",
    "--conf",
    "--old_conf",
    "--cacert",
    "--cert",
    "--key",
    "--log_stdout",
    "--log_syslog",
    "--log_file",
  ],
} as const;

/** What is wrong with a variable or option by itself is said of it alone. */
function isOfSetting(said: string): boolean {
  return !/^deploy\/(?:env|option)-/.test(said);
}

/** The option opens the listener of its address, so the switch in the file has indeed no effect. */
function isOfOpenedListener(giver: Giver, differs: string): boolean {
  return giver.name === "--url" && /^\+schema\/no-effect listeners\.wss?\.enable$/.test(differs);
}

describe("a setting by another way gets the same findings; in one of two confs that have it", async () => {
  const readable = (await subjects()).filter(({ input }) => !isMistyped(input));
  const undecided = readable.filter(
    ({ input: { facts } }) => facts.deployment.env === undefined && facts.deployment.command === undefined,
  );
  const sample = undecided.filter((one) => isSampled(one, 2));
  const confs = sample.map(({ name, input }) => ({ name, input, loaded: loadedOf(input) }));

  test.each([
    ["variables", byVariable, 0, sayNothing.variables],
    ["options", options, 0, sayNothing.options],
  ] as const)("%s", (_, givers, pinned, silent) => {
    const breaks: string[] = [];
    const untold: string[] = [];
    for (const giver of givers) {
      const paths = settingsBy(giver);
      const pairs = paths.flatMap((path) => [
        ...madeUp(giver, path, bare),
        ...madeUp(giver, path, furnished),
        ...taken(giver, path, confs),
      ]);
      if (pairs.length === 0) untold.push(giver.name);
      for (const { name, byFile, byGiver } of pairs) {
        const differs = difference(saidAbout(byFile), saidAbout(byGiver).filter(isOfSetting));
        if (differs !== "" && !isOfOpenedListener(giver, differs)) breaks.push(`${name}: ${differs}`);
      }
    }

    expect(untold.toSorted()).toEqual(silent.toSorted());
    expectRatchet(breaks, pinned);
  });
});

describe("what a variable or an option makes is found where it stands", () => {
  const source = createSource("v.env", "GIVEN=1\n");
  const span = { file: "v.env", start: 0, end: 5 };
  const bases = [bare, inputOfText(bare.conf.text, "0.22.10"), furnished];

  /** One of the texts for each thing that they make of the broker. */
  function telling(base: typeof bare, giver: Giver): readonly string[] {
    const seen = [loadedOf(base)];
    return texts.filter((text) => {
      const loaded = loadedOf(withGiven(base, giver, text));
      if (seen.some((one) => runsTheSame(one, loaded))) return false;
      seen.push(loaded);
      return true;
    });
  }

  /** What the file alone has is found in the file, and so is what is missing in a section of it. */
  function strayed(base: typeof bare, { name, given }: Giver, text: string): readonly string[] {
    const isOld = new Set(saidAbout(base));
    const inFile = [...loadedOf(base).origins].flatMap(([path, { kind }]) => (kind === "file" ? [path] : []));
    const sections = new Set(inFile.map((path) => path.split(".")[0]));
    const places = new Map([[name, span]]);
    const input = { ...base, surroundings: { ...given(text), places }, sources: [source] };
    return lintConf(input).findings.flatMap((finding) => {
      const key = keyOf(finding);
      const isStray = finding.span.file !== source.file && !isOld.has(`${finding.rule} ${key}`);
      return isStray && !sections.has(key.split(".")[0]) ? [`${name}=${text}: ${finding.rule} ${key}`] : [];
    });
  }

  test.each([
    ["variables", byVariable],
    ["options", options],
  ])("%s", (_, givers) => {
    const breaks = bases.flatMap((base) =>
      givers.flatMap((giver) => telling(base, giver).flatMap((text) => strayed(base, giver, text))),
    );
    expect(breaks).toEqual([]);
  });
});
