// Where the options of `nanomq start` end the start (nanomq/apps/broker.c, file_path_parse and broker_parse_opts).
import { confOption, type OptionsRead, readOptions } from "../options.ts";
import type { EndReason, Step } from "./step.ts";

interface OptionsStep {
  readonly step: Step;
  /** NanoMQ looks for the conf first: what stands before `--conf`, or anywhere without one, ends it before the conf is read. */
  readonly isBeforeConf: boolean;
}

function isBefore(options: OptionsRead, word: number): boolean {
  const conf = confOption(options);
  return conf === undefined || word < conf.word;
}

function stepAt(text: string, code: number, reason: EndReason): Step {
  return { name: "options", text, end: { outcome: "exits", code, reason } };
}

/** The step that ends the start; undefined where every option is taken. */
export function endOfOptions(words: readonly string[]): OptionsStep | undefined {
  const options = readOptions(words);
  const help = options.taken.find(({ option: { long } }) => long === "--help");
  // Behind `--conf` it is passed over.
  if (help !== undefined && isBefore(options, help.word))
    return { step: stepAt("--help", 0, "option-help"), isBeforeConf: true };
  const { fault } = options;
  if (fault === undefined) return undefined;
  const step = stepAt(fault.name, 1, `option-${fault.kind}`);
  return { step, isBeforeConf: isBefore(options, fault.word) };
}
