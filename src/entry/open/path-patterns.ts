// Patterns of paths, as shells and .gitignore have taught people to write them. Loaded where somebody wrote one.
import picomatch from "picomatch";

const OPTIONS = { dot: true, nonegate: true, windows: false } as const;

/** What a pattern names, and all below it; without a slash in any folder. */
function spelledOut(pattern: string): readonly string[] {
  const plain = pattern.replace(/^\.?\//, "").replace(/\/$/, "");
  const anywhere = pattern.replace(/\/$/, "").includes("/") ? plain : `**/${plain}`;
  return [anywhere, `${anywhere}/**`];
}

/** Tells of a path, from the folder that the patterns are written for, whether one of them names it. */
export function namedByPatterns(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  return picomatch(patterns.flatMap(spelledOut), OPTIONS);
}

export interface PathPattern {
  /** The folder below which all that it names lies. */
  readonly base: string;
  readonly names: (path: string) => boolean;
}

/** A pattern on the command line: `"etc/**\/*.conf"` in quotes. */
export function pathPattern(pattern: string): PathPattern {
  const plain = pattern.replace(/^(?:\.\/)+/, "");
  const { base } = picomatch.scan(plain);
  return { base: base === "" ? "." : base, names: picomatch(plain, { ...OPTIONS, dot: false }) };
}
