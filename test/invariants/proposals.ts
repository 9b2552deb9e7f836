// Every proposal of every finding, applied alone.
import type { Fix } from "../../src/lint/finding/finding.ts";
import { withFixes } from "../../src/lint/fix/reported.ts";
import { applyEdits } from "../../src/text/edit.ts";
import { textOf } from "../../src/text/source.ts";
import {
  type Finding,
  keyOf,
  type LintInput,
  type LintResult,
  type Loaded,
  lintConf,
  loadedOf,
  outcomes,
  type Subject,
} from "./subject.ts";

/** One proposal and both sides of it. */
export interface Applied {
  readonly name: string;
  readonly finding: Finding;
  readonly fix: Fix;
  readonly before: Loaded;
  readonly after: Loaded;
  readonly lintBefore: LintResult;
  readonly lintAfter: LintResult;
}

function withEdits(input: LintInput, { sources }: LintResult["reading"], fix: Fix): LintInput {
  const main = input.conf.file ?? "nanomq.conf";
  const changed = new Map(
    [...new Set(fix.edits.map(({ span }) => span.file))].flatMap((file) => {
      const bytes = sources.get(file)?.bytes;
      if (bytes === undefined) return [];
      return [
        [
          file,
          applyEdits(
            bytes,
            fix.edits.filter(({ span }) => span.file === file),
          ),
        ] as const,
      ];
    }),
  );
  const { [main]: text = input.conf.text, ...files } = Object.fromEntries(changed);
  return { ...input, conf: { ...input.conf, text, files: { ...input.conf.files, ...files } } };
}

/** The proposals of one conf that have edits: those without are for the reader to type. */
export function applied({ name, input }: Subject): readonly Applied[] {
  const lintBefore = lintConf(input);
  return lintBefore.findings.flatMap((finding) =>
    withFixes(finding, { input, lint: lintBefore })
      .fixes.filter(({ edits }) => edits.length > 0)
      .map((fix) => {
        const next = withEdits(input, lintBefore.reading, fix);
        return {
          name: `${finding.rule} ${finding.key ?? ""} in ${name}`,
          finding,
          fix,
          before: loadedOf(input),
          after: loadedOf(next),
          lintBefore,
          lintAfter: lintConf(next),
        };
      }),
  );
}

function isSame(one: Finding, other: Finding): boolean {
  return one.rule === other.rule && keyOf(one) === keyOf(other);
}

const rank = { info: 1, warning: 2, error: 3 } as const;

/** Findings of the same rule and key, or more of them than there were. */
function stays({ finding, lintBefore, lintAfter }: Applied): string | undefined {
  const count = (findings: readonly Finding[]) => findings.filter((one) => isSame(one, finding)).length;
  return count(lintAfter.findings) < count(lintBefore.findings) ? undefined : "it stays";
}

/** New findings that are as grave as the one that goes, or graver. */
function brings({ finding, lintBefore, lintAfter }: Applied): string | undefined {
  const fresh = lintAfter.findings.filter(
    (one) =>
      rank[one.severity] >= rank[finding.severity] && !lintBefore.findings.some((old) => isSame(old, one)),
  );
  return fresh.length === 0 ? undefined : fresh.map(({ rule, key }) => `+${rule} ${key ?? ""}`).join(", ");
}

function worsens({ before, after }: Applied): string | undefined {
  const isWorse = outcomes.indexOf(after.outcome) > outcomes.indexOf(before.outcome);
  return isWorse ? `${before.outcome} -> ${after.outcome}` : undefined;
}

function leafOf(path: string): string {
  return (
    path
      .toLowerCase()
      .split(/[.[\]]+/)
      .findLast((part) => part !== "" && !/^\d+$/.test(part)) ?? ""
  );
}

/** A name alone: the fix renames a key, and all below it comes into effect. */
function isRenamed(path: string, { text }: Fix): boolean {
  return /^\w+$/.test(text) && path.split(".").includes(text);
}

