import type { FindingArgs, Fix, Reported } from "../../lint/finding/finding.ts";
import { type Source, textOf } from "../../text/source.ts";
import { MASK } from "./mask.ts";
import { secretsIn } from "./secrets-of.ts";

function maskedArgs(args: FindingArgs, secrets: readonly string[]): FindingArgs {
  const masked = Object.entries(args).map(([name, value]) => {
    if (typeof value !== "string" || value === "") return [name, value] as const;
    // A value that was cut short is the beginning of the secret.
    if (secrets.some((secret) => secret.startsWith(value))) return [name, MASK] as const;
    return [name, secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value)] as const;
  });
  return Object.fromEntries(masked);
}

/** An edit that holds a secret is left out: `--fix` still makes it, a report does not tell it. */
function maskedFix(fix: Fix, secrets: readonly string[]): Fix {
  return {
    ...fix,
    text: secrets.reduce((text, secret) => text.replaceAll(secret, MASK), fix.text),
    edits: fix.edits.some(({ text }) => secrets.some((secret) => text.includes(secret))) ? [] : fix.edits,
  };
}

/** A finding at a secret, without the secret in its facts and fixes. */
export function withoutSecrets(finding: Reported, sources: ReadonlyMap<string, Source>): Reported {
  const source = sources.get(finding.span.file);
  if (source === undefined) return finding;
  const secrets = secretsIn(source, finding.span)
    .map(({ start, end }) => textOf(source, start, end))
    .flatMap((text) => [text.replaceAll(/^["']|["']$/g, ""), text])
    .filter((text) => text !== "");
  if (secrets.length === 0) return finding;
  const { args, fixes } = finding;
  return {
    ...finding,
    args: maskedArgs(args, secrets),
    fixes: fixes.map((fix) => maskedFix(fix, secrets)),
  };
}
