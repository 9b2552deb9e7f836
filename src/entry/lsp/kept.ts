// The last results of looking at files, by the file that was looked at: they stay in sight while a change makes them old.
import type { Seen } from "./seen.ts";

export class Kept<Result extends Seen> {
  readonly #results = new Map<string, Result>();
  readonly #old = new Set<string>();

  put(result: Result): void {
    this.#results.set(result.root, result);
    this.#old.delete(result.root);
  }

  get(root: string): Result | undefined {
    return this.#results.get(root);
  }

  all(): readonly Result[] {
    return [...this.#results.values()];
  }

  isFresh(root: string): boolean {
    return this.#results.has(root) && !this.#old.has(root);
  }

  /** Of what looked at one of these paths. */
  outdate(paths: readonly string[]): void {
    for (const { root, looks } of this.#results.values())
      if (paths.some((path) => path === root || looks.paths.has(path))) this.#old.add(root);
  }

  outdateAll(): void {
    for (const root of this.#results.keys()) this.#old.add(root);
  }

  /** Drops all others. */
  keep(roots: ReadonlySet<string>): void {
    for (const root of this.#results.keys()) if (!roots.has(root)) this.#results.delete(root);
  }

  /** What is shown beside the text at a path: what its first root came to, unless another one knows it better. */
  about(path: string, roots: readonly string[]): Result | undefined {
    const found = roots.flatMap((root) => this.#results.get(root) ?? []);
    return found.find(({ view, sources }) => view !== undefined && sources.has(path)) ?? found[0];
  }
}
