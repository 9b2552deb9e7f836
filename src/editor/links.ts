// What a text leads to: the files that a conf includes, and the pages of the rules that it names.
import type { Language } from "../lint/language.ts";
import { pagePathOf } from "../report/rule/page-address.ts";
import { includeAt } from "../text/conf/include-syntax.ts";
import { Lexer } from "../text/conf/lexer.ts";
import { type Source, type Span, textOf } from "../text/source.ts";

export type Link =
  | { readonly kind: "include"; readonly span: Span; readonly name: string }
  | { readonly kind: "rule"; readonly span: Span; readonly rule: string };

/** From the folder that has `docs`: `docs/rules/timing.md#retry-interval-zero`. */
export function pageOf(rule: string, language: Language): string | undefined {
  return rule.includes("/") ? `docs/${pagePathOf(rule, language)}` : undefined;
}

function includesIn(source: Source): readonly Link[] {
  const lexer = new Lexer(source.bytes);
  const links: Link[] = [];
  while (lexer.advance()) {
    const statement = lexer.kind === "include" ? includeAt(source.bytes, lexer.start) : undefined;
    if (statement?.name === undefined || statement.name === "") continue;
    const { name, nameStart, nameEnd } = statement;
    links.push({ kind: "include", name, span: { file: source.file, start: nameStart, end: nameEnd } });
  }
  return links;
}

const MARK = /nanotune-ignore(?:-file)?[ \t]+([^\n]*?)(?:--|\n|$)/g;
const RULE = /[\w-]+\/[\w-]+/g;

/** Rules that are silenced by name. */
function rulesIn(source: Source, isRule: (name: string) => boolean): readonly Link[] {
  const text = textOf(source, 0, source.bytes.length);
  const encoder = new TextEncoder();
  return [...text.matchAll(MARK)].flatMap((mark) => {
    const [whole, names = ""] = mark;
    const from = mark.index + whole.indexOf(names);
    return [...names.matchAll(RULE)].flatMap(({ 0: rule, index }): readonly Link[] => {
      if (!isRule(rule)) return [];
      const start = encoder.encode(text.slice(0, from + index)).length;
      return [{ kind: "rule", rule, span: { file: source.file, start, end: start + rule.length } }];
    });
  });
}

/** @param isConf false for what includes nothing: a deployment file, nanotune.toml */
export function linksIn(source: Source, isConf: boolean, isRule: (name: string) => boolean): readonly Link[] {
  return [...(isConf ? includesIn(source) : []), ...rulesIn(source, isRule)];
}
