// A nanotune.toml, checked by itself: what is wrong with it, and with the rules of its packs.
import { dirname } from "node:path/posix";
import type { Mark } from "../../editor/marks.ts";
import { noFacts } from "../../facts/facts.ts";
import type { FactsProblem } from "../../facts/facts-problem.ts";
import { readFacts } from "../../facts/read-facts.ts";
import { spanInToml } from "../../facts/toml-place.ts";
import type { Language } from "../../lint/language.ts";
import { newestRelease, resolveVersion } from "../../nanomq/releases.ts";
import { factsProblemText } from "../../report/conf/facts-problems.ts";
import { run } from "../../start/run.ts";
import { createSource, lineSpan, type Source } from "../../text/source.ts";
import { endOfLine, offsetOf } from "../../text/utf16.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { packsOf } from "../open/lint-input.ts";
import { openProject } from "../open/project.ts";
import type { Check } from "./checking.ts";
import { argumentsOf } from "./project.ts";
import type { Checked } from "./seen.ts";

function factsMark(problem: FactsProblem, source: Source, language: Language): Mark {
  const start = offsetOf(source, { line: problem.line - 1, character: problem.column - 1 });
  const span = { file: source.file, start, end: endOfLine(source, start) };
  return {
    severity: "error",
    span,
    message: factsProblemText(problem, language),
    related: [],
    fixes: () => [],
  };
}

export async function checkFacts(root: string, { session, looks, choice }: Check): Promise<Checked> {
  const { language } = session;
  session.io.readFile(root, session.fileLimitBytes);
  const source = createSource(root, looks.files.get(root) ?? "");
  const read = await readFacts(new TextDecoder().decode(source.bytes));
  const facts = read.ok ? read.facts : noFacts;
  const problems = read.ok ? [] : read.problems.map((problem) => factsMark(problem, source, language));
  const packs = read.ok ? await packMarks(root, source, session) : [];
  const asked = choice.release ?? facts.nanomq ?? newestRelease;
  const version = resolveVersion(asked)?.version;
  return {
    root,
    looks,
    factsFile: root,
    told: choice.release !== undefined ? "setting" : facts.nanomq === undefined ? "assumed" : "facts",
    view: version && { run: run({ version, conf: undefined }), facts, language },
    brokers: [],
    marks: new Map([[root, [...problems, ...packs]]]),
    sources: new Map([[root, source]]),
    bases: new Map(),
    pathOf: (file) => (file === root ? root : undefined),
    linted: undefined,
  };
}

async function packMarks(root: string, source: Source, session: Session): Promise<readonly Mark[]> {
  try {
    await packsOf(await openProject(argumentsOf({}), `${dirname(root)}/nanomq.conf`, session), session);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const span = spanInToml(source, ["packs"]) ?? lineSpan(source, 1);
    return [{ severity: "error", span, message: error.message, related: [], fixes: () => [] }];
  }
}
