// The page of one rule, for a terminal or as Markdown: `nanotune explain RULE`, docs/rules.
import type { EvidenceRef } from "../../lint/finding/finding.ts";
import { type Language, localText } from "../../lint/language.ts";
import { factName } from "../../lint/rules/fact-name.ts";
import type { Rule, RuleExample, RulePage } from "../../lint/rules/rule.ts";
import { evidenceUrl, refText } from "./evidence.ts";
import { type ExplainWords, explainWords } from "./explain-words.ts";
import { markdownText } from "./markdown.ts";

export interface ExplainInput {
  readonly rule: Rule;
  readonly page: RulePage;
  readonly language: Language;
  readonly markdown: boolean;
  /** Of the title among the headings of Markdown; 1 where it is a page of its own. */
  readonly level?: number | undefined;
}

/** A value as nanotune.toml has it, on one line. */
function tomlText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => `${name} = ${tomlText(inner)}`);
  return `{ ${members.join(", ")} }`;
}

/** What the example takes for given beside the conf, as comments below it. */
function besideLines({ files, facts, host }: RuleExample, words: ExplainWords): readonly string[] {
  const known = Object.entries(facts).map(([name, value]) => `# nanotune.toml: ${name} = ${tomlText(value)}`);
  const included = Object.entries(files).flatMap(([name, text]) => [
    `# ${words.file(name)}:`,
    ...text.trim().split("\n"),
  ]);
  const found = Object.entries(host).map(([key, { certificates = [], ...state }]) => {
    const seen = [state, ...certificates].flatMap((one) => Object.entries(one));
    return `# ${key}: ${seen.map(([name, value]) => `${name} = ${String(value)}`).join(", ")}`;
  });
  return [...known, ...found, ...included];
}

/** An example with what it takes for given beside it, as pages show it. */
export function exampleBody(example: RuleExample, language: Language): string {
  return [example.text.trimEnd(), ...besideLines(example, explainWords[language])].join("\n");
}

function exampleText(example: RuleExample, { language, markdown }: ExplainInput): string {
  const words = explainWords[language];
  const { name, nanomq, expect } = example;
  const verdict = expect.length === 0 ? words.clean : words.found(expect.join(", "));
  const title = [name && localText(name, language), nanomq && `NanoMQ ${nanomq}`, verdict]
    .filter(Boolean)
    .join(", ");
  // The lines of the verdict count from the first one: what stands before it stays.
  const body = exampleBody(example, language);
  const named = `${markdown ? markdownText(title) : title}${words.colon.trimEnd()}`;
  if (markdown) return `${named}\n\n\`\`\`\n${body}\n\`\`\``;
  return `${named}\n${body.replaceAll(/^/gm, "    ")}`;
}

/** Releases the rule is about; "" for all of them. */
export function versionsText({ versions }: Rule, language: Language): string {
  const { since = "", until = "", before = "" } = versions;
  return since + until + before === "" ? "" : explainWords[language].versions(since, until, before);
}

/** Where and when the rule runs: severity, presets, releases, the facts it needs. */
function ruleTerms(rule: Rule, language: Language): string {
  const words = explainWords[language];
  const { presets, requires, severity } = rule;
  const versions = versionsText(rule, language);
  return [
    words.severity[severity],
    words.presets(presets.join(", ")),
    ...(versions === "" ? [] : [versions]),
    ...(requires.length > 0 ? [words.needs(requires.map(factName).join(", "))] : []),
  ].join(words.semicolon);
}

/** What the rule's own fix types, `{name}` standing for a figure of the finding; undefined where it has none. */
function fixLine(rule: Rule, language: Language): string | undefined {
  const { fix } = rule.tells();
  const words = explainWords[language];
  if (fix === undefined) return undefined;
  const set = Object.entries(fix.set).map(([path, value]) => `\`${path} = ${value}\``);
  const removed =
    fix.remove.length === 0 ? [] : [words.remove(fix.remove.map((path) => `\`${path}\``).join(", "))];
  const typed = [...set, ...removed];
  const what = typed.length === 0 && fix.text ? `\`${fix.text}\`` : typed.join(", ");
  return `${what} (${words.safety[fix.safety]})`;
}

function evidenceLine(evidence: EvidenceRef, { language, markdown }: ExplainInput): string {
  const { kinds, colon } = explainWords[language];
  const url = evidenceUrl(evidence.ref);
  const text = refText(evidence, language);
  const name = `- ${kinds[evidence.kind]}${colon}`;
  if (!markdown) return `${name}${text}${url === undefined ? "" : ` ${url}`}`;
  return `${name}${url === undefined ? markdownText(text) : `[${markdownText(text)}](${url})`}`;
}

function headingOf(text: string, { markdown, level = 1 }: ExplainInput): string {
  return markdown ? `${"#".repeat(level + 1)} ${text}` : text.toUpperCase();
}

/** A title and what stands below it; nothing where nothing does. */
function section(title: string, body: readonly string[], input: ExplainInput): readonly string[] {
  return body.length === 0 ? [] : [headingOf(title, input), ...body];
}

function lines(list: readonly string[]): readonly string[] {
  return list.length === 0 ? [] : [list.join("\n")];
}

/** Why the rule exists, how it is mended, and its parameters. */
export function reasonSections(input: ExplainInput): readonly string[] {
  const { page, rule, language, markdown } = input;
  const words = explainWords[language];
  const why = page.why[language];
  const fix = fixLine(rule, language);
  const params = Object.entries(rule.params).map(([name, value]) => `- ${name} = ${JSON.stringify(value)}`);
  return [
    ...section(words.why, [markdown ? markdownText(why) : why], input),
    ...section(words.fix, fix === undefined ? [] : [fix], input),
    ...section(words.params, lines(params), input),
  ];
}

/** What the rule finds, why, how it is mended, with examples and evidence. */
export function explainPage(input: ExplainInput): string {
  const { page, rule, language, markdown, level = 1 } = input;
  const words = explainWords[language];
  const message = page.message[language];
  const terms = ruleTerms(rule, language);
  const examples = page.examples.map((example) => exampleText(example, input));
  const evidence = rule.tells().evidence.map((one) => evidenceLine(one, input));
  const sections = [
    ...(markdown ? [`${"#".repeat(level)} ${page.id}`, terms] : [`${page.id} (${terms})`]),
    markdown ? markdownText(message) : message,
    ...reasonSections(input),
    ...section(words.examples, examples, input),
    ...section(words.evidence, lines(evidence), input),
  ];
  return `${sections.join("\n\n")}\n`;
}
