import { policyOf } from "../../../live/stand-in/policy.ts";
import { startStandIn } from "../../../live/stand-in/serve.ts";
import { type StandInWords, standInWords } from "../../../report/live/stand-in.ts";
import { printable } from "../../../report/text-layout.ts";
import type { Settings } from "../../../start/effective.ts";
import { timerOfSettings } from "../../../start/timer.ts";
import { open } from "../../open/open.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { startOpened } from "../verdict.ts";

function portOption(
  args: Arguments,
  name: string,
  fallback: number | undefined,
  session: Session,
): number | undefined {
  const text = valueOfOption(args, name);
  if (text === undefined) return fallback;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(standInWords[session.language].badPort(`--${name}`, text));
}

function textOf(settings: Settings, path: string, fallback: string): string {
  const value = settings.values.get(path);
  return typeof value === "string" ? value : fallback;
}

/** Settings of the conf that the stand-in passes over. */
function notPlayed({ values }: Settings): readonly (keyof StandInWords["notPlayed"])[] {
  return [
    ...(values.get("auth.http_auth.enable") === true ? (["http-auth"] as const) : []),
    ...(values.get("http_server.auth_type") === "jwt" ? (["jwt"] as const) : []),
    ...(values.get("listeners.ssl.enable") === true ? (["tls"] as const) : []),
  ];
}

/** Until the user ends the process, with Ctrl-C, `kill` or by closing the terminal. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const end of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(end, () => resolve());
  });
}

/** `nanotune broker [file]`: the reference core behind real sockets on this machine. */
export async function broker(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [path] = args.positionals;
  const opened = await open(path, args, session);
  const { version } = opened;
  const { running: settings } = startOpened(opened, session);
  if (settings === undefined) return exitCode.findings;
  const standIn = await startStandIn({
    timer: timerOfSettings(settings),
    version,
    values: settings.values,
    policy: policyOf(settings),
    ports: {
      tcp: portOption(args, "port", 1883, session) ?? 1883,
      ws: portOption(args, "ws-port", undefined, session),
      http: portOption(args, "http-port", undefined, session),
    },
    credentials: {
      username: textOf(settings, "http_server.username", "admin"),
      password: textOf(settings, "http_server.password", "public"),
      isOpen: textOf(settings, "http_server.auth_type", "basic") === "no_auth",
    },
    onNote: (text, atMs) => io.out(`${(atMs / 1000).toFixed(3).padStart(9)} s  ${printable(text)}\n`),
  }).catch((error: unknown) => {
    throw new UsageError(
      standInWords[language].cannotListen(error instanceof Error ? error.message : String(error)),
    );
  });
  for (const what of notPlayed(settings)) io.err(`${standInWords[language].notPlayed[what]}\n`);
  io.out(`${standInWords[language].listening(version.text, standIn.ports)}\n`);
  await Promise.race([interrupted(), standIn.stopped]);
  await standIn.close();
  return exitCode.clean;
}
