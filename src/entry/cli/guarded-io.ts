import { Unspeakable } from "../../report/output/shown-text.ts";
import { KnownSecrets } from "../../report/secrets/known-secrets.ts";
import type { Io, ReadResult, World } from "./io.ts";

/** Files whose strings may hold what no line of a conf can. */
const WITH_STRINGS = /\.(?:ya?ml|toml|json)$/i;
const CLEAR_LINE = "\r\u001B[2K";

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
  const learned = (path: string, result: ReadResult): ReadResult => {
    unspeakable.learnName(path);
    if (!result.ok) return result;
    secrets.learn(path, result.bytes);
    if (WITH_STRINGS.test(path)) unspeakable.learnStrings(path, new TextDecoder().decode(result.bytes));
    return result;
  };
  return {
    ...world,
    readFile: (path, limitBytes) => learned(path, world.readFile(path, limitBytes)),
    readStdin: async (limitBytes) => learned("nanomq.conf", await world.readStdin(limitBytes)),
    out: (text, kind = "message") => world.out(unspeakable.shown(text, kind, stdoutIsTty)),
    err: (text) => world.err(unspeakable.shown(text, "message", stderrIsTty)),
    redraw: (text) => world.err(`${CLEAR_LINE}${unspeakable.shown(text, "message", true)}`),
    shown: (text) => unspeakable.shown(text, "message", true),
    learn: (place, text) => {
      secrets.learnText(place, text);
      unspeakable.learnStrings(place, text);
    },
    paint: () => unspeakable.paint(),
  };
}
