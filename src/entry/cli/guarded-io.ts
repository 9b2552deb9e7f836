import { Unspeakable } from "../../report/output/shown-text.ts";
import { KnownSecrets } from "../../report/secrets/known-secrets.ts";
import type { Io, ReadResult, World } from "./io.ts";

/** Files whose strings may hold what no line of a conf can. */
const WITH_STRINGS = /\.(?:ya?ml|toml|json)$/i;
/** Larger files are seldom the same, and to compare them costs more. */
const MOST_SHARED_BYTES = 16_384;
const CLEAR_LINE = "\r\u001B[2K";

/** Files with the same bytes as one object: a fleet has thousands, and what is worked out for one holds for all. */
function shareBytes(): (bytes: Uint8Array) => Uint8Array {
  const seen = new Map<string, Uint8Array>();
  return (bytes) => {
    if (bytes.length > MOST_SHARED_BYTES) return bytes;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    const known = seen.get(text) ?? bytes;
    seen.set(text, known);
    return known;
  };
}

/**
 * The one door between commands and the world: every file, argument, variable and answer that comes in is known, and
 * every text that goes out is freed of their secrets and control characters.
 */
export function guardedIo(world: World, argv: readonly string[]): Io {
  const secrets = new KnownSecrets();
  const unspeakable = new Unspeakable(secrets);
  const { env, stdoutIsTty, stderrIsTty } = world;
  secrets.learnText("arguments", argv.join("\n"));
  for (const argument of argv) unspeakable.learnName(argument);
  secrets.learnVariables(env);
  const shared = shareBytes();
  const learned = (path: string, result: ReadResult): ReadResult => {
    unspeakable.learnName(path);
    if (!result.ok) return result;
    const bytes = shared(result.bytes);
    secrets.learn(path, bytes);
    if (WITH_STRINGS.test(path)) unspeakable.learnStrings(path, new TextDecoder().decode(bytes));
    return { ok: true, bytes };
  };
  return {
    ...world,
    readFile: (path, limitBytes) => learned(path, world.readFile(path, limitBytes)),
    readStdin: async (limitBytes) => learned("nanomq.conf", await world.readStdin(limitBytes)),
    out: (text, kind = "message") => world.out(unspeakable.shown(text, kind, stdoutIsTty)),
    err: (text) => world.err(unspeakable.shown(text, "message", stderrIsTty)),
    redraw: (text) => world.err(`${CLEAR_LINE}${unspeakable.shown(text, "message", true)}`),
    shown: (text) => unspeakable.shown(text, "message", true),
    fileText: (text, kind = "message") => unspeakable.shown(text, kind, false),
    learn: (place, text) => {
      secrets.learnText(place, text);
      unspeakable.learnStrings(place, text);
    },
    learnFile: (path, bytes) => {
      learned(path, { ok: true, bytes });
    },
    paint: () => unspeakable.paint(),
  };
}
