// An ACL file of Mosquitto: `user NAME`, `topic [ACCESS] TOPIC`, `pattern [ACCESS] TOPIC` (mosquitto.conf(5), acl_file).
import { firstWith, has } from "../../nanomq/behaviour.ts";
import { quoted } from "../migrate/convert.ts";
import { type Draft, lose, putText } from "../migrate/draft.ts";
import type { Source } from "../source.ts";
import { type Directive, readDirectives } from "./directives.ts";

const actions = { read: "subscribe", write: "publish", readwrite: "pubsub", deny: "pubsub" } as const;

type Access = keyof typeof actions;

function isAccess(word: string): word is Access {
  return Object.hasOwn(actions, word);
}

interface Rule {
  readonly line: Directive;
  readonly access: Access;
  readonly topic: string;
  /** Undefined: everybody. */
  readonly username: string | undefined;
}

/** Topics may have blanks in them. */
function accessAndTopic({ value, words }: Directive): { readonly access: Access; readonly topic: string } {
  const [first = ""] = words;
  if (!isAccess(first)) return { access: "readwrite", topic: value };
  return { access: first, topic: value.slice(first.length).trimStart() };
}

/** NanoMQ's own, of releases that fill them in. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: NanoMQ fills it in
const CLIENTID = "${clientid}";
// biome-ignore lint/suspicious/noTemplateCurlyInString: NanoMQ fills it in
const USERNAME = "${username}";

function placeholders(topic: string): string {
  return topic.replaceAll("%c", () => CLIENTID).replaceAll("%u", () => USERNAME);
}

function rulesIn(draft: Draft, lines: readonly Directive[]): readonly Rule[] {
  const rules: Rule[] = [];
  let username: string | undefined;
  for (const line of lines) {
    const { key, value } = line;
    if (key === "user") {
      username = value;
    } else if (key === "pattern") {
      const { access, topic } = accessAndTopic(line);
      const isKnown = !/%[cu]/.test(topic) || has(draft.nanomq, "acl-placeholders");
      if (isKnown) rules.push({ line, access, topic: placeholders(topic), username: undefined });
      else lose(draft, line, "not-in-version", firstWith("acl-placeholders").text);
    } else if (key !== "topic") {
      lose(draft, line, "unknown-directive");
    } else if (username === undefined) {
      // A rule that names nobody holds for everybody here.
      lose(draft, line, "anonymous-only");
    } else {
      rules.push({ line, username, ...accessAndTopic(line) });
    }
  }
  return rules;
}

function ruleText({ access, topic, username }: Rule): string | undefined {
  const name = username === undefined ? "" : quoted(username);
  const filter = quoted(topic);
  // `#` stands for any name.
  if (name === undefined || filter === undefined || topic === "" || username === "#") return undefined;
  const subject = name === "" ? "" : `username = ${name}, `;
  const permit = access === "deny" ? "deny" : "allow";
  return `{ permit = ${permit}, ${subject}action = ${actions[access]}, topics = [${filter}] }`;
}

/**
 * Rules of a file as those of `auth.acl`. A `deny` of Mosquitto wins wherever it stands, here the first match does; what no
 * rule allows is denied.
 */
export function addAcl(draft: Draft, file: Source): void {
  const rules = rulesIn(draft, readDirectives(file));
  const inOrder = [...rules.filter(isDeny), ...rules.filter((rule) => !isDeny(rule))];
  const texts = inOrder.flatMap((rule) => {
    const text = ruleText(rule);
    if (text === undefined) lose(draft, rule.line, "unreadable-value");
    return text === undefined ? [] : [text];
  });
  // Without a rule the section has no effect, and neither has `no_match`.
  const written = texts.length > 0 ? texts : ['{ permit = deny, action = pubsub, topics = ["#"] }'];
  for (const [at, text] of written.entries()) putText(draft, ["auth", "acl", "rules", at + 1], text);
  putText(draft, ["auth", "no_match"], "deny");
}

function isDeny({ access }: Rule): boolean {
  return access === "deny";
}