/** Settings that move beside the one that is spoken of; where the text is mended, what it hid comes out. */
function reachesFurther({ finding, fix, before, after, lintBefore }: Applied): string | undefined {
  const isMended = finding.rule.startsWith("syntax/");
  if (isMended || before.outcome !== "load" || after.outcome !== "load") return undefined;
  const touched = fix.edits.map(({ span, text }) => {
    const source = lintBefore.reading.sources.get(span.file);
    return `${source === undefined ? "" : textOf(source, span.start, span.end)} ${text}`;
  });
  const meant = `${finding.key ?? ""} ${fix.text} ${touched.join(" ")}`.toLowerCase();
  const moved = [...after.values].filter(
    ([path, value]) => JSON.stringify(value) !== JSON.stringify(before.values.get(path)),
  );
  const others = moved
    .map(([path]) => path)
    .filter((path) => !path.includes("(") && !meant.includes(leafOf(path)) && !isRenamed(path, fix));
  return others.length === 0 ? undefined : others.join(", ");
}

/** The finding offers its fix once more, which would be written on and on. */
function repeats({ finding, fix, lintAfter }: Applied): string | undefined {
  const again = lintAfter.findings.find((one) => isSame(one, finding));
  return again?.proposals.some(({ text }) => text === fix.text) ? "offered again" : undefined;
}

interface Assignment {
  readonly name: string;
  readonly value: string;
}

/** `retry_interval = 18s, keepalive_multiplier = 1.5`; nothing where the text is no list of settings. */
function assignmentsOf({ text }: Fix): readonly Assignment[] {
  return [...text.matchAll(/([\w.]+) = ("[^"]*"|\[[^\]]*\]|[^,\s]+)/g)].map(([, name = "", value = ""]) => ({
    name: leafOf(name),
    value,
  }));
}

/** Where one of the settings that the text names stands after it, as the file has it. */
function written({ lintAfter: { reading, settings } }: Applied, { name, value }: Assignment) {
  return settings.effects.find(({ path, span, effect }) => {
    const source = reading.sources.get(span.file);
    const stands = source !== undefined && textOf(source, span.start, span.end) === value;
    return effect.kind === "used" && leafOf(path) === name && stands;
  });
}

/** Settings that the text names and the edits do not write, or NanoMQ does not take. */
function leavesOut(one: Applied): string | undefined {
  const missing = assignmentsOf(one.fix).filter((assignment) => written(one, assignment) === undefined);
  return missing.length === 0 ? undefined : missing.map(({ name, value }) => `${name} = ${value}`).join(", ");
}

/** Settings that are to become what they are; not where what is written is passed over, or a crash is mended. */
function saysNothing(one: Applied): string | undefined {
  const { before, after, finding } = one;
  const isTaken = before.effects.every(({ path, effect }) => path !== finding.key || effect.kind === "used");
  if (before.outcome !== "load" || !isTaken) return undefined;
  const idle = assignmentsOf(one.fix).filter((assignment) => {
    const place = written(one, assignment)?.span;
    const path = [...after.origins].find(
      ([, origin]) =>
        origin.kind === "file" && origin.span.start === place?.start && origin.span.file === place.file,
    )?.[0];
    return (
      path !== undefined && JSON.stringify(before.values.get(path)) === JSON.stringify(after.values.get(path))
    );
  });
  return idle.length === 0 ? undefined : idle.map(({ name, value }) => `${name} = ${value}`).join(", ");
}

/** What may be wrong with a proposal; undefined where it is not. */
export const faults = {
  "its finding stays": stays,
  "it brings another finding": brings,
  "the broker fares worse": worsens,
  "it moves other settings": reachesFurther,
  "it is offered again": repeats,
  "its edits do not do what its text says": leavesOut,
  "it proposes the value in force": saysNothing,
} as const satisfies Readonly<Record<string, (one: Applied) => string | undefined>>;
