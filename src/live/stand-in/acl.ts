import { has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Settings } from "../../start/effective.ts";
import { groupSubjects, ruleSubject, type Subject } from "../../start/sections/acl.ts";
import { filterCovers } from "./topics.ts";

/** Who asks; the stand-in's clients all come from this machine. */
export interface AclClient {
  readonly clientId: string;
  readonly username: string | undefined;
  readonly address: string;
}

export type AclAction = "publish" | "subscribe";

interface Rule {
  readonly allows: boolean;
  readonly action: string;
  /** Undefined: no text. */
  readonly topics: readonly (string | undefined)[];
  readonly subject: Subject | undefined;
  readonly parts: readonly Subject[];
}

const MARKS = /\$\{(clientid|username)\}/g;

/** The access rules of a conf as NanoMQ asks them (nanomq/acl_handler.c auth_acl): the first that fits decides. */
export class Acl {
  readonly #rules: readonly Rule[];
  readonly #allowsOthers: boolean;
  readonly #version: NanomqVersion;

  constructor(settings: Settings) {
    const { values, counted } = settings;
    this.#version = settings.version;
    this.#allowsOthers = values.get("auth.no_match") !== "deny";
    const nodes = [...counted].filter(([, path]) => /^auth\.acl\.rules\[\d+\]$/.test(path));
    this.#rules = nodes.map(([node, path]) => {
      const subject = ruleSubject(node);
      const count = Number(values.get(`${path}.topics.(count)`) ?? 0);
      const topics = Array.from({ length: count }, (_, at) => values.get(`${path}.topics[${at}]`));
      return {
        allows: values.get(`${path}.permit`) === "allow",
        action: String(values.get(`${path}.action`)),
        topics: topics.map((topic) => (typeof topic === "string" ? topic : undefined)),
        subject,
        parts:
          subject?.type === "and" || subject?.type === "or"
            ? groupSubjects(subject.node).map((part) => part.subject)
            : [],
      };
    });
  }

  allows(action: AclAction, client: AclClient, topic: string): boolean {
    let hasFailedAnd = false;
    for (const rule of this.#rules) {
      if (rule.action !== "pubsub" && rule.action !== action) continue;
      const spoilt = hasFailedAnd && has(this.#version, "acl-and-fails-for-good");
      const fits = !(rule.subject?.type === "and" && spoilt) && isAbout(rule, client);
      if (rule.subject?.type === "and" && !fits) hasFailedAnd = true;
      if (!fits) continue;
      if (rule.topics.length === 0) return rule.allows;
      const found = this.#finds(rule.topics, client, topic);
      if (found === "denied") return false;
      if (found === "found") return rule.allows;
    }
    return this.#allowsOthers;
  }

  #finds(topics: Rule["topics"], client: AclClient, topic: string): "found" | "denied" | "none" {
    for (const written of topics) {
      const wanted = written && this.#filled(written, client);
      if (wanted === undefined) {
        if (has(this.#version, "acl-denies-unclear")) return "denied";
        continue;
      }
      const isLiteral =
        has(this.#version, "acl-literal-topics") && wanted.length > 1 && wanted.startsWith("@");
      if (isLiteral ? wanted.slice(1) === topic : filterCovers(wanted, topic)) return "found";
    }
    return "none";
  }

  /** Undefined where a name holds what would be a wildcard in it: the request is refused then. */
  #filled(topic: string, { clientId, username }: AclClient): string | undefined {
    if (!has(this.#version, "acl-placeholders")) return topic;
    const names: Readonly<Record<string, string | undefined>> = { clientid: clientId, username };
    const marked = [...topic.matchAll(MARKS)].map(([, name = ""]) => names[name] ?? "");
    if (marked.some((name) => /[+#/]/.test(name)) && has(this.#version, "acl-denies-unclear"))
      return undefined;
    return topic.replaceAll(MARKS, (mark, name: string) => names[name] ?? mark);
  }
}

/** A list of addresses fits nobody: NanoMQ compares texts alone. `#` fits everybody. */
function fitsSubject({ type, value }: Subject, { clientId, username, address }: AclClient): boolean {
  if (value === "#") return true;
  const own = type === "clientid" ? clientId : type === "username" ? username : address;
  return typeof value === "string" && value === own;
}

function isAbout({ subject, parts }: Rule, client: AclClient): boolean {
  if (subject === undefined) return true;
  if (subject.type === "and") return parts.every((part) => fitsSubject(part, client));
  if (subject.type === "or") return parts.some((part) => fitsSubject(part, client));
  return fitsSubject(subject, client);
}
