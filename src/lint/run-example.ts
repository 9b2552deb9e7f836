import { startProblems } from "../deploy/after-start.ts";
import { besideFile, homeIn } from "../deploy/container-files.ts";
import { detectInput, isDeployment } from "../deploy/detect.ts";
import { startOf } from "../deploy/open.ts";
import { readDeployment } from "../deploy/read-deployment.ts";
import { type Facts, factsOf } from "../facts/facts.ts";
import { validateFacts } from "../generated/validate-facts.js";
import { newestRelease } from "../nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../nanomq/version.ts";
import { namedFiles } from "../start/files/named-files.ts";
import { run } from "../start/run.ts";
import { createSource, positionAt, type Source } from "../text/source.ts";
import { lintDeployment } from "./file-problems.ts";
import type { Finding } from "./finding/finding.ts";
import { lintConf } from "./lint-conf.ts";
import type { Rule, RuleExample } from "./rules/rule.ts";

interface ExampleLint {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** The other kinds say what of the example cannot be used. */
export type ExampleResult =
  | ({ readonly kind: "ran" } & ExampleLint)
  | { readonly kind: "bad-version" }
  | { readonly kind: "bad-facts" }
  | { readonly kind: "no-deployment" };

interface Surroundings {
  readonly version: NanomqVersion;
  readonly facts: Facts;
  readonly rules: readonly Rule[];
}

function lintText({ text, files, today, host }: RuleExample, surroundings: Surroundings): ExampleLint {
  const hostFiles = new Map(Object.entries(host));
  const { findings, reading } = lintConf({ ...surroundings, conf: { text, files }, today, hostFiles });
  return { findings, sources: reading.sources };
}

/** Undefined where the text is no compose file or manifest. */
function lintManifest(
  { text, files }: RuleExample,
  { version, facts, rules }: Surroundings,
): ExampleLint | undefined {
  // What is no YAML is told by how it begins.
  const { kind } = detectInput("deployment", text);
  const source = createSource(isDeployment(kind) ? "deployment" : "nanomq.yaml", text);
  const fileAt = (path: string) => {
    const found = files[path];
    return found === undefined ? undefined : createSource(path, found);
  };
  const stateAt = (path: string) => {
    const name = besideFile("", path);
    if (files[name] !== undefined) return "file";
    return Object.keys(files).some((file) => file.startsWith(`${name}/`)) ? "folder" : "missing";
  };
  const reading = readDeployment(source, { nanomq: version, fileAt, stateAt });
  if (reading === undefined) return undefined;
  const read = (path: string) => {
    const found = files[path];
    return found === undefined ? undefined : new TextEncoder().encode(found);
  };
  const home = homeIn(reading);
  const after = reading.deployments.flatMap((deployment) => {
    const started = run(startOf(deployment, version, { folder: "", read, stateAt }));
    const found = startProblems(deployment, started, namedFiles(started.meant, started.start.features));
    return found.map((one) => ({ ...one, span: home(one.span) }));
  });
  const { findings } = lintDeployment([...reading.problems, ...after], { version, facts, rules });
  return { findings, sources: new Map([[source.file, source]]) };
}

/** Runs an example of `rule` beside `rules`, in a preset that has it. */
export function runExample(example: RuleExample, rule: Rule, rules: readonly Rule[]): ExampleResult {
  const version = parseVersion(example.nanomq ?? newestRelease);
  if (version === undefined) return { kind: "bad-version" };
  if (!validateFacts(example.facts)) return { kind: "bad-facts" };
  const [preset = "recommended"] = rule.presets;
  const surroundings = { version, facts: { ...factsOf(example.facts), preset }, rules };
  const lint =
    example.kind === "deployment" ? lintManifest(example, surroundings) : lintText(example, surroundings);
  return lint === undefined ? { kind: "no-deployment" } : { kind: "ran", ...lint };
}

/** Lines, from 1, on which `rule` reports; 0 where the file is not one of the example. */
export function reportedLines({ findings, sources }: ExampleLint, rule: Rule): readonly number[] {
  return findings.flatMap(({ rule: id, span }) => {
    const source = sources.get(span.file);
    return id === rule.id ? [source === undefined ? 0 : positionAt(source, span.start).line] : [];
  });
}
