// The form of a rule file after schemas/rule.schema.json accepted it.
import type { FileFacts } from "../../start/files/file-facts.ts";
import type { EvidenceRef, FixSafety, Severity } from "../finding/finding.ts";
import type { LocalText } from "../language.ts";
import type { Preset, Replay, RuleExample, RulePage, VersionRange } from "./rule.ts";

interface ExampleFile {
  readonly name?: string | LocalText;
  readonly nanomq?: string;
  readonly today?: string;
  readonly conf?: string;
  readonly deployment?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly host?: Readonly<Record<string, FileFacts>>;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly expect: readonly number[];
}

export interface RuleFile {
  readonly id: string;
  readonly severity: Severity;
  readonly nanomq?: string;
  readonly for?: string;
  readonly when?: string;
  readonly fate?: readonly string[];
  readonly at?: readonly string[];
  readonly codes?: readonly string[];
  readonly target?: string;
  readonly related?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, LocalText>>;
  readonly params?: Readonly<Record<string, number | string | boolean>>;
  readonly args?: Readonly<Record<string, string>>;
  readonly requires?: readonly string[];
  readonly replay?: Replay;
  readonly replaces?: readonly string[];
  readonly covers?: readonly string[];
  readonly presets?: readonly Preset[];
  readonly catalogue?: readonly string[];
  readonly message: LocalText;
  readonly why: LocalText;
  readonly fix?: {
    readonly set?: Readonly<Record<string, string>>;
    readonly remove?: readonly string[];
    readonly text?: string;
    readonly safety: FixSafety;
  };
  readonly evidence?: readonly EvidenceRef[];
  readonly no_example?: string;
  readonly example?: readonly ExampleFile[];
}

/** Reads ">=0.19.0 <0.24.12". */
export function readRange(text: string | undefined): VersionRange {
  const bound = (operator: string) =>
    text?.split(" ").find((part) => part.startsWith(operator) && /\d/.test(part.charAt(operator.length)));
  return {
    since: bound(">=")?.slice(2),
    until: bound("<=")?.slice(2),
    before: bound("<")?.slice(1),
  };
}

function exampleOf(example: ExampleFile): RuleExample {
  const { name, nanomq, today, conf, deployment, files = {}, host = {}, facts = {}, expect } = example;
  const kind = deployment === undefined ? "conf" : "deployment";
  return { name, nanomq, today, text: deployment ?? conf ?? "", kind, files, host, facts, expect };
}

export function pageOf(file: RuleFile): RulePage {
  return {
    id: file.id,
    severity: file.severity,
    message: file.message,
    why: { en: file.why.en.trim(), zh: file.why.zh.trim() },
    labels: file.labels ?? {},
    catalogue: file.catalogue ?? [],
    examples: (file.example ?? []).map(exampleOf),
  };
}
