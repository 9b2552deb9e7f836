// `--cache`: what a conf came to last time, taken again where nothing that decides it has changed: its text, its includes,
// nanotune.toml, files of variables, the line, the day, nanotune itself. Loaded only where it is asked for.
import { resolve } from "node:path/posix";
import { deserialize, serialize } from "node:v8";
import { withoutSecrets } from "../../report/secrets/masked-finding.ts";
import { createSource, type Source } from "../../text/source.ts";
import { includePlace, STDIN, writeNamedFiles } from "../open/conf-files.ts";
import { includeFolders, isDeploymentPath } from "../open/lint-input.ts";
import { type Arguments, hasFlag, valueOfOption } from "./arguments.ts";
import { wantedFixes } from "./fixing.ts";
import { lintFiles } from "./lint-files.ts";
import { addTo } from "./lint-jobs.ts";
import { type LintedFiles, nothingLinted } from "./linted-files.ts";
import { showsFixes, wantsPage } from "./outputs.ts";
import { version as toolVersion } from "./package-version.ts";
import { recorded } from "./recording.ts";
import type { Session } from "./session.ts";
import { todayOf } from "./today.ts";

const FILE = ".nanotunecache";
/** Of the form of the file. */
const FORM = 1;

/** What decides, by absolute path: a hash of its bytes; null: it was not there. */
type Behind = readonly (readonly [path: string, hash: string | null])[];

interface Entry {
  readonly behind: Behind;
  /** Files that findings may point into: the name they have there, and where they are. */
  readonly sources: readonly (readonly [name: string, path: string])[];
  readonly linted: Omit<LintedFiles, "sources">;
}

interface Stored {
  readonly form: number;
  readonly key: string;
  readonly entries: Map<string, Entry>;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === "object" &&
    value !== null &&
    "form" in value &&
    value.form === FORM &&
    "key" in value &&
    "entries" in value &&
    value.entries instanceof Map
  );
}

function hashOf(bytes: Uint8Array | string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(bytes).digest("base64");
}

/** Options that decide what is shown, and not what is found. */
const ofTheReport: ReadonlySet<string> = new Set([
  ...["format", "output-file", "color", "fail-on", "max-warnings", "statistics", "quiet", "jobs", "lang"],
  ...["baseline", "update-baseline", "changed", "staged", "watch", "cache", "cache-location"],
]);

/** Everything but files that decides what is found. */
function keyOf(args: Arguments, session: Session): string {
  const { io, language, fileLimitBytes } = session;
  const options = [...args.options].filter(([name]) => !ofTheReport.has(name)).toSorted();
  const variables = hasFlag(args, "use-env")
    ? Object.entries(io.env).filter(([name]) => name.startsWith("NANOMQ_"))
    : [];
  const told = [toolVersion, io.cwd, language, fileLimitBytes, todayOf(args, session), showsFixes(args)];
  return hashOf(JSON.stringify([told, options, variables]));
}

/** A run that writes, draws or looks at the host is never the same twice. */
export function canCache(args: Arguments): boolean {
  return (
    hasFlag(args, "cache") &&
    wantedFixes(args).length === 0 &&
    !wantsPage(args) &&
    !hasFlag(args, "check-files")
  );
}

export class LintCache {
  readonly #args: Arguments;
  readonly #session: Session;
  readonly #path: string;
  readonly #key: string;
  readonly #entries: Map<string, Entry>;
  readonly #bytes = new Map<string, Uint8Array | undefined>();
  #isNew = false;

  constructor(args: Arguments, session: Session) {
    this.#args = args;
    this.#session = session;
    this.#path = valueOfOption(args, "cache-location") ?? FILE;
    this.#key = keyOf(args, session);
    this.#entries = this.#stored();
  }

  /** Nothing where the file is none of ours, of another nanotune, or for another line. */
  #stored(): Map<string, Entry> {
    const result = this.#session.io.readFile(this.#path, Number.MAX_SAFE_INTEGER);
    if (!result.ok) return new Map();
    try {
      const stored: unknown = deserialize(result.bytes);
      return isStored(stored) && stored.key === this.#key ? stored.entries : new Map();
    } catch {
      return new Map();
    }
  }

  #read(path: string): Uint8Array | undefined {
    if (this.#bytes.has(path)) return this.#bytes.get(path);
    const result = this.#session.io.readFile(path, this.#session.fileLimitBytes);
    const bytes = result.ok ? result.bytes : undefined;
    this.#bytes.set(path, bytes);
    return bytes;
  }

  #hash(path: string): string | null {
    const bytes = this.#read(path);
    return bytes === undefined ? null : hashOf(bytes);
  }

  /** What a file came to last time; undefined where something behind it has changed. */
  #known(path: string): LintedFiles | undefined {
    const entry = this.#entries.get(path);
    if (entry?.behind.every(([file, hash]) => this.#hash(file) === hash) !== true) return undefined;
    const sources = new Map<string, Source>();
    for (const [name, place] of entry.sources) sources.set(name, createSource(name, this.#read(place) ?? ""));
    return { ...entry.linted, sources };
  }

  /** Where each source was read; undefined where one of them is no file that was. */
  #placesOf(
    { sources }: LintedFiles,
    read: ReadonlyMap<string, Uint8Array | undefined>,
  ): Entry["sources"] | undefined {
    const { io } = this.#session;
    const { root, workdir } = includeFolders(this.#args, this.#session);
    const places = [...sources].flatMap(([name, { bytes }]) => {
      const candidates = [name, includePlace(name, root, workdir)].map((one) => resolve(io.cwd, one));
      const place = candidates.find((one) => {
        const found = read.get(one);
        return found !== undefined && Buffer.compare(found, bytes) === 0;
      });
      return place === undefined ? [] : [[name, place] as const];
    });
    return places.length === sources.size ? places : undefined;
  }

  async #lint(path: string): Promise<LintedFiles> {
    const { io, read } = recorded(this.#session.io);
    // In a session of its own: what another file has read would not be seen to be behind this one.
    const own = { ...this.#session, io, factsFiles: new Set<string>(), packs: new Map() };
    const linted = await lintFiles([path], this.#args, own);
    const { sources, ...rest } = linted;
    const places = this.#placesOf(linted, read);
    const isWhole = linted.errors.size + linted.faults.size + linted.withPacks.size === 0;
    if (!isWhole || places === undefined || isDeploymentPath(path) || path === STDIN) return linted;
    const findings = linted.findings.map((finding) => withoutSecrets(finding, sources));
    const behind = [...read].map(
      ([file, bytes]) => [file, bytes === undefined ? null : hashOf(bytes)] as const,
    );
    this.#entries.set(path, { behind, sources: places, linted: { ...rest, findings } });
    this.#isNew = true;
    return linted;
  }

  /** Each of the files, those that changed anew; what they come to is kept for the next run. */
  async lint(files: readonly string[]): Promise<LintedFiles> {
    const into = nothingLinted();
    for (const path of files) addTo(into, this.#known(path) ?? (await this.#lint(path)));
    if (this.#isNew) this.#keep();
    return into;
  }

  #keep(): void {
    const isThere = (path: string) => this.#read(path) !== undefined;
    const entries = new Map([...this.#entries].filter(([path]) => isThere(path)));
    const stored: Stored = { form: FORM, key: this.#key, entries };
    writeNamedFiles(this.#session, [{ path: this.#path, before: "any", after: serialize(stored) }]);
  }
}
