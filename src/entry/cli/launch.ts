// Start-up is a feature: each script is one function over everything it needs, compiled from the code cache of this machine,
// lint.cjs has what a lint needs and nothing else, and a lint that was answered before is answered without it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { type AnswerPlace, answerPlace, keepAnswer, readAnswer } from "./cache/answer.ts";
import { codePlace, keepCode, readCode } from "./cache/code.ts";
import type { Ran } from "./ran.ts";
import { type StandardStreams, standardStreams } from "./standard-streams.ts";

/** What a script of dist/ gives. `start` begins; undefined: the line is one for the whole command. */
type Program = { readonly start: () => Ran | undefined };

type ScriptName = "lint" | "nanotune";
declare const SCRIPT_HASHES: Readonly<Record<ScriptName, string>>;

function programOf(script: Script, filename: string): Program {
  return script.runInThisContext()(require, pathToFileURL(filename).href);
}

/** False where the line is one for the whole command. */
function run(name: ScriptName, answered?: AnswerPlace): boolean {
  const filename = join(__dirname, `${name}.cjs`);
  const place = codePlace(name, SCRIPT_HASHES[name]);
  const cache = place && readCode(place);
  // It is ASCII: as UTF-8 it becomes a string without a buffer in between.
  const script = new Script(readFileSync(filename, "utf8"), {
    filename,
    ...(cache === undefined ? {} : { cachedData: cache.code }),
  });
  const ran = programOf(script, filename).start();
  if (ran === undefined) return false;
  const known = script.cachedDataRejected === false ? (cache?.parts ?? []) : [];
  process.once("exit", (code) => {
    const part = ran.part();
    if (place !== undefined && !known.includes(part))
      keepCode(place, () => ({ code: script.createCachedData(), parts: [...known, part] }));
    const answer = answered && ran.answer?.(code);
    if (answered !== undefined && answer !== undefined) keepAnswer(answered, answer);
  });
  return true;
}

/** A lint whose answer is kept. False: there is none, or it holds no longer. */
function answerAgain(place: AnswerPlace | undefined, streams: StandardStreams): boolean {
  const answer = place && readAnswer(place);
  if (answer === undefined) return false;
  for (const [stream, text] of answer.said) streams[stream](text);
  process.exitCode = answer.exitCode;
  return true;
}

function lint(): boolean {
  const streams = standardStreams();
  const { stdoutIsTty, stderrIsTty, columns } = streams;
  const place = answerPlace(__dirname, SCRIPT_HASHES.lint, stdoutIsTty, stderrIsTty, columns);
  return answerAgain(place, streams) || run("lint", place);
}

export function launch(): void {
  if (process.argv[2] !== "lint" || !lint()) run("nanotune");
}
