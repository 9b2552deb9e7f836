// `lint --baseline`: loaded only when it is asked for.
import { dirname, join, relative, resolve } from "node:path/posix";
import { parseBaseline, printBaseline } from "../../lint/finding/baseline.ts";
import type { Reported } from "../../lint/finding/finding.ts";
import { fingerprint, type Identity, identities } from "../../lint/finding/fingerprint.ts";
import { baselineWords } from "../../report/finding/baseline.ts";
import { readNamedFile, writeNamedFiles } from "../open/conf-files.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** The findings that are known, by files relative to the baseline's folder, so that it may be used from anywhere. */
export class Baseline {
  private readonly path: string;
  private readonly session: Session;
  private readonly entries: readonly Identity[];
  /** As it was read; undefined where there is none yet. */
  readonly #bytes: Uint8Array | undefined;

  /** @throws UsageError where the file is no baseline, or is missing and shall not be written */
  constructor(path: string, mayBeMissing: boolean, session: Session) {
    this.path = path;
    this.session = session;
    const found = session.io.readFile(path, session.fileLimitBytes);
    this.#bytes = found.ok ? found.bytes : undefined;
    this.entries = mayBeMissing && !found.ok && found.why === "missing" ? [] : this.read();
  }

  private read(): readonly Identity[] {
    const words = baselineWords[this.session.language];
    const bytes = readNamedFile(this.session, this.path, words.missing);
    const result = parseBaseline(new TextDecoder().decode(bytes));
    if (result.ok) return result.entries;
    if (result.why === "entry") throw new UsageError(words.entry(this.path, result.number));
    throw new UsageError(words[result.why](this.path));
  }

  private nameOf(file: string): string {
    const { cwd } = this.session.io;
    return relative(dirname(resolve(cwd, this.path)), resolve(cwd, file));
  }

  private identitiesOf(findings: readonly Reported[]): readonly Identity[] {
    return identities(findings).map((identity) => ({ ...identity, file: this.nameOf(identity.file) }));
  }

  /** True where this run can tell that the entry is gone: its file was read, or is no more. */
  private canJudge({ file }: Identity, read: ReadonlySet<string>): boolean {
    if (read.has(file)) return true;
    const found = this.session.io.readFile(join(dirname(this.path), file), 0);
    return !found.ok && found.why === "missing";
  }

  /** The findings that are new, and what to say about the others. `findings` are sorted. */
  filter(
    findings: readonly Reported[],
    files: Iterable<string>,
  ): { readonly findings: readonly Reported[]; readonly notes: readonly string[] } {
    const words = baselineWords[this.session.language];
    const known = new Set(this.entries.map(fingerprint));
    const prints = this.identitiesOf(findings).map(fingerprint);
    const fresh = findings.filter((_, at) => !known.has(prints[at] ?? ""));
    const [found, read] = [new Set(prints), new Set([...files].map((file) => this.nameOf(file)))];
    const stale = this.entries.filter(
      (entry) => !found.has(fingerprint(entry)) && this.canJudge(entry, read),
    );
    const texts = stale.map(({ file, rule, key }) =>
      [file, rule, key].filter((part) => part !== "").join(" "),
    );
    const hidden = findings.length - fresh.length;
    const notes = hidden === 0 ? [] : [words.hidden(this.path, hidden)];
    return { findings: fresh, notes: texts.length === 0 ? notes : [...notes, words.stale(this.path, texts)] };
  }

  /**
   * Records these findings in place of what was known of the files read; what other files have stays.
   * @param failed whether a file could not be linted: then nothing is written
   */
  update(findings: readonly Reported[], files: Iterable<string>, failed: boolean): void {
    const { io, language } = this.session;
    if (failed) {
      io.err(`${baselineWords[language].incomplete(this.path)}\n`);
      return;
    }
    const read = new Set([...files].map((file) => this.nameOf(file)));
    const kept = this.entries.filter((entry) => !this.canJudge(entry, read));
    const text = printBaseline([...kept, ...this.identitiesOf(findings)]);
    const after = new TextEncoder().encode(text);
    writeNamedFiles(this.session, [{ path: this.path, before: this.#bytes, after }]);
    io.err(`${baselineWords[language].written(this.path, findings.length)}\n`);
  }
}
