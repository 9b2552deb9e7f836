// Confs that nobody wrote: examples of rules side by side, spelled otherwise, split into includes, broken.
import fc from "fast-check";
import { factsOf } from "../../../src/facts/facts.ts";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import type { Subject } from "../../invariants/subject.ts";

export const releases = ["0.20.8", "0.22.10", "0.24.14", "0.25.6"] as const;

const texts = rulePages.flatMap(({ examples }) =>
  examples.flatMap(({ kind, text, files }) =>
    kind === "conf" && Object.keys(files).length === 0 && text.length < 600 ? [text] : [],
  ),
);

const facts = factsOf({
  preset: "strict",
  clients: [{ keepalive: "60s" }, { name: "fast", keepalive: "5s" }],
});

/** Another spelling of every name before `=`, `:` or `{`; quoted ones and values stay. */
function respelled(text: string, how: "upper" | "title" | "as-is"): string {
  if (how === "as-is") return text;
  return text.replaceAll(/(?<=^|[\s{,.])[a-z][a-z_]*(?=[a-z_.]*\s*(?:=|:|\{))/gm, (name) =>
    how === "upper" ? name.toUpperCase() : `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
  );
}

type Break = "none" | "open-brace" | "stray-comma" | "no-brace" | "bare-word" | "missing-include";

function broken(text: string, how: Break): string {
  switch (how) {
    case "none":
      return text;
    case "open-brace":
      return `${text}\nextra {\n`;
    case "stray-comma":
      return text.replace(/\n\}/, ",\n}");
    case "no-brace":
      return text.replace(/\}(?=[^}]*$)/, "");
    case "bare-word":
      return `${text}\nword another\n`;
    case "missing-include":
      return `include "not-here.conf"\n${text}`;
  }
}

/** Lint inputs with a name that tells how they were made. */
export const unseenConfs: fc.Arbitrary<{ readonly name: string; readonly input: Subject["input"] }> = fc
  .record({
    parts: fc.uniqueArray(fc.nat(texts.length - 1), { minLength: 1, maxLength: 3 }),
    release: fc.constantFrom(...releases),
    case: fc.constantFrom("as-is", "upper", "title"),
    crlf: fc.boolean(),
    bom: fc.boolean(),
    open: fc.boolean(),
    tabs: fc.boolean(),
    included: fc.constantFrom("not", "first", "all"),
    broken: fc.constantFrom<Break>(
      ...(["none", "none", "none", "open-brace", "stray-comma"] as const),
      ...(["no-brace", "bare-word", "missing-include"] as const),
    ),
  })
  .map((made) => {
    const written = made.parts.map((part) => respelled(texts[part] ?? "", made.case));
    const [first = "", ...rest] = written;
    const inMain = made.included === "not" ? written : made.included === "first" ? rest : [];
    const inside = made.included === "not" ? [] : made.included === "first" ? [first] : written;
    const dressed = (text: string) => {
      const tabbed = made.tabs ? text.replaceAll(/^ {2}/gm, "\t") : text;
      return made.crlf ? tabbed.replaceAll("\n", "\r\n") : tabbed;
    };
    const include = inside.length === 0 ? "" : 'include "part.conf"\n';
    const main = broken(`${include}${inMain.join("")}`, made.broken);
    const text = `${made.bom ? "\uFEFF" : ""}${dressed(made.open ? main.trimEnd() : main)}`;
    const files = inside.length === 0 ? {} : { "part.conf": dressed(inside.join("")) };
    const version = parseVersion(made.release);
    if (version === undefined) throw new RangeError(made.release);
    const { parts: _, release: __, ...how } = made;
    return {
      name: `${made.release} ${JSON.stringify(how)} ${JSON.stringify([text, files])}`,
      input: { conf: { text, files }, version, facts },
    };
  });
