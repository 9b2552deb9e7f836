// Compares releases/defects.toml with the history of NanoMQ and NanoNNG: a release has a commit where it is an ancestor of its
// tag, or of the commit of NanoNNG that the tag pins. Git is asked and nothing is copied.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { rankOf, ranksOf } from "./generate/releases/check.ts";
import type { DefectRow, Tables } from "./generate/releases/tables.ts";

export { readTables } from "./generate/releases/tables.ts";

export interface Checkouts {
  readonly nanomq: string;
  readonly nanonng: string;
}

export type Repository = keyof Checkouts;

export interface Commit {
  readonly repository: Repository;
  readonly hash: string;
}

/** Whether a release has a commit; undefined where its tag, its pin or the commit could not be had. */
export type Holds = (release: string, commit: Commit) => boolean | undefined;

const COMMIT = /\b(nanomq|NanoNNG)@([0-9a-f]{7,40})\b/g;
/** `introduced by A, B; fix C, D is in no affected tag`: what the words before the commits say. */
const CLAUSE = /[^;]+/g;

function commitsIn(text: string): readonly Commit[] {
  return [...text.matchAll(COMMIT)].map(([, repository = "", hash = ""]) => ({
    repository: repository === "nanomq" ? "nanomq" : "nanonng",
    hash,
  }));
}

/** The commits that began a defect, and those that ended it, as `how` names them. */
export function commitsOf({ how }: Pick<DefectRow, "how">): {
  readonly began: readonly Commit[];
  readonly ended: readonly Commit[];
} {
  const clauses = [...how.en.matchAll(CLAUSE)].map(([text]) => text.trim());
  const about = (words: RegExp) =>
    clauses.filter((clause) => words.test(clause)).flatMap((clause) => commitsIn(clause));
  return { began: about(/^introduced by /), ended: about(/^fix(?:es)? /) };
}

/** True after the builds of the last release that has it: 0.23.7-11 belongs to 0.23.7. */
function isLater(row: DefectRow, release: string): boolean {
  const end = ranksOf(row)[1];
  return end !== null && rankOf(release) >= end;
}

function has(row: DefectRow, release: string): boolean {
  if (row.except?.includes(release)) return false;
  return rankOf(release) >= rankOf(row.since) && !isLater(row, release);
}

/** Where one row and the history say different things: "0.24.3 has the fix, and the row says it is affected". */
export function differences(row: DefectRow, releases: readonly string[], holds: Holds): readonly string[] {
  const { began, ended } = commitsOf(row);
  return releases.flatMap((release) => {
    const isAffected = has(row, release);
    // A fix that was made again on a branch has a hash of its own there.
    const fixed = ended.some((commit) => holds(release, commit) === true);
    const begun = began.length === 0 || began.some((commit) => holds(release, commit) !== false);
    const late = isLater(row, release);
    const unfixed = ended.length > 0 && ended.every((commit) => holds(release, commit) === false);
    return [
      ...(isAffected && fixed ? [`${release} has the fix, and the row says it is affected`] : []),
      ...(late && begun && unfixed ? [`${release} lacks the fix, and the row says it is over`] : []),
      ...(isAffected && !begun ? [`${release} lacks what began it, and the row says it is affected`] : []),
    ];
  });
}

const run = promisify(execFile);
/** A history is some 15 000 lines. */
const MOST_BYTES = 64 * 1024 * 1024;

async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await run("git", ["-C", folder, ...args], { maxBuffer: MOST_BYTES })).stdout.trim();
  } catch {
    return undefined;
  }
}

/** What a release is in both repositories: its tag, and the commit that the tag pins at `nng`. */
async function tipsOf(
  release: string,
  folders: Checkouts,
): Promise<Readonly<Partial<Record<Repository, string>>>> {
  const tag = await git(folders.nanomq, "rev-parse", "--verify", "--quiet", `${release}^{commit}`);
  if (tag === undefined) return {};
  const pin = (await git(folders.nanomq, "ls-tree", tag, "nng"))?.split(/\s+/)[2];
  const isHad = pin !== undefined && (await git(folders.nanonng, "cat-file", "-e", pin)) !== undefined;
  return { nanomq: tag, ...(isHad ? { nanonng: pin } : {}) };
}

/** The whole name of a commit; undefined where the checkout does not have it. */
async function nameOf({ repository, hash }: Commit, folders: Checkouts): Promise<string | undefined> {
  return git(folders[repository], "rev-parse", "--verify", "--quiet", `${hash}^{commit}`);
}

/** Which releases have which commits; each tip's history is read once. */
async function readHistory(
  commits: readonly Commit[],
  releases: readonly string[],
  folders: Checkouts,
): Promise<{ readonly holds: Holds; readonly unseen: readonly string[] }> {
  const names = new Map<Commit, string>();
  for (const commit of commits) {
    const name = await nameOf(commit, folders);
    if (name !== undefined) names.set(commit, name);
  }
  const answers = new Map<string, boolean>();
  const unseen: string[] = [];
  for (const release of releases) {
    const tips = await tipsOf(release, folders);
    if (tips.nanomq === undefined || tips.nanonng === undefined) unseen.push(release);
    for (const repository of ["nanomq", "nanonng"] as const) {
      const tip = tips[repository];
      const listed = tip === undefined ? undefined : await git(folders[repository], "rev-list", tip);
      if (listed === undefined) continue;
      const history = new Set(listed.split("\n"));
      for (const [commit, name] of names) {
        if (commit.repository === repository) answers.set(`${release} ${commit.hash}`, history.has(name));
      }
    }
  }
  return { holds: (release, { hash }) => answers.get(`${release} ${hash}`), unseen };
}

/** One line for each difference; rows without commits are counted apart. */
export async function compareRanges(
  { releases, defects }: Tables,
  folders: Checkouts,
): Promise<{ readonly lines: readonly string[]; readonly faults: number }> {
  const names = releases.release.map(({ name }) => name);
  const rows = defects.defect.filter((row) => Object.values(commitsOf(row)).some(({ length }) => length > 0));
  const commits = new Map(
    rows.flatMap((row) => Object.values(commitsOf(row)).flat()).map((commit) => [commit.hash, commit]),
  );
  const { holds, unseen } = await readHistory([...commits.values()], names, folders);
  const found = rows.flatMap((row) => differences(row, names, holds).map((text) => `${row.id} ${text}`));
  const silent = defects.defect.length - rows.length;
  const tail = [
    `${rows.length} rows compared, ${silent} name no commits, ${found.length} differences`,
    ...(unseen.length > 0 ? [`not had in full: ${unseen.join(", ")}`] : []),
  ];
  return { lines: [...found, ...tail], faults: found.length };
}
