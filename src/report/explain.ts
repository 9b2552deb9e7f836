import type { EvidenceRef } from "../findings/finding.ts";
import type { RuleExample, RulePage } from "../rules/rule.ts";
import { explainWords } from "../words/explain.ts";
import type { Language } from "../words/language.ts";

export interface ExplainInput {
  readonly page: RulePage;
  readonly evidence: readonly EvidenceRef[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly language: Language;
  readonly markdown: boolean;
}

/** What a look at the host finds there: `log.dir: state = missing`. */
function hostLines(host: RuleExample["host"]): readonly string[] {
  return Object.entries(host).map(([key, { certificates = [], ...facts }]) => {
    const known = [facts, ...certificates].flatMap((one) => Object.entries(one));
    return `# ${key}: ${known.map(([name, value]) => `${name} = ${String(value)}`).join(", ")}`;
  });
}

function exampleText(
  { name, nanomq, text, host, expect }: RuleExample,
  { language, markdown }: ExplainInput,
): string {
  const words = explainWords[language];
  const verdict = expect.length === 0 ? words.clean : words.found(expect.join(", "));
  const title = [name, nanomq && `NanoMQ ${nanomq}`, verdict].filter(Boolean).join(", ");
  const body = [text.trim(), ...hostLines(host)].join("\n");
  if (markdown) return `${title}:\n\n\`\`\`\n${body}\n\`\`\``;
  return `${title}:\n${body.replaceAll(/^/gm, "    ")}`;
}

/** The page of one rule: what it finds, why, with examples and evidence. */
export function explainPage(input: ExplainInput): string {
  const { page, evidence, params, language, markdown } = input;
  const words = explainWords[language];
  const heading = (text: string) => (markdown ? `## ${text}` : text.toUpperCase());
  const parameters = Object.entries(params).map(([name, value]) => `- ${name} = ${JSON.stringify(value)}`);
  const sections = [
    markdown ? `# ${page.id}` : `${page.id} (${words.severity[page.severity]})`,
    ...(markdown ? [words.severity[page.severity]] : []),
    page.message[language],
    heading(words.why),
    page.why[language],
    ...(parameters.length > 0 ? [heading(words.params), parameters.join("\n")] : []),
    heading(words.examples),
    ...page.examples.map((example) => exampleText(example, input)),
    ...(evidence.length > 0
      ? [
          heading(words.evidence),
          evidence.map(({ kind, ref }) => `- ${words.kinds[kind]}: ${ref}`).join("\n"),
        ]
      : []),
  ];
  return `${sections.join("\n\n")}\n`;
}
