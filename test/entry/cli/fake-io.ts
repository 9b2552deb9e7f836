import type { ExitCode } from "../../../src/entry/cli/exit-code.ts";
import {
  type World as OutsideWorld,
  type Terminal,
  type Threads,
  WriteRefused,
} from "../../../src/entry/cli/io.ts";
import { runJob } from "../../../src/entry/cli/lint-jobs.ts";
import { main } from "../../../src/entry/cli/main.ts";

interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  /** The files as the command left them. */
  readonly files: Readonly<Record<string, string>>;
}

interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Files that are there but may not be read. */
  readonly unreadable?: readonly string[];
  /** Files that nanotune itself fails at. */
  readonly failing?: readonly string[];
  /** Somebody to ask. */
  readonly terminal?: Terminal;
  /** What Git says, by its arguments. */
  readonly git?: OutsideWorld["git"];
  /** Changes of the files, one after the other, before the user leaves. */
  readonly changes?: readonly Readonly<Record<string, string>>[];
  /** Gets what is watched. */
  readonly watched?: Set<string>;
  /** Has the files that are none of the fake ones: absolute paths outside of `/somewhere`. */
  readonly kept?: OutsideWorld;
  /** Threads, each of which sees the same files; one dies of the file that it may not lint. */
  readonly threads?: { readonly dieOf?: string };
}

/** Runs one command line in a world of its own. */
export async function run(argv: readonly string[], world: World = {}): Promise<Ran> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const files = new Map(Object.entries(world.files ?? {}));
  let [out, err] = ["", ""];
  const below = (folder: string) =>
    [...files.keys()].flatMap((path) => {
      if (folder === ".") return [path];
      return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
    });
  const isKept = (path: string) =>
    world.kept !== undefined && path.startsWith("/") && !path.startsWith("/somewhere/");
  const named = (path: string) => (path.startsWith("/somewhere/") ? path.slice("/somewhere/".length) : path);
  let io: OutsideWorld = {
    readFile: (path) => {
      if (isKept(path)) return world.kept?.readFile(path, 2 ** 26) ?? { ok: false, why: "missing" };
      if (world.failing?.includes(path) === true) throw new RangeError("out of order");
      if (world.unreadable?.includes(path) === true) return { ok: false, why: "unreadable" };
      const text = files.get(named(path));
      if (text !== undefined) return { ok: true, bytes: encoder.encode(text) };
      return { ok: false, why: below(path).length > 0 ? "directory" : "missing" };
    },
    readStdin: async () => ({ ok: true, bytes: encoder.encode(world.stdin ?? "") }),
    writeFiles: (all) => {
      const outside = all.filter(({ path }) => isKept(path));
      if (outside.length > 0) world.kept?.writeFiles(outside);
      const writes = all.filter(({ path }) => !isKept(path));
      for (const { path, before } of writes) {
        const now = files.get(path);
        if (before === "any") continue;
        const was = before === undefined ? undefined : decoder.decode(before);
        if (now !== was) throw new WriteRefused("changed-meanwhile", path);
      }
      for (const { path, after } of writes) files.set(path, decoder.decode(after));
      return [];
    },
    listFolder: (path) => {
      if (below(path).length === 0) throw new Error(`not a folder: ${path}`);
      return [...new Set(below(path).map((name) => name.split("/")[0] ?? name))].toSorted();
    },
    realPath: (path) => path,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    today: () => "2026-01-01",
    env: world.env ?? {},
    cwd: "/somewhere",
    stdoutIsTty: false,
    stderrIsTty: false,
    columns: undefined,
    terminal: () => world.terminal,
    git: world.git,
    watcher: async () => {
      const changes = [...(world.changes ?? [])];
      return {
        watch: (paths) => {
          for (const path of paths) world.watched?.add(path);
        },
        next: async () => {
          const change = changes.shift();
          if (change === undefined) return undefined;
          for (const [path, text] of Object.entries(change)) files.set(path, text);
          return "changed";
        },
        close: async () => undefined,
      };
    },
  };
  const { threads } = world;
  if (threads !== undefined) {
    const runShare: Threads["run"] = async (share) => {
      if (threads.dieOf !== undefined && share.files.includes(threads.dieOf))
        throw new Error("out of memory");
      const job = structuredClone({ ...share, argv, cwd: io.cwd });
      return structuredClone(await runJob(job, io));
    };
    io = { ...io, threads: { count: 4, run: runShare } };
  }
  const code = await main(argv, io);
  return { code, out, err, files: Object.fromEntries(files) };
}
